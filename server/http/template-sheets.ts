import type { Column, Dataset } from '../../shared/datasets/dataset.ts'
import type { DayRange } from '../../shared/period.ts'
import { columnName, type WorkbookCell, type WorkbookSheet } from './workbook.ts'
import type { WorkbookStyle } from './workbook-styles.ts'

/** What a template is filled in with for the officer who asks for it. */
export interface TemplateFor {
  /** His unit and the units below it, his own first; empty for who sees everything. */
  units: readonly string[]
  /** The period that a report speaks of. */
  period: DayRange | null
  /** What the period is called, for the notes. */
  periodName: string | null
}

/** How many rows offer their lists; more rows may be filled in without. */
const OFFERED_ROWS = 5_000
const LIST_SHEET = 'Danh mục'

/** The columns of a dataset that a file gives, in their order. */
export function templateColumns(dataset: Dataset): Column[] {
  return dataset.columns.filter((column) => !column.derived)
}

/** An empty workbook for a dataset: a sheet to fill in with drop-down lists, one that explains each column, and the lists. */
export function templateSheets(dataset: Dataset, asked: TemplateFor): WorkbookSheet[] {
  const columns = templateColumns(dataset)
  const lists = columns.map((column) => wordsOf(column, asked))
  const kept = lists.filter((words) => words.length > 0)
  const rows = filledRows(dataset, columns, asked)
  const sheet: WorkbookSheet = {
    name: dataset.title.vi.replace(/ \(.*| \/.*/, '').slice(0, 31),
    rows: [
      columns.map(({ title, required }) => ({ text: title.vi, style: required ? 'required' : 'header' })),
      ...rows,
    ],
    columns: columns.map((column) => ({ width: widthOf(column), style: styleOf(column) })),
    frozenRows: 1,
    lists: lists.flatMap((words, column) => {
      if (words.length === 0) return []
      const letter = columnName(kept.indexOf(words))
      const range = `'${LIST_SHEET}'!$${letter}$2:$${letter}$${words.length + 1}`
      return [{ column, fromRow: 1, toRow: OFFERED_ROWS, range, note: 'Giá trị này không có trong danh sách.' }]
    }),
  }
  return [sheet, notesSheet(dataset, columns, asked), listSheet(columns, lists)]
}

/** A report has one line a unit: those of the officer, with the period, wait for their figures. */
function filledRows(dataset: Dataset, columns: readonly Column[], { units, period }: TemplateFor): WorkbookCell[][] {
  if (!dataset.period || dataset.unitColumns.length !== 1 || units.length === 0) return []
  const days: Record<string, string> = period
    ? { [dataset.period.from]: shownDay(period.from), [dataset.period.to]: shownDay(period.to) }
    : {}
  return units.map((unit) =>
    columns.map((column) => {
      const text = column.name === dataset.unitColumns[0] ? unit : (days[column.name] ?? '')
      return { text, style: styleOf(column) }
    }),
  )
}

function shownDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}

/** The words that a column's cells may hold; none where anything may stand. */
function wordsOf(column: Column, { units }: TemplateFor): readonly string[] {
  if (column.kind === 'unit') return units
  if (column.kind === 'flag') return ['Có', 'Không']
  return Object.values(column.choices ?? {}).map(
    (words) => words.find((word) => /\p{L}.*[\p{L}\s]/u.test(word) && !/^[a-z]+$/.test(word)) ?? words[0] ?? '',
  )
}

const KINDS: Record<Column['kind'], string> = {
  code: 'Mã; cột đã định dạng văn bản để không mất số 0',
  name: 'Văn bản',
  unit: 'Tên hoặc mã đơn vị',
  instant: 'Ngày giờ, ví dụ 31/12/2025 08:30',
  day: 'Ngày, ví dụ 31/12/2025',
  count: 'Số nguyên từ 0',
  number: 'Số, ví dụ 1.234,5',
  fraction: 'Tỷ lệ, ví dụ 98,7 %',
  flag: 'Có hoặc Không',
  choice: 'Chọn trong danh sách',
  category: 'Văn bản theo danh mục của nguồn',
  degrees: 'Độ thập phân WGS 84, ví dụ 105,4321',
  geometry: 'GeoJSON',
}

function notesSheet(
  dataset: Dataset,
  columns: readonly Column[],
  { units, period, periodName }: TemplateFor,
): WorkbookSheet {
  const lines: WorkbookCell[][] = [
    [{ text: `Hướng dẫn: ${dataset.title.vi}`, style: 'title' }],
    [
      note(
        'Điền vào trang đầu tiên, mỗi dòng một bản ghi. Không đổi tên cột. Cột tô đậm là bắt buộc. Xoá dòng không dùng.',
      ),
    ],
    [note('Không điền tên người, số giấy tờ, điện thoại, địa chỉ: hệ thống không lưu các dữ liệu đó.')],
    ...(units[0] !== undefined ? [[note(`Đơn vị: ${units[0]}`)]] : []),
    ...(period ? [[note(`Kỳ: ${periodName ?? ''} (${shownDay(period.from)} – ${shownDay(period.to)})`)]] : []),
    [],
    [head('Cột'), head('Bắt buộc'), head('Cách ghi'), head('Các giá trị nhận được'), head('Tên kỹ thuật')],
    ...columns.map((column) => [
      note(column.title.vi),
      note(column.required ? 'có' : ''),
      note(KINDS[column.kind]),
      note(
        Object.values(column.choices ?? {})
          .map((words) => words.join(' = '))
          .join('; '),
      ),
      note(column.name),
    ]),
  ]
  return {
    name: 'Hướng dẫn',
    rows: lines,
    columns: [{ width: 44 }, { width: 10 }, { width: 46 }, { width: 70 }, { width: 18 }],
  }
}

const note = (text: string): WorkbookCell => ({ text, style: 'note' })
const head = (text: string): WorkbookCell => ({ text, style: 'header' })

function listSheet(columns: readonly Column[], lists: readonly (readonly string[])[]): WorkbookSheet {
  const used = columns.flatMap(({ title }, at) => {
    const words = lists[at] ?? []
    return words.length > 0 ? [{ title: title.vi, words }] : []
  })
  const height = Math.max(0, ...used.map(({ words }) => words.length))
  const rows = Array.from({ length: height }, (_, at) => used.map(({ words }) => ({ text: words[at] ?? '' })))
  return {
    name: LIST_SHEET,
    rows: [used.map(({ title }) => head(title)), ...rows],
    columns: used.map(() => ({ width: 30 })),
    hidden: true,
  }
}

function styleOf({ kind, name }: Column): WorkbookStyle {
  if (kind === 'instant' || kind === 'day') return 'day'
  return kind === 'code' || kind === 'unit' || name === 'procedureCode' ? 'text' : 'plain'
}

function widthOf({ kind, title }: Column): number {
  const least = kind === 'unit' || kind === 'name' ? 28 : kind === 'code' ? 26 : 14
  return Math.max(least, Math.min(28, title.vi.length + 2))
}
