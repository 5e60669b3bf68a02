import { useState } from 'react'
import type { UnitItem } from '../../../shared/api.ts'
import type { Column } from '../../../shared/datasets/dataset.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { UnitField } from '../../ui/unit-field.tsx'
import { TextField } from './text-field.tsx'

interface CellFieldProps {
  column: Column
  /** As the row has it now. */
  held: string
  value: string
  onChange: (text: string) => void
}

/** One cell of a row kept aside, asked for as what it is: a unit by its name, a word of a list, or text. */
export function CellField({ column, held, value, onChange }: CellFieldProps) {
  const words = useWords()
  const locale = useLocale()
  const [unit, setUnit] = useState<UnitItem | null>(null)
  const label = column.title[locale]
  const hint = words('register.aside.now', { value: held === '' ? words('register.aside.empty') : held })
  if (column.kind === 'unit') {
    const choose = (next: UnitItem | null) => {
      setUnit(next)
      onChange(next?.id ?? held)
    }
    return <UnitField unit={unit} onChange={choose} label={label} hint={hint} />
  }
  if (column.kind === 'choice' && column.choices) {
    const known = Object.entries(column.choices)
    return (
      <Field label={label} hint={hint}>
        {(field) => (
          <select {...field} value={value} onChange={(event) => onChange(event.target.value)}>
            {!known.some(([name]) => name === value) && (
              <option value={value}>{value || words('register.aside.empty')}</option>
            )}
            {known.map(([name, said]) => (
              <option key={name} value={name}>
                {said[0] === undefined ? name : `${said[0]} (${name})`}
              </option>
            ))}
          </select>
        )}
      </Field>
    )
  }
  return <TextField label={label} hint={hint} value={value} onChange={onChange} input={{ maxLength: 1000 }} />
}
