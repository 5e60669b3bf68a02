import { ApiProblem } from '../api/fetch.ts'
import { signIn } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from '../ui/use-sending.ts'
import type { Typed } from './sign-in-forms.tsx'

interface PasswordFormProps {
  typed: Typed
  onType: (typed: Typed) => void
  onEnter: () => Promise<void>
  /** The password is right; the second factor is asked for next. */
  onCode: () => void
  /** Stands below another way in, which is the usual one here. */
  isSecond: boolean
}

/** User name and password. */
export function PasswordForm({ typed, onType, onEnter, onCode, isSecond }: PasswordFormProps) {
  const words = useWords()
  const sending = useSending<'user' | 'password'>()
  const { user, password } = typed
  const missing = {
    user: user.trim() === '' ? words('account.fields.needUser') : undefined,
    password: password === '' ? words('account.fields.needPassword') : undefined,
  }
  const enter = async () => {
    try {
      await signIn({ user: user.trim(), password })
    } catch (error) {
      if (error instanceof ApiProblem && error.problem.code === 'IOC_CODE_NEEDED') return onCode()
      throw error
    }
    await onEnter()
  }
  return (
    <form
      ref={sending.form}
      className="password-form"
      noValidate
      onSubmit={(event) => void sending.send(event, missing, enter)}
    >
      <Field label={words('account.fields.user')} fault={sending.faults.user}>
        {(field) => (
          <input
            {...field}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: signing in is all that this page is for
            autoFocus={!isSecond}
            required
            value={user}
            onChange={(event) => onType({ ...typed, user: event.target.value })}
          />
        )}
      </Field>
      <PasswordField
        label={words('account.fields.password')}
        value={password}
        onChange={(text) => onType({ ...typed, password: text })}
        autoComplete="current-password"
        fault={sending.faults.password}
      />
      <Refusal problem={sending.act.problem} instead={{ IOC_SIGN_IN_FAILED: words('account.signIn.refused') }} />
      <button type="submit" className={isSecond ? 'button' : 'button primary'} disabled={sending.act.isBusy}>
        {words(sending.act.isBusy ? 'account.signIn.working' : 'account.signIn.enter')}
      </button>
    </form>
  )
}
