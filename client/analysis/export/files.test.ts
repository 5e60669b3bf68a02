import { describe, expect, it } from 'vitest'
import type { Cell, ReceiptRow } from '../../../shared/answer.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { TableRow } from '../table-rows.ts'
import { MOST_ROWS, readAllRows } from './all-rows.ts'
import { csvOfAnswer } from './answer-csv.ts'
import type { Heading } from './heading.ts'
import { csvOfRows } from './rows-csv.ts'

const RATE = 'dossiers.onTimeRate'
const words = wordsOf('vi')
const heading: Heading = {
  measure: RATE,
  unit: 'Tỉnh An Giang',
  period: 'Tháng này',
  range: { from: '2026-11-01', to: '2026-11-30' },
  filters: [{ dimension: 'field', text: 'Đất đai' }],
  units: 'then',
  sources: [
    {
      feed: 'mot-cua',
      title: 'Một cửa',
      dataset: 'dossiers',
      lastReceivedAt: '2026-11-20T01:30:00Z',
      expectedBy: null,
      state: 'onTime',
      coversTo: null,
      sample: true,
    },
  ],
  isSample: false,
}
// 02:41 UTC is 09:41 in Việt Nam.
const held = { seq: 18204, now: '2026-11-20T02:41:00Z' }
const row = (name: string, cell: Cell): TableRow => ({ key: name, name, cell, before: null, companions: [] })
const linesOf = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')

describe('the table as a file', () => {
  const rows = [
    row('Xã Đông Thái', {
      value: 0.75,
      numerator: 3,
      denominator: 4,
      low: 0.3,
      high: 0.95,
      rank: { place: 1, of: 1, tied: false },
      target: 0.95,
      standing: 'missed',
      estimated: true,
      basis: 'mixed',
    }),
    row('Xã A', { value: null, none: 'noData' }),
    row('Xã B', { value: null, none: 'notApplicable' }),
    row('Xã C', { value: null, none: 'suppressed' }),
    row('Xã D', { value: null, none: 'tooFew', numerator: 1, denominator: 2 }),
    row('=Xã E', { value: 0 }),
  ]
  const content = { heading, held, rowTitle: 'Xã', rows, whole: null, companions: [], compared: '', isCut: false }
  const lines = linesOf(csvOfAnswer(content, { words, locale: 'vi' }))

  it('says above the table what it is about, and that it is sample data', () => {
    expect(lines.slice(0, 8)).toEqual([
      'Lưu ý;Dữ liệu mô phỏng',
      'Chỉ số;Tỷ lệ giải quyết đúng hạn',
      'Đơn vị;Tỉnh An Giang',
      'Kỳ;Tháng này (01/11/2026 đến 30/11/2026)',
      'Địa bàn;đơn vị như khi đó',
      'Lọc;Lĩnh vực: Đất đai',
      'Tính tại;phiên số liệu 18204, lúc 20/11/2026 09:41',
      'Nguồn;Một cửa, nhận 20/11/2026 08:30',
    ])
  })

  it('writes the rate with what it is made of, its interval, place, target and standing', () => {
    expect(lines[10]).toBe('Xã Đông Thái;Xã Đông Thái;0,75;3;4;0,3;0,95;1;1;0,95;Chưa đạt;có;hồ sơ và báo cáo')
  })

  it('keeps the kinds of nothing apart, and a zero a zero', () => {
    expect(lines.slice(11).map((line) => line.split(';')[2])).toEqual([
      'Chưa có dữ liệu',
      'Không áp dụng',
      'Ẩn vì quá ít',
      'Chưa đủ hồ sơ để xếp hạng',
      '0',
    ])
  })

  it('does not let the name of a unit be calculated', () => {
    expect(lines.at(-1)).toMatch(/^'=Xã E;'=Xã E;0;/)
  })
})

const dossier = (key: string, isHit: boolean): ReceiptRow => ({
  key,
  weight: 1,
  batch: 'b1',
  file: 'mot-cua.csv',
  sheet: null,
  rowNo: 12,
  dataset: 'dossiers',
  counts: isHit,
  resolvingUnit: 'dong-thai',
  receivedAt: '2026-11-04T01:00:00Z',
  dueAt: '2026-11-10T10:00:00Z',
  finishedAt: '2026-11-13T03:00:00Z',
  status: '10',
  digitised: false,
  procedureName: '=cmd',
})

describe('the rows behind a figure as a file', () => {
  const naming = { words, locale: 'vi' as const, nameOf: () => 'Xã Đông Thái' }
  const text = csvOfRows(
    { heading, held, rows: [dossier('k1', true), dossier('k2', false)], total: 2, isCut: false },
    naming,
  )

  it('says how many rows there are and what they add up to', () => {
    expect(linesOf(text).slice(8, 10)).toEqual(['Số dòng;2', 'Cộng lại;2'])
  })

  it('writes units by name, moments in local time, choices in words, and where the row stood', () => {
    expect(linesOf(text).slice(11)).toEqual([
      'Đúng hạn;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Tên thủ tục hành chính;Trạng thái;Số hóa hồ sơ;Tệp;Dòng số',
      "có;Xã Đông Thái;04/11/2026 08:00;10/11/2026 17:00;13/11/2026 10:00;'=cmd;Đã trả kết quả;không;mot-cua.csv;12",
      "không;Xã Đông Thái;04/11/2026 08:00;10/11/2026 17:00;13/11/2026 10:00;'=cmd;Đã trả kết quả;không;mot-cua.csv;12",
    ])
  })

  it('never holds the key of a row', () => {
    expect(text).not.toMatch(/k1|k2/)
  })
})

describe('reading all rows for a file', () => {
  const asOf = { seq: 7, now: '2026-11-20T02:41:00.000Z', committedAt: null }
  const query = { measures: [RATE], period: { name: 'thisMonth' } }
  /** A figure of so many rows, page by page as the server cuts them. */
  const serve =
    (all: number, asked: unknown[]) =>
    async (question: unknown, { limit, after = '0' }: { limit: number; after?: string | undefined }) => {
      asked.push(question)
      const from = Number(after)
      const to = Math.min(all, from + limit)
      const rows = Array.from({ length: to - from }, (_, place) => dossier(`k${from + place}`, true))
      return { asOf, total: all, rows, ...(to < all && { next: String(to) }) }
    }

  it('reads every page, the later ones of the moment of the first', async () => {
    const asked: unknown[] = []
    const { rows, isCut } = await readAllRows(query, serve(2_500, asked))
    expect([rows.length, new Set(rows.map(({ key }) => key)).size, isCut]).toEqual([2_500, 2_500, false])
    expect(asked).toEqual([query, { ...query, at: { time: asOf.now } }, { ...query, at: { time: asOf.now } }])
  })

  it('ends at its limit and says so, and says nothing where the rows end there too', async () => {
    const longer = await readAllRows(query, serve(MOST_ROWS + 1, []))
    expect([longer.rows.length, longer.isCut]).toEqual([MOST_ROWS, true])
    const exact = await readAllRows(query, serve(MOST_ROWS, []))
    expect([exact.rows.length, exact.isCut]).toEqual([MOST_ROWS, false])
  })
})
