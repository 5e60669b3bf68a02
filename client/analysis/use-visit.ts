import { useEffect, useState } from 'react'
import type { SessionInfo } from '../../shared/access.ts'
import type { Problem } from '../../shared/problem.ts'
import { ApiProblem } from '../api/fetch.ts'
import { readSession } from '../api/session.ts'
import { useConnection } from '../live/use-figure.ts'

/** Who looks at the page, and the unit that is home. */
export interface Visit {
  session: SessionInfo | null
  problem: Problem | null
  reload: () => void
}

/** Asked again when the line comes back, when the sample goes, and when somebody returns to the page, perhaps signed in by now. */
export function useVisit(): Visit {
  const { status, sample } = useConnection()
  const [held, setHeld] = useState<Omit<Visit, 'reload'>>({ session: null, problem: null })
  const [turn, setTurn] = useState(0)
  const reload = () => setTurn((before) => before + 1)
  useEffect(() => {
    const back = () => setTurn((before) => before + 1)
    addEventListener('focus', back)
    return () => removeEventListener('focus', back)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: these say when the answer may be another one
  useEffect(() => {
    let stopped = false
    readSession().then(
      (session) => {
        if (!stopped) setHeld((before) => (isSame(before.session, session) ? before : { session, problem: null }))
      },
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error
        if (!stopped) setHeld((before) => ({ ...before, problem: error.problem }))
      },
    )
    return () => {
      stopped = true
    }
  }, [turn, status === 'live', sample])
  return { ...held, reload }
}

function isSame(a: SessionInfo | null, b: SessionInfo): boolean {
  return a !== null && JSON.stringify({ ...a, now: '' }) === JSON.stringify({ ...b, now: '' })
}
