import { describe, expect, it } from 'vitest'
import type { Issue, Repair } from '../../shared/batch.ts'
import type { RawCell } from './read/raw.ts'
import { type Checked, checkSheets, faultsOf, requestFor, sheetOf } from './test-city.ts'

const HEADER = [
  'Mã hồ sơ',
  'Đơn vị tiếp nhận',
  'Đơn vị giải quyết',
  'Ngày tiếp nhận',
  'Ngày kết thúc xử lý',
  'Trạng thái',
]
const row = (n: number, over: Record<string, RawCell> = {}): RawCell[] => {
  const cells: Record<string, RawCell> = {
    'Mã hồ sơ': `H13.1-251015-${String(n).padStart(4, '0')}`,
    'Đơn vị tiếp nhận': 'UBND phường Vị Thanh',
    'Ngày tiếp nhận': '15/10/2025',
    'Trạng thái': 'Đang xử lý',
    ...over,
  }
  return HEADER.map((name) => cells[name] ?? null)
}
const check = (rows: RawCell[][], answers: Record<string, string> = {}, header: RawCell[] = HEADER) =>
  checkSheets([sheetOf([header, ...rows])], requestFor('dossiers', { answers }))

const faultOf = ({ verdict }: Checked, rule: string): Issue => {
  const fault = verdict.issues.find((issue) => issue.rule === rule)
  if (!fault) throw new Error(`no ${rule} among ${verdict.issues.map((issue) => issue.rule)}`)
  return fault
}
const repairOf = (checked: Checked, rule: string): Repair => {
  const { repair } = faultOf(checked, rule)
  if (!repair) throw new Error(`${rule} has no repair`)
  return repair
}

