import type { Refusal } from './refusal.ts'
import { FILE_REFUSALS } from './refusals-file.ts'
import { TEXT_REFUSALS } from './refusals-text.ts'

/** Every code that a reader may throw. */
export const REFUSALS: Readonly<Record<string, Refusal>> = { ...FILE_REFUSALS, ...TEXT_REFUSALS }

/** A sentence with its places filled; a place that the error does not name becomes a dash. */
export function fillPlaces(sentence: string, params: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : '–',
  )
}
