import { readItems, toObject } from './json-items.ts'
import type { JsonValue } from './json-text.ts'
import type { ReadLimits } from './limits.ts'
import { type RawCell, type RawFile, type RawRow, UnreadableFile } from './raw.ts'

const ROWS_AT_ONCE = 1_000

/** The names of all items in the order in which they first appear. Looks at every item, so that a bad file is refused before its first row. */
export function collectKeys(text: string, limits: ReadLimits): string[] {
  const keys = new Set<string>()
  let rowNo = 1
  for (const item of readItems(text, limits)) {
    rowNo += 1
    if (rowNo - 1 > limits.rows) throw new UnreadableFile('IOC_TOO_MANY_ROWS', 413, { row: rowNo, limit: limits.rows })
    for (const key of toObject(item, rowNo).keys()) keys.add(key)
    if (keys.size > limits.columns) {
      throw new UnreadableFile('IOC_TOO_MANY_COLUMNS', 422, { row: rowNo, limit: limits.columns })
    }
  }
  return [...keys]
}

/** Lists and objects inside a row matter only if their column is read; then the cell is a fault of its row. */
function toCell(value: JsonValue | undefined): RawCell {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? { broken: 'object' } : value
}

async function* toRows(text: string, keys: readonly string[], limits: ReadLimits): AsyncGenerator<RawRow[]> {
  let batch: RawRow[] = [{ rowNo: 1, cells: [...keys] }]
  let rowNo = 1
  for (const item of readItems(text, limits)) {
    rowNo += 1
    const object = toObject(item, rowNo)
    batch.push({ rowNo, cells: keys.map((key) => toCell(object.get(key))) })
    if (batch.length < ROWS_AT_ONCE) continue
    yield batch
    batch = []
  }
  yield batch
}

/** Flat objects as one sheet without a name: row 1 holds the names, the first object is row 2. */
export async function* readJson(text: string, keys: readonly string[], limits: ReadLimits): RawFile {
  yield { name: '', index: 0, hidden: false, merges: [], rows: toRows(text, keys, limits) }
}
