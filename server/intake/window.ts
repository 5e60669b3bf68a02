import type { SheetMapping } from '../../shared/batch.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { SheetWindow } from '../../shared/sheet-window.ts'
import { checkOpened } from './check-file.ts'
import { createFaults } from './faults.ts'
import type { CheckRequest, WindowAsked } from './intake.ts'
import { MASK, maskCell } from './personal.ts'
import type { ReadLimits } from './read/limits.ts'
import { type OpenedFile, openFile } from './read/open.ts'
import type { RawCell, RawFile, RawRow, RawSheet } from './read/raw.ts'
import { createWindowFaults } from './window-faults.ts'

/** Rows that are still checked behind a complete window: what stands there may speak of rows inside it. */
const READ_ON_ROWS = 20_000
const SHOWN_CHARS = 200

/**
 * Some rows of a file with their faults. The file is checked from its beginning to a little behind the window; what is wrong there
 * is what a check of the whole file says, but for what only rows far behind tell.
 *
 * @throws UnreadableFile
 */
export async function readWindow(
  path: string,
  limits: ReadLimits,
  request: CheckRequest,
  asked: WindowAsked,
): Promise<SheetWindow> {
  let looked: Pick<RawSheet, 'name'> | null = null
  const faults = createWindowFaults(asked, ({ sheet }) => looked !== null && (sheet ?? '') === looked.name)
  const opened = await openFile(path, limits, request)
  if (opened.asks && opened.asks.length > 0)
    return { sheets: [], sheet: asked.sheet, columns: [], rows: [], next: null }
  const shownSheets: Pick<RawSheet, 'index' | 'name'>[] = []
  let held: RawRow[] = []
  const isComplete = () => (asked.faulty ? faults.faultyRows() > asked.rows : held.length > asked.rows)
  const watched: OpenedFile = {
    ...opened,
    file: watchedFile(opened.file, asked, {
      onSheet: (sheet) => {
        shownSheets.push(sheet)
        // Who reads a sheet gives it the name under which its faults go.
        if (sheet.index === asked.sheet) looked = sheet
      },
      onRow: (row) => {
        if (!asked.faulty && row.rowNo >= asked.from && held.length <= asked.rows) held.push(row)
      },
      isComplete,
    }),
  }
  const verdict = await checkOpened(watched, request, async () => {}, createFaults(faults.add))
  if (asked.faulty) held = await rowsAt(await openFile(path, limits, request), asked.sheet, faults.numbers())
  const { mapping, sheets: names } = verdict
  const name = names[asked.sheet] ?? ''
  const read = mapping.find((one) => one.sheet === name && one.columns.length > 0)
  const columns = columnsOf(read, request.dataset, asked)
  const shown = held.slice(0, asked.rows)
  return {
    sheets: shownSheets.map(({ index, name }) => ({ index, name: maskCell(name) })),
    sheet: asked.sheet,
    columns: columns.map(({ header, column, isHidden }) => ({ header, column, hidden: isHidden })),
    rows: shown.map((row) => ({
      rowNo: row.rowNo,
      cells: cellsOf(row, columns, read, asked.codes),
      faults: faults.of(row.rowNo),
    })),
    next: held[asked.rows]?.rowNo ?? null,
  }
}

interface Watching {
  onSheet(sheet: RawSheet): void
  onRow(row: RawRow): void
  isComplete(): boolean
}

/** The same file, but for what lies far behind the window: there it ends. */
async function* watchedFile(file: RawFile, asked: WindowAsked, watching: Watching): RawFile {
  let left = READ_ON_ROWS
  async function* rowsOf(rows: AsyncIterable<RawRow[]>, isAsked: boolean) {
    for await (const some of rows) {
      if (isAsked) for (const row of some) watching.onRow(row)
      yield some
      if (!watching.isComplete()) continue
      left -= some.length
      if (left <= 0) return
    }
  }
  for await (const sheet of file) {
    const watched = { ...sheet, rows: rowsOf(sheet.rows, sheet.index === asked.sheet) }
    if (!sheet.hidden) watching.onSheet(watched)
    if (left > 0) yield watched
  }
}

/** The rows with these numbers, in order. */
async function rowsAt({ file }: OpenedFile, index: number, numbers: readonly number[]): Promise<RawRow[]> {
  const wanted = new Set(numbers)
  const last = numbers.at(-1) ?? 0
  const found: RawRow[] = []
  for await (const sheet of file) {
    if (sheet.index < index) continue
    for await (const some of sheet.rows) {
      found.push(...some.filter(({ rowNo }) => wanted.has(rowNo)))
      if ((some.at(-1)?.rowNo ?? 0) >= last) break
    }
    break
  }
  return found
}

interface ShownColumn {
  header: string
  column: string | null
  isHidden: boolean
  isCode: boolean
}

/** What stands over each column; one that is not read may hold anything about anybody and is hidden. */
function columnsOf(read: SheetMapping | undefined, dataset: Dataset, { codes }: WindowAsked): ShownColumn[] {
  const shown: ShownColumn[] = []
  for (const { header, column, at } of read?.columns ?? []) {
    const index = at ?? shown.length
    while (shown.length < index) shown.push({ header: '', column: null, isHidden: true, isCode: false })
    const isCode = !codes && dataset.columns.some(({ name, kind }) => name === column && kind === 'code')
    shown[index] = { header, column, isHidden: column === null, isCode }
  }
  return shown
}

/** A row's cells as text. Rows above the header are titles; a sheet without a header is shown to its own officers alone. */
function cellsOf(
  { rowNo, cells }: RawRow,
  columns: readonly ShownColumn[],
  read: SheetMapping | undefined,
  codes: boolean,
): (string | null)[] {
  if (read === undefined) return codes ? cells.map(shownCell) : cells.map(() => null)
  const isBody = rowNo > read.headerRow
  return Array.from({ length: Math.max(cells.length, columns.length) }, (_, at) => {
    const column = columns[at]
    const text = shownCell(cells[at] ?? null)
    if (text === null) return null
    if (!isBody) return rowNo === read.headerRow || codes ? text : null
    if (column === undefined || column.isHidden) return null
    return column.isCode ? MASK : text
  })
}

function shownCell(cell: RawCell): string | null {
  const text = textOf(cell)
  if (text === '') return null
  const looked = maskCell(text.slice(0, SHOWN_CHARS * 2))
  return looked.length > SHOWN_CHARS ? `${looked.slice(0, SHOWN_CHARS - 1)}…` : looked
}

function textOf(cell: RawCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell).trim()
  if ('broken' in cell) return cell.broken
  const [day = '', time = ''] = cell.date.split('T')
  const shown = day.split('-').reverse().join('/')
  return time === '' || time === '00:00:00' ? shown : `${shown} ${time.slice(0, 5)}`
}
