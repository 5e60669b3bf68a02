import type { FeedNew } from '../../../shared/feed-register.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'

const MODES = ['upsert', 'replace'] as const
export type Mode = NonNullable<FeedNew['mode']>

/** What becomes of rows that a new file no longer has. */
export function ModeField({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const words = useWords()
  return (
    <Field label={words('register.form.mode')} hint={words(`register.form.modeNotes.${mode}`)}>
      {(field) => (
        <select {...field} value={mode} onChange={(event) => onChange(event.target.value as Mode)}>
          {MODES.map((name) => (
            <option key={name} value={name}>
              {words(`register.form.modes.${name}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
