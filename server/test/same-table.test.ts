import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { ALPHABET, write } from '../../fixtures/forms/encodings.ts'
import { toHtml } from '../../fixtures/forms/html.ts'
import { toOds } from '../../fixtures/forms/ods.ts'
import { type FormCell, type FormSheet, toShownDate } from '../../fixtures/forms/sheet.ts'
import { toXls } from '../../fixtures/forms/xls.ts'
import type { Batch } from '../../shared/batch.ts'
import { NOVEMBER, type Opened, open } from './opened.ts'

const ROWS = 10_000
const UNIT = 'UBND xã Vĩnh Tường'
const HEADER = [
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Lĩnh vực',
  'Đơn vị tiếp nhận',
  'Đơn vị giải quyết',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày kết thúc xử lý',
  'Trạng thái',
  'Hình thức nộp',
]
const FIELDS = [
  'Hộ tịch',
  'Đất đai',
  'Chứng thực',
  'Bảo trợ xã hội',
  'Thuỷ lợi',
  'Giáo dục; đào tạo',
  'Giao thông "vận tải"',
]
/** Every small letter with every tone; TCVN3 has no capitals with tones. */
const LETTERS = ALPHABET.filter((letter) => letter === letter.toLowerCase())
const OCTOBER = { ...NOVEMBER, period: { from: '2026-10-01', to: '2026-10-31' } }

/** A moment of October 2026, or of November when its days run over. */
function toMoment(day: number, time: string): { date: string } {
  const [month, inMonth] = day > 31 ? ['11', day - 31] : ['10', day]
  return { date: `2026-${month}-${String(inMonth).padStart(2, '0')}T${time}` }
}

/** A dossier received on one of the first 28 days, due a week later; of four one is early, one on its day, one a day late, one open. */
function toRow(at: number): FormCell[] {
  const day = 1 + (at % 28)
  const finished = [day + 6, day + 7, day + 8, null][at % 4] ?? null
  const words = `Cấp giấy phép ${LETTERS.slice(at % 60, (at % 60) + 9).join('')}, loại ${at % 13}`
  return [
    `000.21.45.H13-2610-${String(at).padStart(6, '0')}`,
    words,
    FIELDS[at % FIELDS.length] ?? '',
    UNIT,
    UNIT,
    toMoment(day, '08:30:00'),
    toMoment(day + 7, '00:00:00'),
    finished === null ? null : toMoment(finished, '10:15:00'),
    finished === null ? 'Đang xử lý' : 'Đã có kết quả',
    at % 3 === 0 ? 'Trực tiếp' : 'Trực tuyến',
  ]
}

const DATA = Array.from({ length: ROWS }, (_, at) => toRow(at))
const PLAIN: FormSheet = { name: 'Hồ sơ', rows: [HEADER, ...DATA] }

/** With a title, a group of columns over two of them, and a second line of headers. */
const TITLED: FormSheet = {
  name: 'Tháng 10',
  rows: [
    ['ỦY BAN NHÂN DÂN XÃ VĨNH TƯỜNG'],
    ['DANH SÁCH HỒ SƠ THÁNG 10 NĂM 2026'],
    [],
    [...HEADER.slice(0, 3), 'Đơn vị', null, ...HEADER.slice(5)],
    [null, null, null, ...HEADER.slice(3, 5), null, null, null, null, null],
    ...DATA,
  ],
  merges: [
    { top: 1, left: 1, bottom: 1, right: 10 },
    { top: 2, left: 1, bottom: 2, right: 10 },
    { top: 4, left: 4, bottom: 4, right: 5 },
    ...[1, 2, 3, 6, 7, 8, 9, 10].map((left) => ({ top: 4, left, bottom: 5, right: left })),
  ],
}

function toText(cell: FormCell): string {
  if (cell === null) return ''
  return typeof cell === 'object' ? toShownDate(cell.date) : String(cell)
}

/** The plain table as delimited text. */
function toDelimited(delimiter: string): string {
  const quote = (text: string) =>
    text.includes('"') || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  return `${PLAIN.rows.map((cells) => cells.map((cell) => quote(toText(cell))).join(delimiter)).join('\r\n')}\r\n`
}

/** A sheet by a program that nobody here wrote. */
function toXlsx({ name, rows, merges = [] }: FormSheet): Promise<Buffer> {
  const data = rows.map((cells, row) =>
    cells.map((cell, column) => {
      const merge = merges.find(({ top, left }) => top === row + 1 && left === column + 1)
      const spans = merge ? { columnSpan: merge.right - merge.left + 1, rowSpan: merge.bottom - merge.top + 1 } : {}
      if (cell === null || cell === '') return null
      if (typeof cell === 'object') return { value: new Date(`${cell.date}Z`), format: 'dd/mm/yyyy hh:mm', ...spans }
      return { value: cell, ...spans }
    }),
  )
  return writeXlsxFile([{ data, sheet: name }]).toBuffer()
}

