import { type FormEvent, useState } from 'react'
import { acceptInvitation, readSession } from '../api/session.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from '../ui/use-sending.ts'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { inLanguage, nextPage } from './next-page.ts'
import { weaknessIn } from './password-rules.ts'
import { takeToken } from './token.ts'
import { usePasswordFault } from './use-password-fault.ts'

/** `/invitation#token`: an invited person sets a password of his own, or a new one for a forgotten one. */
export function InvitationPage() {
  const words = useWords()
  const locale = useLocale()
  const sending = useSending<'password'>()
  const [token] = useState(() => takeToken())
  const [password, setPassword] = useState('')
  const { problem } = sending.act
  const weak = weaknessIn(problem)
  const fault = usePasswordFault(password, [])
  if (token === null || problem?.code === 'IOC_SIGN_IN_FAILED') {
    return (
      <Door title={words(token === null ? 'account.invitation.missing' : 'account.invitation.failed')}>
        <p className="lead">{words('account.invitation.failedNote')}</p>
        <a className="button" href={inLanguage('/sign-in', locale)}>
          {words('account.menu.signIn')}
        </a>
      </Door>
    )
  }
  const submit = (event: FormEvent) =>
    sending.send(event, { password: fault }, async () => {
      await acceptInvitation(token, password)
      location.replace(nextPage(await readSession(), '', locale))
    })
  return (
    <Door title={words('account.invitation.title')}>
      <p className="lead">{words('account.invitation.note')}</p>
      <form ref={sending.form} noValidate onSubmit={(event) => void submit(event)}>
        <NewPassword value={password} onChange={setPassword} about={[]} fault={sending.faults.password ?? weak} />
        <Refusal problem={weak ? null : problem} />
        <button type="submit" className="button primary" disabled={sending.act.isBusy}>
          {words('account.invitation.accept')}
        </button>
      </form>
    </Door>
  )
}
