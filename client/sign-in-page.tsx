import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { ApiProblem } from './api/fetch.ts'
import { signIn } from './api/session.ts'
import { useWords } from './i18n/provider.tsx'

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
    signIn(token).then(
      () => location.replace('/wall'),
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
