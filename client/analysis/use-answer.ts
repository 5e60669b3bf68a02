import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Answer } from '../../shared/answer.ts'
import { queryKey } from '../../shared/live.ts'
import type { Query } from '../../shared/query.ts'
import { ApiProblem, callApi } from '../api/fetch.ts'
import { pageLive } from '../live/use-figure.ts'
import { type FigureState, UNANSWERED } from '../state/answers.ts'

/**
 * The answer to a question: watched while the view is live, asked once where it looks at an earlier state.
 *
 * @param query - null = nothing is asked yet
 */
export function useAnswer(query: Query | null): FigureState {
  const isReplayed = query?.at !== undefined
  const watched = useWatched(isReplayed ? null : query)
  const replayed = useReplayed(isReplayed ? query : null)
  return isReplayed ? replayed : watched
}

function useWatched(query: Query | null): FigureState {
  const live = pageLive()
  const key = query && queryKey(query)
  useEffect(() => (key === null ? undefined : live.watch(JSON.parse(key) as Query)), [live, key])
  const read = useCallback(
    () => (key === null ? UNANSWERED : (live.answers.getState()[key] ?? UNANSWERED)),
    [live, key],
  )
  return useSyncExternalStore(live.answers.subscribe, read)
}

function useReplayed(query: Query | null): FigureState {
  const key = query && queryKey(query)
  const [held, setHeld] = useState<{ key: string; state: FigureState } | null>(null)
  useEffect(() => {
    if (key === null) return
    const asking = new AbortController()
    callApi<Answer>('/figures', { method: 'POST', body: JSON.parse(key), signal: asking.signal }).then(
      ({ asOf, rows, sources }) =>
        setHeld({ key, state: { ...UNANSWERED, rows, seq: asOf.seq, at: asOf.now, sources } }),
      (error: unknown) => {
        if (asking.signal.aborted) return
        if (!(error instanceof ApiProblem)) throw error
        setHeld({ key, state: { ...UNANSWERED, problem: error.problem } })
      },
    )
    return () => asking.abort()
  }, [key])
  return held && held.key === key ? held.state : UNANSWERED
}

/** The last answer that had rows, so that a table does not go blank while the next one is on its way. */
export function useHeld(state: FigureState, key: string): { state: FigureState; isOld: boolean } {
  const [held, setHeld] = useState<{ key: string; state: FigureState } | null>(null)
  useEffect(() => {
    if (state.rows) setHeld({ key, state })
  }, [state, key])
  if (state.rows || state.problem || !held) return { state, isOld: false }
  return { state: held.state, isOld: true }
}
