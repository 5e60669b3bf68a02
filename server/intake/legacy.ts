import { cellText } from './header.ts'
import { retype } from './read/byte-text.ts'
import { OLD_ENCODINGS } from './read/encoding.ts'
import type { RawCell, RawRow } from './read/raw.ts'
import { isSyllable, tellingWords } from './read/vietnamese.ts'

/** Encodings whose texts lie in Unicode files under a font of their own: `.VnTime` and `VNI-Times` (U25, U27). */
export type LegacyEncoding = 'tcvn3' | 'vni'

/** Columns of a sheet in which letters stand for others. */
export interface Suspicion {
  likely: LegacyEncoding
  /** Columns from 0. In a mixed one some cells are right already. */
  columns: ReadonlyMap<number, { mixed: boolean }>
}

/** Letters of these encodings; without one there is nothing to look at. */
const HIGH = /[\u0080-\u00ff]/
/** Vietnamese letters that no such text can hold: it is Unicode already. */
const SURE = /[\u0100-\u024f\u1e00-\u1eff]|\p{M}/u
/** Part of a column's telling cells that must be odd. */
const ODD_SHARE = 0.05
/** Different odd words in a sheet: one may be a foreign name. */
const ODD_WORDS = 2
/** Words whose judgement is remembered while looking. */
const MAX_WORDS = 20_000

interface Judgement {
  /** Makes no Vietnamese as it stands, and would in one of the old encodings. */
  odd: boolean
  tcvn3: boolean
  vni: boolean
}

function judge(word: string): Judgement {
  if (SURE.test(word)) return { odd: false, tcvn3: false, vni: false }
  const turns = (name: LegacyEncoding) => {
    const said = retype(word, OLD_ENCODINGS[name].table)
    return said !== word && isSyllable(said)
  }
  const [tcvn3, vni] = [turns('tcvn3'), turns('vni')]
  return { odd: (tcvn3 || vni) && !isSyllable(word), tcvn3, vni }
}

/** What was seen of one column. */
interface Seen {
  /** Cells with words that tell, and those of them in which one is odd. */
  telling: number
  odd: number
  /** Holds letters that only Unicode has. */
  sure: boolean
  /** Would every telling word be Vietnamese? */
  tcvn3: boolean
  vni: boolean
}

/**
 * Looks for columns of old fonts in the first rows of a sheet, headers and titles included; null where there are none. Where most
 * columns are, the others are as well if they can be: `Maõ hoà sô` is three words as it stands.
 */
export function findLegacy(sample: readonly RawRow[]): Suspicion | null {
  const words = new Map<string, Judgement>()
  const votes = { odd: 0, tcvn3: 0, vni: 0 }
  const judged = (word: string): Judgement => {
    const known = words.get(word)
    if (known !== undefined) return known
    const found = judge(word)
    if (words.size < MAX_WORDS) words.set(word, found)
    if (found.odd) votes.odd += 1
    if (found.odd && found.tcvn3) votes.tcvn3 += 1
    if (found.odd && found.vni) votes.vni += 1
    return found
  }
  const columns = new Map<number, Seen>()
  for (const { cells } of sample)
    cells.forEach((cell, at) => {
      if (typeof cell !== 'string' || !(HIGH.test(cell) || SURE.test(cell))) return
      const telling = tellingWords(cell).map(judged)
      const seen = columns.get(at) ?? { telling: 0, odd: 0, sure: false, tcvn3: true, vni: true }
      columns.set(at, seen)
      if (SURE.test(cell)) seen.sure = true
      if (telling.length === 0) return
      seen.telling += 1
      if (telling.some(({ odd }) => odd)) seen.odd += 1
      seen.tcvn3 &&= telling.every(({ tcvn3 }) => tcvn3)
      seen.vni &&= telling.every(({ vni }) => vni)
    })
  const all = [...columns].filter(([, { telling }]) => telling > 0)
  const certain = all.filter(([, { telling, odd }]) => odd > 0 && odd >= telling * ODD_SHARE)
  if (certain.length === 0 || votes.odd < ODD_WORDS) return null
  const likely = votes.vni > votes.tcvn3 ? 'vni' : 'tcvn3'
  const most = certain.length * 2 >= all.length
  const found = most ? all.filter((one) => certain.includes(one) || (!one[1].sure && one[1][likely])) : certain
  return { likely, columns: new Map(found.map(([at, { sure }]) => [at, { mixed: sure }])) }
}

/** A text of an old font as it was meant. What is Unicode already stays, as does what reads right in a column of both. */
export function convert(text: string, encoding: LegacyEncoding, mixed: boolean): string {
  if (!HIGH.test(text) || SURE.test(text)) return text
  if (mixed && tellingWords(text).every(isSyllable)) return text
  const said = retype(text, OLD_ENCODINGS[encoding].table)
  return encoding === 'tcvn3' ? recase(said) : said
}

/**
 * Gives words their capitals back where the other letters say that they were meant: `NGUYễN` → `NGUYỄN`. A font of capitals
 * (`.VnTimeH`) draws small letters with a tone as capitals, and has no others.
 */
export function recase(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    if (/[a-z]/.test(word) || !/\p{Ll}/u.test(word)) return word
    return (word.match(/\p{Lu}/gu)?.length ?? 0) > 1 ? word.toUpperCase() : word
  })
}

/** The rows with the suspected columns converted; others are handed on as they are. */
export function convertRows(rows: readonly RawRow[], encoding: LegacyEncoding, suspicion: Suspicion): RawRow[] {
  return rows.map(({ rowNo, cells }) => {
    const said: RawCell[] = [...cells]
    for (const [at, { mixed }] of suspicion.columns) {
      const cell = said[at]
      if (typeof cell === 'string') said[at] = convert(cell, encoding, mixed)
    }
    return { rowNo, cells: said }
  })
}

/** Does nothing in these cells have a capital, although they hold whole phrases? So texts of `.VnTimeH` look. */
export function isAllSmall(texts: readonly string[]): boolean {
  const phrases = texts.filter((text) => /\p{L}\s+\p{L}/u.test(text) && tellingWords(text).length > 0)
  return phrases.length > 0 && !phrases.some((text) => /\p{Lu}/u.test(text))
}

/** Texts of one column. */
export function textsOf(rows: readonly RawRow[], at: number): string[] {
  return rows.map(({ cells }) => cellText(cells[at])).filter((text) => text !== '')
}
