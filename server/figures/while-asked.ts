import type { Reading } from '../ledger/ledger.ts'
import { Abandoned } from './errors.ts'

/** The same reading, which begins no further statement once nobody waits for the answer. */
export function whileAsked(reading: Reading, signal: AbortSignal | undefined): Reading {
  if (!signal) return reading
  return {
    ...reading,
    async query<T>(text: string, params?: readonly unknown[]): Promise<T[]> {
      if (signal.aborted) throw new Abandoned()
      return reading.query<T>(text, params)
    },
  }
}
