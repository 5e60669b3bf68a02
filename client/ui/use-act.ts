import { useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { problemOf } from './use-read.ts'

/** Something that the officer sets off: at most one at a time, its refusal shown where it was asked. */
export interface Act {
  isBusy: boolean
  problem: Problem | null
  /** @returns the problem, or null when it went well */
  run(work: () => Promise<void>): Promise<Problem | null>
  clear(): void
}

/** One act of a form or button. */
export function useAct(): Act {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  return {
    isBusy,
    problem,
    async run(work) {
      if (isBusy) return null
      setIsBusy(true)
      setProblem(null)
      try {
        await work()
        return null
      } catch (error) {
        const found = problemOf(error)
        setProblem(found)
        return found
      } finally {
        setIsBusy(false)
      }
    },
    clear: () => setProblem(null),
  }
}
