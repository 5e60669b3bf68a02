import { useWords } from '../i18n/provider.tsx'
import { signInFromHere } from '../ui/way-back.ts'

/** What needs somebody signed in, and how to become that; figures stay readable beside it. */
export function SignInNote({ title }: { title: string }) {
  const words = useWords()
  return (
    <div className="sign-in-note">
      <p className="strong">{title}</p>
      <p>{words('analysis.side.signInNote')}</p>
      <a href={signInFromHere()} className="text-link">
        {words('account.menu.signIn')}
      </a>
    </div>
  )
}
