import { hash } from 'node:crypto'
import { maskCell, maskNumbers } from './personal.ts'

/** Longer texts are not looked at: masking shortens a text to a third at most. */
const MAX_LOOKED = 1000

/**
 * A cell's text as a fault may stand for it. Units that are found are named after people too, so only in what is refused are
 * whole names masked. Texts that show alike are one group of faults.
 */
export function shownText(text: string, isRefused: boolean): string {
  const looked = text.length > MAX_LOOKED ? text.slice(0, MAX_LOOKED) : text
  const masked = isRefused ? maskCell(looked) : maskNumbers(looked)
  return looked.length < text.length ? `${masked}… (${text.length})` : masked
}

/** Answers are at most this long, their ids too. */
export const MAX_ANSWER = 200
const HASHED = '#'

/**
 * How an answer names a cell's text: by itself, or by the hash of what is shown of it, where it is long or was masked.
 *
 * @param shown - the text as `shownText` gives it
 * @param prefix - what stands before it in the answer's id
 */
export function textId(text: string, shown: string, prefix: string): string {
  const isPlain = shown === text && !text.startsWith(HASHED) && prefix.length + text.length <= MAX_ANSWER
  return isPlain ? text : hashId(shown)
}

/** Is this name of a text a hash? */
export function isHashId(id: string): boolean {
  return id.startsWith(HASHED)
}

/** The hash that stands for a text as shown; holds nothing personal, since what is shown does not. */
export function hashId(shown: string): string {
  return HASHED + hash('sha256', shown).slice(0, 12)
}
