import { describe, expect, it } from 'vitest'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { feedback } from '../../shared/datasets/feedback.ts'
import { fingerprintOf } from './memory.ts'
import type { RawCell } from './read/raw.ts'
import { checkSheets, requestFor, sheetOf } from './test-city.ts'

const HEADER = ['Số', 'Nơi', 'Ngày tiếp nhận', 'Trạng thái', 'Ngày hẹn trả']
const SAID = {
  'column:Số': 'code',
  'column:Nơi': 'receivingUnit',
  'value:Nơi:Ph. Vị Thnh': 'vithanh',
  'value:status:xong': '10',
}
const CODE = (n: number) => `H13.1-251015-${String(n).padStart(4, '0')}`
const row = (n: number, over: RawCell[] = []): RawCell[] =>
  [CODE(n), 'Ph. Vị Thnh', '15/10/2025', 'xong', '17/10/2025'].map((cell, at) => over[at] ?? cell)

const check = (rows: RawCell[][], request: Parameters<typeof requestFor>[1] = {}, header: RawCell[] = HEADER) =>
  checkSheets([sheetOf([header, ...rows])], requestFor('dossiers', request))
const remembering = (answers: Record<string, string>, headers = HEADER) => [
  { fingerprint: fingerprintOf(dossiers, headers), answers },
]

describe('the fingerprint of a sheet', () => {
  it('is that of its headers in their order, however they are written, and of its dataset', () => {
    const own = fingerprintOf(dossiers, HEADER)
    expect(own).toMatch(/^[0-9a-f]{16}$/)
    expect(fingerprintOf(dossiers, ['SỐ', 'nơi ', 'Ngày  tiếp\nnhận', 'TRẠNG THÁI', 'Ngày hạn trả', ''])).toBe(own)
    expect(fingerprintOf(dossiers, HEADER.toReversed())).not.toBe(own)
    expect(fingerprintOf(dossiers, [...HEADER, 'Ghi chú'])).not.toBe(own)
    expect(fingerprintOf(feedback, HEADER)).not.toBe(own)
  })

  it('stands in the mapping of every sheet with a header', async () => {
    const { verdict } = await check([row(1)], { answers: SAID })
    expect(verdict.mapping[0]?.fingerprint).toBe(fingerprintOf(dossiers, HEADER))
  })
})

describe('next month’s file', () => {
  it('goes straight to ready when everything was said of the last one, and tells what was used', async () => {
    const first = await check([row(1)], { answers: SAID })
    expect(first.verdict.state).toBe('ready')
    expect(first.verdict.remembered).toBeUndefined()
    const { verdict, staged } = await check([row(2), row(3, [null, 'Phường Vị Thanh'])], {
      remembered: remembering(SAID),
    })
    expect(verdict.state).toBe('ready')
    expect(verdict.questions).toBeUndefined()
    expect(new Set(verdict.remembered)).toEqual(new Set(Object.keys(SAID)))
    expect(verdict.mapping[0]?.columns.map(({ how }) => how)).toEqual([
      'remembered',
      'remembered',
      'words',
      'words',
      'words',
    ])
    expect(staged.map(({ row: kept }) => [kept.receivingUnit, kept.status])).toEqual([
      ['vithanh', '10'],
      ['vithanh', '10'],
    ])
  })

  it('names only those answers that some row needed', async () => {
    const { verdict } = await check([row(1, [null, 'Phường Vị Thanh', null, 'Đã trả kết quả'])], {
      remembered: remembering(SAID),
    })
    expect(verdict.remembered).toEqual(['column:Số', 'column:Nơi'])
  })

  it('is another kind of file when its headers stand otherwise: nothing is remembered of it', async () => {
    const moved = await check([row(1).toReversed()], { remembered: remembering(SAID) }, HEADER.toReversed())
    expect(moved.verdict.state).not.toBe('ready')
    expect(moved.verdict.remembered).toBeUndefined()
  })

  it('keeps what was said under headers that are written a little differently', async () => {
    const { verdict } = await check([row(1)], { remembered: remembering(SAID) }, [
      'SỐ',
      'NƠI',
      'NGÀY TIẾP NHẬN',
      'TRẠNG THÁI',
      'Ngày hạn trả',
    ])
    expect(verdict.state).toBe('ready')
    expect(verdict.remembered).toContain('value:NƠI:Ph. Vị Thnh')
  })

  it('is read as its officer says where that differs from what was said before', async () => {
    const { verdict, staged } = await check([row(1)], {
      answers: { 'value:Nơi:Ph. Vị Thnh': 'vt', 'value:status:xong': '9' },
      remembered: remembering(SAID),
    })
    expect(staged[0]?.row).toMatchObject({ receivingUnit: 'vt', status: '9' })
    expect(verdict.remembered).toEqual(['column:Số', 'column:Nơi'])
  })

  it('may give a remembered column to another header', async () => {
    const header = ['Số', 'Nơi', 'Ngày tiếp nhận', 'Trạng thái', 'Số mới']
    const { staged } = await check(
      [[CODE(1), 'Phường Vị Thanh', '15/10/2025', 'Đang xử lý', CODE(9)]],
      { answers: { 'column:Số mới': 'code' }, remembered: remembering(SAID, header) },
      header,
    )
    expect(staged[0]?.key).toBe(CODE(9))
  })
})

