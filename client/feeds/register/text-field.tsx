import type { InputHTMLAttributes } from 'react'
import { Field } from '../../ui/field.tsx'

interface TextFieldProps {
  label: string
  hint?: string | undefined
  fault?: string | undefined
  value: string
  onChange: (text: string) => void
  input?: Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'maxLength' | 'spellCheck' | 'autoCapitalize' | 'type' | 'inputMode'
  >
}

/** A line of text with its label, hint and fault. */
export function TextField({ label, hint, fault, value, onChange, input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(field) => (
        <input
          {...field}
          autoComplete="off"
          {...input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
