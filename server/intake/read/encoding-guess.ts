import { isUtf8 } from 'node:buffer'
import { showBytes } from './byte-text.ts'
import { type EncodingName, guessUtf16, OLD_ENCODINGS, type OldEncoding } from './encoding.ts'
import { isSyllable, tellingWords } from './vietnamese.ts'

/** What the bytes of a text without mark say: that they are UTF-8, or which encodings they may be, likeliest first. */
export type Guess = { sure: 'utf-8' } | { likely: EncodingName; others: EncodingName[] }

/** Words looked at; more would not change the answer. */
const MAX_WORDS = 4_000
/** Part of the telling words that must be Vietnamese before anybody is asked about an encoding. */
const PLAUSIBLE = 0.6
/** How much of a text is Vietnamese: the part of its telling words that are syllables, 0 where it has none. */
export function plausibility(text: string): number {
  const words = tellingWords(text).slice(0, MAX_WORDS)
  if (words.length === 0) return 0
  return words.filter(isSyllable).length / words.length
}

/** Looks at some bytes of a text without a mark. A text in which no older encoding gives Vietnamese is taken for (damaged) UTF-8. */
export function guessEncoding(sample: Uint8Array): Guess {
  const wide = guessUtf16(sample)
  if (wide !== null) return { likely: wide, others: [wide === 'utf-16le' ? 'utf-16be' : 'utf-16le'] }
  const whole = trimEnd(sample)
  if (isUtf8(whole)) return { sure: 'utf-8' }
  const ranked = (Object.keys(OLD_ENCODINGS) as OldEncoding[])
    .map((name) => ({ name, score: plausibility(showBytes(whole, OLD_ENCODINGS[name].table)) }))
    .sort((a, b) => b.score - a.score)
  const [best, ...rest] = ranked
  if (best === undefined || best.score < PLAUSIBLE) return { sure: 'utf-8' }
  return { likely: best.name, others: rest.map(({ name }) => name) }
}

/** Without a letter that the end of the sample cut off. */
function trimEnd(sample: Uint8Array): Uint8Array {
  let end = sample.length
  while (end > 0 && sample.length - end < 3 && ((sample[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1
  const lead = sample[end - 1] ?? 0
  const cut = lead >= 0xc0 && !isUtf8(sample.subarray(end - 1))
  return cut ? sample.subarray(0, end - 1) : sample
}
