import type { RawCell, RawFile } from './read/raw.ts'

/** Rows that arrived as JSON, as a file with one sheet: the first row names the keys, the others are numbered from 1. */
export async function* pushedFile(rows: readonly Record<string, unknown>[]): RawFile {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const body = rows.map((row, index) => ({ rowNo: index + 1, cells: keys.map((key) => toCell(row, key)) }))
  yield {
    name: '',
    index: 0,
    hidden: false,
    merges: [],
    isUnicode: true,
    rows: (async function* () {
      yield [{ rowNo: 0, cells: keys }, ...body]
    })(),
  }
}

function toCell(row: Record<string, unknown>, key: string): RawCell {
  const value = Object.hasOwn(row, key) ? row[key] : null
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.normalize('NFC')
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return key === 'geometry' ? JSON.stringify(value) : { broken: 'object' }
}
