import { Link } from 'wouter'
import { useWords } from '../i18n/provider.tsx'

/** What needs somebody signed in, and how to become that; figures stay readable beside it. */
export function SignInNote({ title }: { title: string }) {
  const words = useWords()
  return (
    <div className="sign-in-note">
      <p className="strong">{title}</p>
      <p>{words('analysis.side.signInNote')}</p>
      <Link href="/feeds" className="text-link">
        {words('feeds.gate.enter')}
      </Link>
    </div>
  )
}
