import type { Column } from '../../shared/datasets/dataset.ts'
import { cellText } from './header.ts'
import { maskWords } from './personal.ts'
import type { RawCell } from './read/raw.ts'
import { hashId, isHashId, shownText, textId } from './shown.ts'

/** What the officer said that faulty texts of one column should be. */
export interface Repairs {
  /** The text to read instead; empty for nothing at all, undefined where nothing was said. */
  of(text: string): string | undefined
}

/** Kinds of cells that hold no words: what is refused there may belong to another column. */
const WORDLESS: ReadonlySet<Column['kind']> = new Set([
  'instant',
  'day',
  'count',
  'number',
  'fraction',
  'flag',
  'degrees',
  'geometry',
])

interface Said {
  id: string
  answer: string
}

const MAX_CACHED = 50_000

/** Text of a cell as faults and answers name it; an error cell by its error. */
export function faultText(cell: RawCell): string {
  return typeof cell === 'object' && cell !== null && 'broken' in cell ? cell.broken : cellText(cell)
}

/** A refused text of a column as it may be shown. */
export function shownIn({ kind }: Column, text: string): string {
  return shownText(WORDLESS.has(kind) ? maskWords(text) : text, true)
}

/** The id of the answer that repairs every cell of a column with this text. */
export function repairId(column: Column, text: string): string {
  const prefix = `value:${column.name}:`
  return prefix + textId(text, shownIn(column, text), prefix)
}

/**
 * Collects the answers `value:<column or header>:<text>`; null where there are none. A required column is never emptied.
 *
 * @param onUse - told whenever a cell is read by an answer
 */
export function readRepairs(
  column: Column,
  header: string | undefined,
  answers: Readonly<Record<string, string>>,
  onUse: (id: string, answer: string) => void = () => {},
): Repairs | null {
  const plain = new Map<string, Said>()
  const hashed = new Map<string, Said>()
  for (const name of [column.name, header]) {
    const prefix = `value:${name}:`
    for (const [id, answer] of Object.entries(answers)) {
      if (!id.startsWith(prefix) || (answer === '' && column.required)) continue
      const text = id.slice(prefix.length)
      if (isHashId(text)) hashed.set(text, { id, answer })
      else plain.set(text, { id, answer })
    }
  }
  if (plain.size + hashed.size === 0) return null
  const known = new Map<string, Said | undefined>()
  const tell = (said: Said | undefined) => {
    if (said) onUse(said.id, said.answer)
    return said?.answer
  }
  return {
    of(text) {
      const said = plain.get(text)
      if (said !== undefined || text === '' || hashed.size === 0) return tell(said)
      if (known.has(text)) return tell(known.get(text))
      const found = hashed.get(hashId(shownIn(column, text)))
      if (known.size < MAX_CACHED) known.set(text, found)
      return tell(found)
    },
  }
}
