import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { type Act, useAct } from './use-act.ts'

/** A form on its way: what is wrong in which field, what the server said, and where the focus goes then. */
export interface Sending<F extends string> {
  form: RefObject<HTMLFormElement | null>
  faults: Partial<Record<F, string>>
  act: Act
  /**
   * Sends unless a field is at fault; the focus then goes to the first faulty field, or to the refusal.
   *
   * @returns true when it went well
   */
  send(event: FormEvent, faults: Partial<Record<F, string | undefined>>, work: () => Promise<void>): Promise<boolean>
  /** The server's refusal belongs to a field. */
  blame(field: F, fault: string): void
}

/** The state of one form. */
export function useSending<F extends string>(): Sending<F> {
  const form = useRef<HTMLFormElement>(null)
  const act = useAct()
  const [faults, setFaults] = useState<Partial<Record<F, string>>>({})
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal moves the focus anew
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]')?.focus()
  }, [turn])
  return {
    form,
    faults,
    act,
    async send(event, found, work) {
      event.preventDefault()
      const wrong = Object.entries(found).filter(([, fault]) => fault !== undefined)
      setFaults(Object.fromEntries(wrong) as Partial<Record<F, string>>)
      act.clear()
      const problem: Problem | true | null = wrong.length > 0 ? true : await act.run(work)
      if (problem) setTurn((before) => before + 1)
      return problem === null
    },
    blame(field, fault) {
      setFaults({ [field]: fault } as Partial<Record<F, string>>)
      setTurn((before) => before + 1)
    },
  }
}
