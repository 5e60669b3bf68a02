import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { SCHEDULES, type Schedule, type ScheduleDraft, toCadence } from './schedule.ts'

interface ScheduleFieldsProps {
  schedule: ScheduleDraft
  onChange: (next: ScheduleDraft) => void
  /** The form was sent: what is wrong is said. */
  isTried: boolean
}

/** When a source is expected: how often in working days, and until which hour. */
export function ScheduleFields({ schedule, onChange, isTried }: ScheduleFieldsProps) {
  const words = useWords()
  const isBad = isTried && toCadence(schedule) === undefined
  const { kind, days, by } = schedule
  return (
    <div className="schedule">
      <Field label={words('register.form.cadence')}>
        {(field) => (
          <select
            {...field}
            value={kind}
            onChange={(event) => onChange({ ...schedule, kind: event.target.value as Schedule })}
          >
            {SCHEDULES.map((name) => (
              <option key={name} value={name}>
                {words(`register.form.cadences.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === 'other' && (
        <Field label={words('register.form.days')} fault={isBad ? words('register.form.daysBad') : undefined}>
          {(field) => (
            <input
              {...field}
              inputMode="numeric"
              maxLength={3}
              value={days}
              onChange={(event) => onChange({ ...schedule, days: event.target.value })}
            />
          )}
        </Field>
      )}
      {kind !== 'none' && (
        <Field
          label={words('register.form.by')}
          fault={isTried && by === '' ? words('register.form.needed') : undefined}
        >
          {(field) => (
            <input
              {...field}
              type="time"
              value={by}
              onChange={(event) => onChange({ ...schedule, by: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
