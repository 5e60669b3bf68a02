import { useState } from 'react'
import type { AccountInfo } from '../../shared/access.ts'
import { changePassword } from '../api/account.ts'
import { formatMoment } from '../format/moment.ts'
import { useWords } from '../i18n/provider.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from '../ui/use-sending.ts'
import { NewPassword } from './new-password.tsx'
import { weaknessIn } from './password-rules.ts'
import { usePasswordFault } from './use-password-fault.ts'

interface PasswordPanelProps {
  account: AccountInfo
  onChange: () => void
}

/** One's own password: since when it stands, and a new one. */
export function PasswordPanel({ account, onChange }: PasswordPanelProps) {
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const { hasPassword, passwordChangedAt: at } = account
  const since =
    at === null ? words('account.page.passwordNever') : words('account.page.passwordChanged', { at: formatMoment(at) })
  return (
    <section className="panel account-panel">
      <h2>{words('account.page.password')}</h2>
      <p className="dim">{hasPassword || !account.oidc ? since : words('account.page.passwordAt')}</p>
      <p role="status" className="account-done">
        {isDone && words('account.page.changed')}
      </p>
      {hasPassword && !isOpen && (
        <button type="button" className="button" onClick={() => setIsOpen(true)}>
          {words('account.page.change')}
        </button>
      )}
      {isOpen && (
        <ChangeForm
          account={account}
          onLeave={() => setIsOpen(false)}
          onDone={() => {
            setIsOpen(false)
            setIsDone(true)
            onChange()
          }}
        />
      )}
    </section>
  )
}

interface ChangeFormProps {
  account: AccountInfo
  onLeave: () => void
  onDone: () => void
}

function ChangeForm({ account: { user, name }, onLeave, onDone }: ChangeFormProps) {
  const words = useWords()
  const sending = useSending<'current' | 'next'>()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { problem } = sending.act
  const weak = weaknessIn(problem)
  const fault = usePasswordFault(next, [user, name])
  const isRefused = problem?.code === 'IOC_SIGN_IN_FAILED'
  const faults = {
    current: current === '' ? words('account.fields.needPassword') : undefined,
    next: fault,
  }
  return (
    <form
      ref={sending.form}
      className="account-form"
      noValidate
      onSubmit={async (event) => {
        if (await sending.send(event, faults, () => changePassword(current, next))) onDone()
      }}
    >
      <input
        type="text"
        className="visually-hidden"
        autoComplete="username"
        value={user}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <PasswordField
        label={words('account.fields.currentPassword')}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        fault={sending.faults.current ?? (isRefused ? words('account.page.currentRefused') : undefined)}
      />
      <NewPassword value={next} onChange={setNext} about={[user, name]} fault={sending.faults.next ?? weak} />
      <p className="dim">{words('account.page.changeNote')}</p>
      <Refusal problem={weak || isRefused ? null : problem} />
      <div className="account-end">
        <button type="submit" className="button primary" disabled={sending.act.isBusy}>
          {words('account.page.change')}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          {words('account.stepUp.cancel')}
        </button>
      </div>
    </form>
  )
}
