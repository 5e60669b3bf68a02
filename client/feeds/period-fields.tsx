import { isCalendarPeriod } from '../../shared/period.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import type { Draft, DraftFaults } from './draft.ts'

interface PeriodFieldsProps {
  draft: Draft
  faults: DraftFaults
  onChange: (part: Partial<Draft>) => void
}

/** What a file may fail to say itself: its period, and when it was taken from its system. */
export function PeriodFields({ draft, faults, onChange }: PeriodFieldsProps) {
  const words = useWords()
  const locale = useLocale()
  const read = isCalendarPeriod(draft.period) ? formatPeriodName(draft.period, locale) : words('feeds.form.periodHint')
  return (
    <details className="more" open={draft.period !== '' || faults.period !== undefined || undefined}>
      <summary>{words('feeds.form.more')}</summary>
      <Field label={words('feeds.form.period')} hint={read} fault={faults.period && words(faults.period)}>
        {(field) => (
          <input
            {...field}
            value={draft.period}
            autoComplete="off"
            maxLength={7}
            onChange={(event) => onChange({ period: event.target.value.trim().toUpperCase() })}
          />
        )}
      </Field>
      <Field label={words('feeds.form.extracted')} hint={words('feeds.form.extractedHint')}>
        {(field) => (
          <input
            {...field}
            type="datetime-local"
            value={draft.extracted}
            onChange={(event) => onChange({ extracted: event.target.value })}
          />
        )}
      </Field>
    </details>
  )
}
