import { useId } from 'react'
import { PASSWORD_LENGTH } from '../../shared/access.ts'
import { useWords } from '../i18n/provider.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { rulesOf } from './password-rules.ts'
import './new-password.css'

interface NewPasswordProps {
  value: string
  onChange: (text: string) => void
  /** User name and own name, where they are known. */
  about: readonly string[]
  fault?: string | undefined
}

/** A new password with the rules that it meets so far. */
export function NewPassword({ value, onChange, about, fault }: NewPasswordProps) {
  const words = useWords()
  const list = useId()
  const rules = rulesOf(value, about)
  const isEmpty = value === ''
  const { least, most } = PASSWORD_LENGTH
  return (
    <div className="new-password">
      <PasswordField
        label={words('account.fields.newPassword')}
        value={value}
        onChange={onChange}
        autoComplete="new-password"
        hint={words('account.rules.hint')}
        fault={fault}
        rules={list}
      />
      <ul id={list} className="rules">
        {rules.isShort ? (
          <Rule state={isEmpty ? 'open' : rules.isLong}>
            {words('account.rules.length', { least: `${least}`, n: `${rules.length}` })}
          </Rule>
        ) : (
          <Rule state={false}>{words('account.rules.most', { most: `${most}` })}</Rule>
        )}
        {about.length > 0 && (
          <Rule state={isEmpty || about.every((name) => name === '') ? 'open' : rules.isOwn}>
            {words('account.rules.name')}
          </Rule>
        )}
        <Rule state="open">{words('account.rules.guess')}</Rule>
      </ul>
    </div>
  )
}

/** A rule that is met, not met, or not yet to be told. */
function Rule({ state, children }: { state: boolean | 'open'; children: string }) {
  return (
    <li data-state={state}>
      <span aria-hidden="true">{state === 'open' ? '○' : state ? '✓' : '✕'}</span> {children}
    </li>
  )
}