describe('what is not taken over from earlier files', () => {
  it('is their period, their sheets and which of their rows were kept', async () => {
    const header = ['Đơn vị', 'Tiếp nhận / Tổng số', 'Đã xử lý / Tổng']
    const { dossierReports } = await import('../../shared/datasets/dossier-reports.ts')
    const answers = { period: '2025-09', 'sheet:': 'skip', duplicates: 'first' }
    const { verdict } = await checkSheets(
      [sheetOf([header, ['Phường Vị Thanh', 10, 9]])],
      requestFor('dossier-reports', { remembered: [{ fingerprint: fingerprintOf(dossierReports, header), answers }] }),
    )
    expect(verdict).toMatchObject({ state: 'asking', questions: [{ id: 'period' }] })
    expect(verdict.remembered).toBeUndefined()
  })

  it.each([
    ['a column that the dataset does not have', { 'column:Trạng thái': 'batch_id' }],
    ['a unit that the tree does not have', { 'value:receivingUnit:Ph. Lạ': 'no-such-unit' }],
    ['a word that the list does not have', { 'value:status:lạ': '99' }],
    ['the order of dates of a column that is not there', { 'dates:finishedAt': 'mdy' }],
  ])('is %s', async (_what, stale) => {
    const { verdict } = await check([row(1)], { remembered: remembering({ ...SAID, ...stale }) })
    expect(verdict.state).toBe('ready')
    expect(verdict.remembered).not.toContain(Object.keys(stale)[0])
  })

  it('is a unit that the tree does not have: the text is a fault as it was written', async () => {
    const { verdict } = await check([row(1, [null, 'Ph. Lạ'])], {
      remembered: remembering({ ...SAID, 'value:receivingUnit:Ph. Lạ': 'no-such-unit' }),
    })
    expect(verdict.issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'unit.unknown', column: 'Nơi', value: 'Ph. Lạ' },
    ])
    expect(verdict.remembered).not.toContain('value:receivingUnit:Ph. Lạ')
  })

  it('is an order of dates that this file’s own cells contradict', async () => {
    const monthFirst = remembering({ ...SAID, 'dates:receivedAt': 'mdy' })
    const undecided = await check([row(1, [null, null, '10/11/2025', null, '30/11/2025'])], { remembered: monthFirst })
    expect(undecided.staged[0]?.row.receivedAt).toBe('2025-10-11T00:00:00+07:00')
    expect(undecided.verdict.remembered).toContain('dates:receivedAt')
    const dayFirst = await check([row(1)], { remembered: monthFirst })
    expect(dayFirst.staged[0]?.row.receivedAt).toBe('2025-10-15T00:00:00+07:00')
    expect(dayFirst.verdict.remembered).not.toContain('dates:receivedAt')
  })

  it('counts as another mapping when it changes what is read', async () => {
    const one = await check([row(1)], { remembered: remembering(SAID) })
    const other = await check([row(1)], { remembered: remembering({ ...SAID, 'value:status:xong': '9' }) })
    expect(one.verdict.mappingVersion).not.toBe(other.verdict.mappingVersion)
  })
})
