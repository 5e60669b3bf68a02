import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { ApiProblem } from './api/fetch.ts'
import { readSession, signIn } from './api/session.ts'
import { useWords } from './i18n/provider.tsx'

/** Where the work of a role begins; all others look at the wall. */
const DESKS: Readonly<Record<string, string>> = { analyst: '/analysis', officer: '/feeds' }

/** Trades the token behind the `#` of a sign-in link for a cookie and goes on; the token never reaches a log or the history. */
export function SignInPage() {
  const words = useWords()
  const [problem, setProblem] = useState<'failed' | 'missing' | null>(null)
  const [detail, setDetail] = useState<string | null>(null)
  useEffect(() => {
    const token = decodeURIComponent(location.hash.slice(1))
    if (!token) {
      setProblem('missing')
      return
    }
    history.replaceState(null, '', '/sign-in')
    signIn({ token })
      .then(readSession)
      .then(
        ({ role }) => location.replace(DESKS[role] ?? '/wall'),
        (error: unknown) => {
          if (!(error instanceof ApiProblem)) throw error
          setDetail(error.message)
          setProblem('failed')
        },
      )
  }, [])
  return (
    <main className="notice">
      <img src="/mark.svg" alt="" />
      <h1>{words(problem ? `signIn.${problem}` : 'signIn.working')}</h1>
      {problem === 'failed' && <p>{detail ?? words('signIn.failedNote')}</p>}
      {problem && <Link href="/wall">{words('signIn.toWall')}</Link>}
    </main>
  )
}
