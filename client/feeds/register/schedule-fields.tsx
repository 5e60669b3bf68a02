import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { SCHEDULES, type Schedule, type ScheduleDraft, toCadence, toClock } from './schedule.ts'
import { TextField } from './text-field.tsx'

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
        <TextField
          label={words('register.form.by')}
          hint={words('register.form.byHint')}
          fault={isTried && toClock(by) === undefined ? words('register.form.byBad') : undefined}
          value={by}
          onChange={(text) => onChange({ ...schedule, by: text })}
          input={{ maxLength: 5 }}
        />
      )}
    </div>
  )
}
