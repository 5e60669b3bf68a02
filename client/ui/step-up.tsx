import { useSyncExternalStore } from 'react'
import { ApiProblem } from '../api/fetch.ts'
import { StepUpDialog } from './step-up-dialog.tsx'

/** Somebody is asked to show that it is he; all calls that wait for it wait for the same answer. */
interface Question {
  answer: Promise<boolean>
  settle: (isShown: boolean) => void
}

const listeners = new Set<() => void>()
let question: Question | null = null

/**
 * Runs a call that changes rights or settings. Where the server wants to see password or code again, asks for them in a
 * dialog (it stands in every desk frame) and runs the call once more.
 *
 * ```ts
 * const act = useAct()
 * await act.run(() => runWithStepUp(() => revokeKey(id)))
 * ```
 *
 * @throws ApiProblem - that of the call; `IOC_STEP_UP` itself when the one who was asked leaves it
 */
export async function runWithStepUp<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.code !== 'IOC_STEP_UP') throw error
    if (!(await ask())) throw error
  }
  return call()
}

/** The place of the dialog; the desk frame has it. */
export function StepUp() {
  const asked = useSyncExternalStore(follow, () => question)
  return asked && <StepUpDialog onDone={asked.settle} />
}

function ask(): Promise<boolean> {
  if (question === null) {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const settle = (isShown: boolean) => {
      put(null)
      resolve(isShown)
    }
    put({ answer: promise, settle })
  }
  return question?.answer ?? Promise.resolve(false)
}

function put(next: Question | null): void {
  question = next
  for (const listener of listeners) listener()
}

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
