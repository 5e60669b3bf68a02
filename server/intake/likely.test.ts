import { describe, expect, it } from 'vitest'
import { openIntake } from './open-intake.ts'
import type { RawCell } from './read/raw.ts'
import { checkSheets, requestFor, sheetOf } from './test-city.ts'

const CODE = (n: number) => `H13.1-251015-${String(n).padStart(4, '0')}`
const row = (n: number): RawCell[] => [CODE(n), 'UBND phường Vị Thanh', '15/10/2025', '17/10/2025', 'Đang xử lý']
const check = (header: string[], rows: RawCell[][], answers: Record<string, string> = {}) =>
  checkSheets([sheetOf([header, ...rows])], requestFor('dossiers', { answers }))
const columnOf = ({ verdict }: Awaited<ReturnType<typeof check>>, header: string) =>
  verdict.mapping[0]?.columns.find((column) => column.header === header)

describe('a header that nobody has seen before', () => {
  // One letter off a required column: "tiếp nhận" → "tiép nhạnn".
  const header = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhậnn', 'Ngày hẹn trả', 'Trạng thái']

  it('is asked about, and nothing is read, where it is very likely a required column that the file lacks', async () => {
    const asked = await check(header, [row(1), row(2)])
    expect(asked.verdict.state).toBe('asking')
    expect(asked.staged).toEqual([])
    const [question] = asked.verdict.questions ?? []
    expect(question).toMatchObject({ id: 'column:Ngày tiếp nhậnn', likely: 'receivedAt' })
    expect(question?.choices[0]).toEqual({ value: 'receivedAt', label: 'Ngày tiếp nhận' })
    expect(question?.choices.at(-1)).toEqual({ value: '', label: 'Không dùng cột này' })
    expect(question?.en).toBe('The file has no column "Received". Is "Ngày tiếp nhậnn" that column?')
    expect(columnOf(asked, 'Ngày tiếp nhậnn')).toMatchObject({ at: 2, column: 'receivedAt', how: 'likely' })
  })

  it('is read as the officer answers', async () => {
    const answers = { 'column:Ngày tiếp nhậnn': 'receivedAt' }
    const { verdict, staged } = await check(header, [row(1)], answers)
    expect(verdict.state).toBe('ready')
    expect(staged[0]?.row.receivedAt).toBe('2025-10-15T00:00:00+07:00')
    expect(verdict.mapping[0]?.columns.map(({ at, how }) => [at, how])).toEqual([
      [0, 'words'],
      [1, 'words'],
      [2, 'answer'],
      [3, 'words'],
      [4, 'words'],
    ])
  })

  it('is not asked about again once it is said to be nothing, and the sheet says what it lacks in both languages', async () => {
    const { verdict } = await check(header, [row(1)], { 'column:Ngày tiếp nhậnn': '' })
    expect(verdict).toMatchObject({ state: 'refused', issues: [{ rule: 'column.missing', column: 'receivedAt' }] })
    expect(verdict.mapping[0]).toMatchObject({
      skipped: 'thiếu cột Ngày tiếp nhận',
      en: { skipped: 'missing columns: Received' },
    })
  })

  it('asks about the order of its dates in the same breath', async () => {
    const american = [CODE(1), 'UBND phường Vị Thanh', '10/15/2025', null, 'Đang xử lý']
    const { verdict } = await check(header, [american])
    expect(verdict.questions?.map(({ id }) => id)).toEqual(['column:Ngày tiếp nhậnn', 'dates:receivedAt'])
  })

  it('stays unread with a suggestion where the column is not required', async () => {
    const optional = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', 'Ngày hẹnn trả kq', 'Trạng thái']
    const { verdict, staged } = await check(optional, [row(1)])
    expect(verdict.state).toBe('ready')
    expect(staged[0]?.row.dueAt).toBeNull()
    const column = verdict.mapping[0]?.columns[3]
    expect(column).toMatchObject({ column: null, likely: [{ column: 'dueAt' }, {}, {}] })
    expect(column).not.toHaveProperty('how')
    expect(verdict.droppedColumns).toEqual(['Ngày hẹnn trả kq'])
  })

  it('is not asked about where two headers are equally likely: the officer chooses on the page', async () => {
    const twins = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhậnn', 'Ngày tiếp nhậnm', 'Trạng thái']
    const { verdict } = await check(twins, [row(1)])
    expect(verdict).toMatchObject({ state: 'refused', issues: [{ rule: 'column.missing' }] })
    const best = verdict.mapping[0]?.columns.map(({ likely }) => likely?.[0]?.column)
    expect(best).toEqual([undefined, undefined, 'receivedAt', 'receivedAt', undefined])
  })

  it('is no date where its cells are none, however alike the words', async () => {
    const { verdict } = await check(header, [[CODE(1), 'UBND phường Vị Thanh', 'sáng', '17/10/2025', 'Đang xử lý']])
    expect(verdict.state).toBe('refused')
    // 12 of 13 letters are those of "Ngày tiếp nhận"; no cell is a date, so four tenths of that are left: 0.37.
    const guess = verdict.mapping[0]?.columns[2]?.likely?.find(({ column }) => column === 'receivedAt')
    expect(guess?.confidence).toBe(0.37)
  })

  it('is never guessed where it promises a person', async () => {
    const personal = ['Mã hồ sơ', 'Người tiếp nhận', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trạng thái']
    const checked = await checkSheets([sheetOf([personal, row(1)])], requestFor('dossiers'))
    expect(columnOf(checked, 'Người tiếp nhận')).toEqual({ header: 'Người tiếp nhận', column: null, at: 1 })
  })

  it('is told by the units of the tree under it', async () => {
    // Three of four words are those of "Nơi tiếp nhận"; a feed of no unit needs a column of units.
    const place = ['Mã hồ sơ', 'Nơi tiếp nhận đơn', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trạng thái']
    const feed = { id: 'f', unit: null, tree: 'main', mode: 'upsert' as const }
    const under = async (text: string) => {
      const rows = [place, [CODE(1), text, '15/10/2025', '17/10/2025', 'Đang xử lý']]
      return (await checkSheets([sheetOf(rows)], requestFor('dossiers', { feed, homeUnit: 'ct' }))).verdict
    }
    expect((await under('UBND phường Vị Thanh')).questions?.[0]).toMatchObject({
      id: 'column:Nơi tiếp nhận đơn',
      likely: 'receivingUnit',
    })
    expect((await under('quầy số 3')).questions).toBeUndefined()
  })
})

describe('a file of which no header is known', () => {
  const header = ['A1 code', 'B2 office', 'C3 start', 'D4 state']
  const rows: RawCell[][] = [[CODE(1), 'Phường Vị Thanh', '15/10/2025', 'Đang xử lý']]

  it('is refused, and its columns are listed so that they can be named', async () => {
    const { verdict } = await check(header, rows)
    expect(verdict).toMatchObject({ state: 'refused', problem: { code: 'IOC_FILE_NO_TABLE' } })
    expect(verdict.mapping[0]).toMatchObject({ headerRow: 1, skipped: 'không tìm thấy dòng tiêu đề' })
    expect(verdict.mapping[0]?.columns.map(({ header: text }) => text)).toEqual(header)
  })

  it('is read once its columns are named', async () => {
    const answers = { 'column:A1 code': 'code', 'column:B2 office': 'receivingUnit', 'column:C3 start': 'receivedAt' }
    const { verdict, staged } = await check(header, rows, answers)
    expect(verdict.state).toBe('ready')
    expect(staged[0]).toMatchObject({ key: CODE(1), rowNo: 2, row: { receivingUnit: 'vithanh' } })
  })

  it('gives no column to two headers', async () => {
    const { verdict } = await check(header, rows, { 'column:A1 code': 'code', 'column:B2 office': 'code' })
    expect(verdict.problem).toMatchObject({ code: 'IOC_MAPPING_TWICE', status: 422 })
  })
})

describe('pushed rows', () => {
  it('are asked nothing: a program that misspells a required column is told that it is missing', async () => {
    const intake = openIntake({ dataDir: '' })
    const rows = [{ code: CODE(1), receivingUnit: 'vithanh', receivedAtt: '2025-10-15' }]
    const { verdict } = await intake.checkRows(rows, requestFor('dossiers'))
    expect(verdict.questions).toBeUndefined()
    expect(verdict.issues).toMatchObject([{ rule: 'column.missing', column: 'receivedAt' }])
  })
})
