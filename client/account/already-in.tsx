import type { SessionInfo } from '../../shared/access.ts'
import { forgetSession } from '../api/kept-session.ts'
import { signOut } from '../api/session.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { roleTitle } from '../ui/role-title.ts'
import { useAct } from '../ui/use-act.ts'
import { Door } from './door.tsx'
import { nextPage } from './next-page.ts'

/** Somebody comes to sign in who is: who that is, on, or out. */
export function AlreadyIn({ session }: { session: SessionInfo }) {
  const words = useWords()
  const locale = useLocale()
  const act = useAct()
  const role = roleTitle(session.role, words)
  const leave = () =>
    act.run(async () => {
      await signOut()
      forgetSession()
      location.reload()
    })
  return (
    <Door title={words('account.signIn.already')}>
      <div className="who">
        <p className="strong">{session.may.account ? session.name : role}</p>
        <p className="dim">{session.may.account ? role : words('account.menu.link')}</p>
        <p className="dim">{session.unit?.name ?? words('account.menu.everything')}</p>
      </div>
      <a className="button primary" href={nextPage(session, location.search, locale)}>
        {words('account.signIn.goOn')}
      </a>
      {act.problem && <ProblemNote problem={act.problem} />}
      <button type="button" className="button" disabled={act.isBusy} onClick={() => void leave()}>
        {words('account.signIn.other')}
      </button>
    </Door>
  )
}
