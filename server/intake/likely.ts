import type { Column, Dataset } from '../../shared/datasets/dataset.ts'
import { shareThatFits } from './likely-cells.ts'
import type { UnitIndex } from './unit-names.ts'
import { compareKey, compareWords, isPersonalHeader } from './words.ts'

/** A column that an unread header may mean. `confidence` 0–1: a guess from words and cells, never used without being asked about. */
export interface LikelyColumn {
  column: string
  confidence: number
}

/** Above it a guess is worth a question where a required column is missing. */
export const ASKED_FROM = 0.75
/** How far the best guess has to lead. */
const LEAD = 0.1
const SHOWN_FROM = 0.35
const SHOWN = 3
/** Longer headers are sentences; comparing them letter by letter would cost the square of their length. */
const MAX_LETTERS = 60
const MAX_CELLS = 50

/** An unread header with the texts that stand under it. */
export interface Unread {
  header: string
  cells: readonly string[]
}

/**
 * The columns that a header may mean, best first, at most three: how alike its words are to what each column is called, and
 * whether its cells look like that column's (dates, codes, units of the tree, words of a list).
 *
 * @param taken - columns that other headers have already
 */
export function likelyColumns(
  { header, cells }: Unread,
  dataset: Dataset,
  taken: ReadonlySet<string>,
  index: Pick<UnitIndex, 'full' | 'bare' | 'codes'>,
): LikelyColumn[] {
  if (header === '' || header.length > MAX_LETTERS * 2 || isPersonalHeader(header)) return []
  const seen = cells.filter((text) => text !== '').slice(0, MAX_CELLS)
  const found = namesOf(dataset)
    .filter(({ column }) => !taken.has(column.name))
    .map(({ column, names }) => {
      const alike = Math.max(...names.map((name) => alikeness(header, name)))
      const confidence = seen.length === 0 ? alike * 0.8 : weigh(column, alike, shareThatFits(column, seen, index))
      return { column: column.name, confidence: Math.round(confidence * 100) / 100 }
    })
  return found
    .filter(({ confidence }) => confidence >= SHOWN_FROM)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, SHOWN)
}

/** For each missing column the one header that is very likely it; a column with no such header, or two, has none. */
export function clearlyLikely(
  missing: readonly string[],
  likely: readonly (readonly LikelyColumn[])[],
): Map<string, number> {
  const clear = new Map<string, number>()
  for (const name of missing) {
    const leading = likely.flatMap(([best, second], index) =>
      best?.column === name && best.confidence >= ASKED_FROM && best.confidence - (second?.confidence ?? 0) >= LEAD
        ? [index]
        : [],
    )
    const [only] = leading
    if (leading.length === 1 && only !== undefined) clear.set(name, only)
  }
  return clear
}

/** Cells that cannot be the column's speak against it whatever the header says; words alone never make a guess certain. */
function weigh({ kind }: Column, alike: number, fits: number): number {
  if (fits < 0.5) return alike * 0.4
  switch (kind) {
    case 'code':
    case 'unit':
    case 'choice':
    case 'instant':
    case 'day':
      // Dates alone say nothing of which date they are.
      return Math.min(alike * 0.6 + fits * 0.4, alike < 0.3 ? 0.6 : 1)
    default:
      return alike * 0.9
  }
}

interface Named {
  column: Column
  names: readonly Name[]
}
interface Name {
  words: readonly string[]
  key: string
}

function namesOf(dataset: Dataset): readonly Named[] {
  const known = namesByDataset.get(dataset)
  if (known) return known
  const made = dataset.columns
    .filter(({ derived, kind }) => !derived && kind !== 'geometry')
    .map((column) => {
      const texts = [column.name, column.title.vi, column.title.en, ...(column.headers ?? [])]
      return { column, names: texts.filter((text) => /\p{L}/u.test(text)).map(toName) }
    })
  namesByDataset.set(dataset, made)
  return made
}
const namesByDataset = new WeakMap<Dataset, readonly Named[]>()

function toName(text: string): Name {
  return { words: compareWords(text).split(' '), key: compareKey(text) }
}

/** 0–1: the larger of shared words and shared letters. */
function alikeness(header: string, name: Name): number {
  const own = toName(header)
  const shared = own.words.filter((word) => name.words.includes(word)).length
  const words = (2 * shared) / (own.words.length + name.words.length)
  return Math.min(1, Math.max(words, alikeLetters(own.key, name.key)))
}

function alikeLetters(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest > MAX_LETTERS || Math.min(a.length, b.length) < 4) return 0
  return 1 - distance(a, b) / longest
}

/** How many letters have to be put in, taken out or exchanged (Levenshtein). */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row]
    for (let at = 1; at <= b.length; at += 1) {
      const exchanged = (above[at - 1] as number) + (a[row - 1] === b[at - 1] ? 0 : 1)
      line.push(Math.min(exchanged, (above[at] as number) + 1, (line[at - 1] as number) + 1))
    }
    above = line
  }
  return above[b.length] as number
}
