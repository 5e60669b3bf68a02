import { useEffect, useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { readSession, signIn } from '../api/session.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { problemOf } from '../ui/use-read.ts'
import { Door } from './door.tsx'
import { nextPage } from './next-page.ts'
import { SignInForms } from './sign-in-forms.tsx'

/** One trade for each token, however often the page is drawn. */
const trades = new Map<string, Promise<void>>()

/** Trades the token of a sign-in link for a cookie and goes on. */
export function LinkSignIn({ token }: { token: string }) {
  const words = useWords()
  const locale = useLocale()
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    const trade = trades.get(token) ?? signIn({ token })
    trades.set(token, trade)
    trade.then(readSession).then(
      (session) => location.replace(nextPage(session, location.search, locale)),
      (error: unknown) => setProblem(problemOf(error)),
    )
  }, [token, locale])
  if (problem) return <SignInForms refused={problem} />
  return <Door title={words('account.signIn.working')}>{null}</Door>
}
