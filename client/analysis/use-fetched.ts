import { useEffect, useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { ApiProblem } from '../api/fetch.ts'

/** What the server answered, or why it does not. */
export interface Fetched<T> {
  value: T | null
  problem: Problem | null
}

const NOTHING = { value: null, problem: null }

/** Asks for something that changes with `key` alone; an answer to another key is never shown. @param key - null = nothing yet */
export function useFetched<T>(load: (signal: AbortSignal) => Promise<T>, key: string | null): Fetched<T> {
  const [held, setHeld] = useState<(Fetched<T> & { key: string }) | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when `load` would answer otherwise
  useEffect(() => {
    if (key === null) return
    const asking = new AbortController()
    load(asking.signal).then(
      (value) => {
        if (!asking.signal.aborted) setHeld({ key, value, problem: null })
      },
      (error: unknown) => {
        if (asking.signal.aborted) return
        if (!(error instanceof ApiProblem)) throw error
        setHeld({ key, value: null, problem: error.problem })
      },
    )
    return () => asking.abort()
  }, [key])
  return held && held.key === key ? held : NOTHING
}