function toNdjson(): string {
  return DATA.map(
    (cells) => `${JSON.stringify(Object.fromEntries(HEADER.map((key, at) => [key, toText(cells[at] ?? null)])))}\n`,
  ).join('')
}

type Form = readonly [what: string, name: string, kind: string, make: () => Promise<Buffer> | Buffer | string]

const FORMS: readonly Form[] = [
  ['semicolons, with a mark', 'ho-so.csv', 'csv', () => write(toDelimited(';'), 'utf-8 with mark')],
  ['UTF-16 with tabs', 'ho-so.txt', 'csv', () => write(toDelimited('\t'), 'utf-16le with mark')],
  ['UTF-16 without its mark', 'ho-so.txt', 'csv', () => write(toDelimited('\t'), 'utf-16le')],
  ['Windows-1258', 'ho-so.csv', 'csv', () => write(toDelimited(','), 'windows-1258')],
  ['TCVN3', 'ho-so.csv', 'csv', () => write(toDelimited(';'), 'tcvn3')],
  ['VNI', 'ho-so.csv', 'csv', () => write(toDelimited(';'), 'vni')],
  ['XLSX', 'ho-so.xlsx', 'xlsx', () => toXlsx(PLAIN)],
  ['XLSX with a title block and merged headers', 'ho-so.xlsx', 'xlsx', () => toXlsx(TITLED)],
  ['a web page named .xls', 'ho-so.xls', 'html', () => toHtml(PLAIN)],
  ['a web page with a title block and merged headers', 'ho-so.xls', 'html', () => toHtml(TITLED)],
  ['a web page in Windows-1258', 'ho-so.xls', 'html', () => write(toHtml(PLAIN, 'windows-1258'), 'windows-1258')],
  ['Excel 97–2003', 'ho-so.xls', 'xls', () => toXls([PLAIN])],
  [
    'Excel 97–2003 from 1904, with a title block and merged headers',
    'ho-so.xls',
    'xls',
    () => toXls([TITLED], { is1904: true }),
  ],
  ['OpenDocument', 'ho-so.ods', 'ods', () => toOds([PLAIN])],
  ['OpenDocument with a title block and merged headers', 'ho-so.ods', 'ods', () => toOds([TITLED])],
  ['lines of JSON', 'ho-so.ndjson', 'json', toNdjson],
]

let opened: Opened
let held: Batch

/** Delivers and answers what is asked of the bytes as the file itself speaks for. */
async function deliver(name: string, content: Buffer | string): Promise<Batch> {
  const batch = await opened.deliver('dataset=dossiers&feed=can-tho&unit=area:92', name, content)
  const asked = batch.questions ?? []
  if (asked.length === 0) return batch
  const answers = Object.fromEntries(asked.map(({ id, likely }) => [id, likely]))
  const sent = await opened.call('PATCH', `/api/v1/batches/${batch.id}`, { answers })
  expect(sent.status).toBe(200)
  await opened.program.stages.checking.ended(batch.id)
  return (await opened.call('GET', `/api/v1/batches/${batch.id}`)).body as Batch
}

beforeAll(async () => {
  opened = await open()
  held = await deliver('ho-so.csv', toDelimited(','))
  expect((await opened.commit(held)).status).toBe(200)
}, 120_000)
afterAll(() => opened.close())

describe('a table of 10,000 dossiers', () => {
  it('as CSV in UTF-8 gives the figures worked out by hand', async () => {
    expect(held.rows).toMatchObject({ read: ROWS, accepted: ROWS, new: ROWS })
    // On the evening of 31 October a dossier of day d is open when its result comes on d + 6, d + 7 or d + 8 after the 31st, or never.
    const days = Array.from({ length: ROWS }, (_, at) => ({
      received: 1 + (at % 28),
      after: [6, 7, 8, 99][at % 4] ?? 0,
    }))
    const open = days.filter(({ received, after }) => received + after > 31)
    const overdue = open.filter(({ received }) => received + 7 < 31)
    const [row] = (await opened.figures(OCTOBER)).rows
    expect(row).toMatchObject({
      'dossiers.received': { value: ROWS },
      'dossiers.open': { value: open.length },
      'dossiers.overdue': { value: overdue.length },
    })
  })

  it.each(FORMS)(
    'as %s is the same rows and the same figures',
    { timeout: 240_000 },
    async (_what, name, kind, make) => {
      const before = (await opened.figures(OCTOBER)).rows
      const batch = await deliver(name, await make())
      expect(batch).toMatchObject({ state: 'ready', format: { kind } })
      // Rows are compared by key and by the hash of their content with those of the form before.
      expect(batch.rows).toMatchObject({ read: ROWS, accepted: ROWS, new: 0, changed: 0, unchanged: ROWS })
      expect((await opened.commit(batch)).status).toBe(200)
      const path = `/api/v1/batches/${held.id}/withdraw`
      expect((await opened.call('POST', path, { reason: 'thử' })).status).toBe(200)
      held = batch
      expect((await opened.figures(OCTOBER)).rows).toEqual(before)
    },
  )
})
