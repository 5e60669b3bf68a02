import { useState } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { Field } from './field.tsx'
import './password-field.css'

interface PasswordFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  autoComplete: 'current-password' | 'new-password'
  hint?: string | undefined
  fault?: string | undefined
  /** The id of a list of rules that is read out with the field. */
  rules?: string
}

/** A password with a switch to read what one types; a new one may be pasted from a password store. */
export function PasswordField({ label, value, onChange, autoComplete, hint, fault, rules }: PasswordFieldProps) {
  const words = useWords()
  const [isShown, setIsShown] = useState(false)
  const turn = words(isShown ? 'account.fields.hide' : 'account.fields.show')
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(field) => (
        <div className="password-box">
          <input
            {...field}
            aria-describedby={[field['aria-describedby'], rules].filter(Boolean).join(' ') || undefined}
            type={isShown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            required
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label={turn}
            title={turn}
            onClick={() => setIsShown(!isShown)}
          >
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M1.8 10S4.9 4.6 10 4.6 18.2 10 18.2 10 15.1 15.4 10 15.4 1.8 10 1.8 10Z" />
              <circle cx="10" cy="10" r="2.5" />
              {isShown && <path d="M3.5 16.5 16.5 3.5" />}
            </svg>
          </button>
        </div>
      )}
    </Field>
  )
}
