import { type FormEvent, useState } from 'react'
import { type SessionInfo, USER_NAME } from '../../shared/access.ts'
import type { UnitItem } from '../../shared/api.ts'
import { readSession } from '../api/session.ts'
import { setUp } from '../api/setup.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { UnitField } from '../ui/unit-field.tsx'
import { useSending } from '../ui/use-sending.ts'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { nextPage } from './next-page.ts'
import { weaknessIn } from './password-rules.ts'
import { usePasswordFault } from './use-password-fault.ts'

interface SetupFormProps {
  /** The unit that the installation serves already, by its settings. */
  home: SessionInfo['home']
  /** Somebody else was faster. */
  onOver: () => void
}

/** The first operator and the home unit, once. */
export function SetupForm({ home, onOver }: SetupFormProps) {
  const words = useWords()
  const locale = useLocale()
  const sending = useSending<'user' | 'name' | 'password'>()
  const [user, setUser] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [unit, setUnit] = useState<UnitItem | null>(null)
  const about = [user, name]
  const fault = usePasswordFault(password, about)
  const faults = {
    user: new RegExp(USER_NAME).test(user) ? undefined : words('account.fields.badUser'),
    name: name.trim() === '' ? words('account.fields.needName') : undefined,
    password: fault,
  }
  const submit = async (event: FormEvent) => {
    await sending.send(event, faults, async () => {
      await setUp({ user, name: name.trim(), password, ...(unit && { home: unit.id }) })
      location.replace(nextPage(await readSession(), '', locale))
    })
  }
  const { problem } = sending.act
  const weak = weaknessIn(problem)
  return (
    <Door title={words('account.setup.title')} isWide>
      <p className="lead">{words('account.setup.note')}</p>
      <form ref={sending.form} className="setup-form" noValidate onSubmit={(event) => void submit(event)}>
        <Field label={words('account.fields.user')} hint={words('account.setup.user')} fault={sending.faults.user}>
          {(field) => (
            <input
              {...field}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              value={user}
              onChange={(event) => setUser(event.target.value.toLowerCase())}
            />
          )}
        </Field>
        <Field label={words('account.setup.name')} fault={sending.faults.name}>
          {(field) => (
            <input
              {...field}
              autoComplete="name"
              maxLength={120}
              required
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <NewPassword value={password} onChange={setPassword} about={about} fault={sending.faults.password ?? weak} />
        {home === null || unit !== null ? (
          <UnitField
            unit={unit}
            onChange={setUnit}
            label={words('account.setup.unit')}
            hint={words('account.setup.unitHint')}
          />
        ) : (
          <div className="field">
            <p className="field-label">{words('account.setup.unit')}</p>
            <p className="strong">{home.name}</p>
          </div>
        )}
        <div className="setup-end">
          <Refusal problem={weak ? null : problem} />
          {problem?.code === 'IOC_SETUP_OVER' && (
            <button type="button" className="text-link" onClick={onOver}>
              {words('account.menu.signIn')}
            </button>
          )}
          <button type="submit" className="button primary" disabled={sending.act.isBusy}>
            {words('account.setup.create')}
          </button>
        </div>
      </form>
    </Door>
  )
}
