import { useWords } from '../i18n/provider.tsx'
import { signInFromHere } from './way-back.ts'
import './sign-in-gate.css'

/** In place of a page that nobody may see who is not signed in: the way in, which leads back here. */
export function SignInGate() {
  const words = useWords()
  return (
    <div className="gate panel">
      <h1>{words('account.gate.title')}</h1>
      <p>{words('account.gate.note')}</p>
      <div className="gate-end">
        <a className="button primary" href={signInFromHere()}>
          {words('account.menu.signIn')}
        </a>
        <a className="text-link" href="/wall">
          {words('account.signIn.toWall')}
        </a>
      </div>
    </div>
  )
}
