import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { ApiProblem } from '../api/fetch.ts'

/** What the server answered last, why it answers no more, and a way to ask again. */
export interface Read<T> {
  /** The last good answer; null before the first. */
  value: T | null
  problem: Problem | null
  isAsking: boolean
  reload: () => void
}

/**
 * Asks the server when `key` changes and whenever `reload` is called; an older answer never overtakes a newer one.
 *
 * @param key - says what is asked; null = nothing yet
 */
export function useRead<T>(load: (signal: AbortSignal) => Promise<T>, key: string | null): Read<T> {
  const [value, setValue] = useState<T | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isAsking, setIsAsking] = useState(key !== null)
  const [turn, setTurn] = useState(0)
  const latest = useRef(load)
  latest.current = load
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` and `turn` say when to ask again
  useEffect(() => {
    if (key === null) return
    const asking = new AbortController()
    setIsAsking(true)
    latest.current(asking.signal).then(
      (answer) => {
        if (asking.signal.aborted) return
        setValue(answer)
        setProblem(null)
        setIsAsking(false)
      },
      (error: unknown) => {
        if (asking.signal.aborted) return
        setIsAsking(false)
        setProblem(problemOf(error))
      },
    )
    return () => asking.abort()
  }, [key, turn])
  const reload = useCallback(() => setTurn((before) => before + 1), [])
  return { value, problem, isAsking, reload }
}

/** The problem of a refused call; anything else is a fault of ours and is thrown on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem
  throw error
}
