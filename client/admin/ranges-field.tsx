import { useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'

/** From which addresses a key or screen is taken, one a line. */
export function RangesField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const words = useWords()
  return (
    <Field label={words('admin.dialog.ranges')} hint={words('admin.dialog.rangesHint')}>
      {(field) => (
        <textarea
          {...field}
          rows={2}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
