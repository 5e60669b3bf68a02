import { BiffCells, CELL_RECORDS } from './biff-cells.ts'
import { inSubstream, RECORD, walkRecords } from './biff-records.ts'
import { type BiffEntry, type BiffWorkbook, WORKBOOK_STREAM } from './biff-workbook.ts'
import { GridRows, type ReadBudget } from './grid-rows.ts'
import type { ReadLimits } from './limits.ts'
import type { Ole } from './ole.ts'
import type { RawCell, RawRow, RawSheet } from './raw.ts'
import { damaged } from './zip.ts'

const WORKSHEET = 0x0010
const HIDDEN_ROW = 0x20
const MAX_MERGES = 10_000

/** What has to be known of a sheet before its rows. */
export interface BiffShape {
  merges: RawSheet['merges']
  hiddenRows: ReadonlySet<number>
  hiddenColumns: number
  /** Do its cells stand in the order of their rows? Some programs write them as they were asked to. */
  ordered: boolean
}

/** The records of one sheet, from where the workbook says that it begins. */
function walkSheet(
  ole: Ole,
  { at, name }: BiffEntry,
  take: (type: number, data: Buffer) => void,
): AsyncGenerator<void> {
  const begin = (bof: Buffer) => {
    if (bof.length < 4 || bof.readUInt16LE(2) !== WORKSHEET) throw damaged('no sheet', name.slice(0, 100))
  }
  return walkRecords(ole.read(WORKBOOK_STREAM, at), inSubstream(begin, take))
}

/** Runs over a sheet once for what stands behind its rows. @throws UnreadableFile */
export async function readBiffShape(ole: Ole, entry: BiffEntry, limits: ReadLimits): Promise<BiffShape> {
  const merges: RawSheet['merges'] = []
  const hiddenRows = new Set<number>()
  let hiddenColumns = 0
  let ordered = true
  let last = 0
  const take = (type: number, data: Buffer) => {
    if (CELL_RECORDS.has(type) && data.length >= 2) {
      const row = data.readUInt16LE(0)
      if (row < last) ordered = false
      last = row
    } else if (type === RECORD.row && data.length >= 16) {
      if (data.readUInt16LE(12) & HIDDEN_ROW) hiddenRows.add(data.readUInt16LE(0) + 1)
    } else if (type === RECORD.columnInfo && data.length >= 10 && data.readUInt16LE(8) & 1) {
      const first = data.readUInt16LE(0)
      hiddenColumns += Math.max(0, Math.min(data.readUInt16LE(2) + 1, limits.columns) - first)
    } else if (type === RECORD.mergedCells) {
      for (let at = 2; at + 8 <= data.length && merges.length < MAX_MERGES; at += 8) {
        const [top = 0, bottom = 0, left = 0, right = 0] = [0, 2, 4, 6].map((by) => data.readUInt16LE(at + by) + 1)
        if (top <= limits.headRows) merges.push({ top, left, bottom, right })
      }
    }
  }
  for await (const _ of walkSheet(ole, entry, take));
  return { merges, hiddenRows, hiddenColumns, ordered }
}

/** Rows of one sheet as they are read; `onHidden` hears of every row that is hidden and holds something. */
export async function* readBiffRows(
  ole: Ole,
  workbook: BiffWorkbook,
  entry: BiffEntry,
  shape: BiffShape,
  limits: ReadLimits,
  left: ReadBudget,
  onHidden: () => void,
): AsyncGenerator<RawRow[]> {
  const grid = new GridRows(entry.name, limits, left)
  const close = () => {
    if (grid.closeRow() && shape.hiddenRows.has(grid.rowNo)) onHidden()
  }
  const put = (row: number, column: number, value: RawCell) => {
    if (row !== grid.rowNo) {
      close()
      grid.openRow(row)
    }
    grid.put(column, value)
  }
  const kept = new Map<number, [column: number, value: RawCell][]>()
  const keep = (row: number, column: number, value: RawCell) => {
    const cells = kept.get(row)
    if (cells) cells.push([column, value])
    else kept.set(row, [[column, value]])
  }
  const cells = new BiffCells(workbook, shape.ordered ? put : keep)
  for await (const _ of walkSheet(ole, entry, (type, data) => cells.take(type, data))) {
    if (grid.rows.length === 0) continue
    yield grid.rows
    grid.rows = []
  }
  cells.finish()
  for (const row of [...kept.keys()].sort((a, b) => a - b)) {
    for (const [column, value] of kept.get(row) ?? []) put(row, column, value)
  }
  close()
  yield grid.rows
}