describe('a unit that is not found', () => {
  const rows = Array.from({ length: 312 }, (_, n) => row(n, { 'Đơn vị giải quyết': 'Phường Vị Thnh' }))

  it('is one group for its column and value, with the near units to choose from, their path and life', async () => {
    const checked = await check([...rows, row(900, { 'Đơn vị giải quyết': 'Phường 7' })])
    const groups = checked.verdict.issues.filter(({ rule }) => rule === 'unit.unknown')
    expect(groups.map(({ column, value, rows }) => [column, value, rows])).toEqual([
      ['Đơn vị giải quyết', 'Phường Vị Thnh', 312],
      ['Đơn vị giải quyết', 'Phường 7', 1],
    ])
    expect(groups[0]?.repair).toEqual({
      kind: 'unit',
      answer: 'value:resolvingUnit:Phường Vị Thnh',
      choices: [
        {
          value: 'vithanh',
          label: 'Phường Vị Thanh, Thành phố Cần Thơ (từ 01/07/2025)',
          en: 'Phường Vị Thanh, Thành phố Cần Thơ (since 01/07/2025)',
        },
        { value: '', label: '(để trống)', en: '(leave empty)' },
      ],
      open: true,
    })
    expect(groups[1]?.repair?.choices.map(({ value }) => value)).toEqual([''])
  })

  it('is healed in all its rows by one answer: a unit, or nothing where the column may be empty', async () => {
    const { answer } = repairOf(await check(rows), 'unit.unknown')
    const healed = await check(rows, { [answer]: 'vithanh' })
    expect(healed.verdict).toMatchObject({ state: 'ready', accepted: 312 })
    expect(new Set(healed.staged.map(({ row }) => row.resolvingUnit))).toEqual(new Set(['vithanh']))
    const emptied = await check(rows, { [answer]: '' })
    expect(emptied.verdict.state).toBe('ready')
    expect(new Set(emptied.staged.map(({ row }) => row.resolvingUnit))).toEqual(new Set([null]))
  })

  it('that has to be there is never emptied', async () => {
    const bad = [row(1, { 'Đơn vị tiếp nhận': 'Phường 7' })]
    const { answer, choices } = repairOf(await check(bad), 'unit.unknown')
    expect(choices).toEqual([])
    expect(faultsOf(await check(bad, { [answer]: '' }))).toEqual(['unit.unknown'])
  })

  it('outside the feed may have been one inside it', async () => {
    const outside = [row(1, { 'Đơn vị giải quyết': 'Xã Đông Thái' })]
    const { kind, answer } = repairOf(await check(outside), 'unit.outside')
    expect(kind).toBe('unit')
    expect((await check(outside, { [answer]: 'vt' })).verdict.state).toBe('ready')
  })

  it('of which there are several is chosen among them', async () => {
    const twice = [row(1, { 'Đơn vị giải quyết': 'Huyện Vị Thủy' })]
    // Its communes became Vĩnh Tường, or Vĩnh Tường and Vị Thanh.
    const repair = repairOf(await check(twice), 'unit.ambiguous')
    expect(repair.choices.map(({ value }) => value).sort()).toEqual(['', 'vithanh', 'vt'])
    expect((await check(twice, { [repair.answer]: 'vt' })).verdict.state).toBe('ready')
  })

  it('that is a person is shown masked, answered without his name, and all such cells are one group', async () => {
    const people = [row(1, { 'Đơn vị giải quyết': 'Nguyễn Văn Mẫu' }), row(2, { 'Đơn vị giải quyết': 'Trần Thị Thử' })]
    const checked = await check(people)
    expect(faultOf(checked, 'unit.unknown')).toMatchObject({ value: '•••', rows: 2 })
    const { answer } = repairOf(checked, 'unit.unknown')
    expect(answer).toMatch(/^value:resolvingUnit:#[0-9a-f]{12}$/)
    expect(JSON.stringify(checked.verdict)).not.toMatch(/Văn Mẫu|Thị Thử/)
    expect((await check(people, { [answer]: '' })).verdict.state).toBe('ready')
  })

  it('written at length is answered by a hash, within the length of an id', async () => {
    const long = [row(1, { 'Đơn vị giải quyết': `Phường ${'rất dài '.repeat(40)}` })]
    const { answer } = repairOf(await check(long), 'unit.unknown')
    expect(answer.length).toBeLessThanOrEqual(200)
    expect((await check(long, { [answer]: 'vithanh' })).staged[0]?.row.resolvingUnit).toBe('vithanh')
  })
})

describe('words and cells', () => {
  it('a word that is on no list is chosen from the list', async () => {
    const rows = [row(1, { 'Trạng thái': 'Lơ lửng' }), row(2, { 'Trạng thái': 'Lơ lửng' })]
    const { kind, answer, choices, open } = repairOf(await check(rows), 'choice.unknown')
    expect({ kind, answer, open }).toEqual({ kind: 'choice', answer: 'value:status:Lơ lửng', open: false })
    expect(choices).toContainEqual({ value: '10', label: 'Đã trả kết quả' })
    expect((await check(rows, { [answer]: '10' })).staged.map(({ row }) => row.status)).toEqual(['10', '10'])
  })

  it('an error of a formula and a day that does not exist are retyped, or left empty where they may be', async () => {
    const rows = [
      row(1, { 'Ngày kết thúc xử lý': { broken: '#REF!' } }),
      row(2, { 'Ngày kết thúc xử lý': '31/11/2025' }),
    ]
    const checked = await check(rows)
    const broken = repairOf(checked, 'cell.broken')
    const unreal = repairOf(checked, 'date.unreal')
    expect([broken.kind, unreal]).toMatchObject(['text', { kind: 'text', open: true }])
    expect(unreal.answer).toBe('value:finishedAt:31/11/2025')
    const healed = await check(rows, { [broken.answer]: '', [unreal.answer]: '30/11/2025' })
    expect(healed.staged.map(({ row }) => row.finishedAt)).toEqual([null, '2025-11-30T00:00:00+07:00'])
  })
})

describe('days that are read the wrong way', () => {
  it('that do not exist as day and month are read as month and day, as one answer says', async () => {
    const rows = [row(1, { 'Ngày kết thúc xử lý': '25/10/2025' }), row(2, { 'Ngày kết thúc xử lý': '10/26/2025' })]
    const repair = repairOf(await check(rows), 'date.unreal')
    expect(repair).toMatchObject({ kind: 'dates', answer: 'dates:finishedAt', open: false })
    expect(repair.choices.map(({ value }) => value)).toEqual(['mdy', 'dmy'])
  })

  // 10/11/2025 is 10 November for us and 11 October for the sender, who received it on 15 October and finished on 20 October.
  it('in one column contradict the other: the order of that column heals', async () => {
    const rows = [row(1, { 'Ngày tiếp nhận': '12/10/2025', 'Ngày kết thúc xử lý': '11/10/2025' })]
    const repair = repairOf(await check(rows), 'V15')
    expect(repair).toMatchObject({ kind: 'dates', answer: 'dates:finishedAt' })
    expect((await check(rows, { [repair.answer]: 'mdy' })).staged[0]?.row.finishedAt).toBe('2025-11-10T00:00:00+07:00')
  })

  // Month first: received 12 January, finished 1 February. Day first: 1 December, 2 January of the same year.
  it('in both columns: one answer for all of them heals', async () => {
    const old = { 'Đơn vị tiếp nhận': 'Xã Vĩnh Trung' }
    const rows = [row(1, { ...old, 'Ngày tiếp nhận': '01/12/2025', 'Ngày kết thúc xử lý': '02/01/2025' })]
    const repair = repairOf(await check(rows), 'V15')
    expect(repair).toMatchObject({ kind: 'dates', answer: 'dates:*' })
    const { staged } = await check(rows, { 'dates:*': 'mdy' })
    expect(staged[0]?.row).toMatchObject({
      receivedAt: '2025-01-12T00:00:00+07:00',
      finishedAt: '2025-02-01T00:00:00+07:00',
    })
  })

  it('in the future: 05/12/2026 may be 12 May', async () => {
    const rows = [row(1, { 'Ngày tiếp nhận': '05/12/2026' })]
    const repair = repairOf(await check(rows), 'V15.future')
    expect(repair.answer).toBe('dates:receivedAt')
    expect((await check(rows, { [repair.answer]: 'mdy' })).verdict.state).toBe('ready')
  })

  it('is offered no order where none heals: typed dates, and days that fit neither way', async () => {
    const typed = [row(1, { 'Ngày tiếp nhận': { date: '2026-12-05T00:00:00' } })]
    expect(faultOf(await check(typed), 'V15.future').repair).toBeUndefined()
    const neither = [row(1, { 'Ngày tiếp nhận': '15/10/2025', 'Ngày kết thúc xử lý': '14/10/2025' })]
    expect(faultOf(await check(neither), 'V15').repair).toBeUndefined()
  })

  it('is found in a later row of the group', async () => {
    const rows = [
      row(1, { 'Ngày kết thúc xử lý': '14/10/2025' }),
      row(2, { 'Ngày tiếp nhận': '12/10/2025', 'Ngày kết thúc xử lý': '11/10/2025' }),
    ]
    expect(faultOf(await check(rows), 'V15')).toMatchObject({ rows: 2, repair: { answer: 'dates:finishedAt' } })
  })
})

describe('numbers in another style', () => {
  it('are read with the other decimal sign, as one answer says', async () => {
    const header = ['Chỉ tiêu', 'Đơn vị', 'Từ ngày', 'Đến ngày', 'Giá trị']
    const line = (code: string, value: string) => [code, 'Sở Tư pháp', '1/1/2025', '31/12/2025', value]
    const rows = [header, line('A', '98,63'), line('B', '85,9'), line('C', '19.97')]
    const take = (answers: Record<string, string>) =>
      checkSheets([sheetOf(rows)], requestFor('indicators', { answers }))
    const repair = repairOf(await take({}), 'V12')
    expect(repair).toMatchObject({ kind: 'numbers', answer: 'numbers:value', open: false })
    expect(repair.choices.map(({ value }) => value)).toEqual(['point', 'comma'])
  })
})

describe('more than a thousand different faults', () => {
  it('are listed up to a thousand, and counted', async () => {
    // 1,500 different names, 500 of them twice: 500 groups and 700 places are left after the first thousand.
    const names = Array.from({ length: 1500 }, (_, n) => `Xã Không Tên ${n}`)
    const rows = [...names, ...names.slice(1300)].map((name, n) => row(n, { 'Đơn vị giải quyết': name }))
    const { verdict } = await check(rows)
    expect(verdict.issues.filter(({ rule }) => rule === 'unit.unknown')).toHaveLength(1000)
    const more = verdict.issues.find(({ rule }) => rule === 'faults.more')
    expect(more?.message).toBe('Ngoài 1.000 nhóm lỗi đầu tiên còn 500 nhóm nữa, ở 700 chỗ.')
    expect(more?.en?.message).toBe('Besides the first 1,000 groups there are 500 more, in 700 places.')
  })
})
