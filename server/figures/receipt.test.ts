import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import { MEASURES } from '../../shared/measures/list.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { City } from '../test/city.ts'
import { dossier, NOVEMBER, openNovember } from '../test/november.ts'

let city: City
beforeAll(async () => {
  city = await openNovember()
})
afterAll(() => city.end())

const receiptOf = (measure: string, more: Partial<Query> = {}) =>
  city.figures.receipt({ measures: [measure], measure, period: NOVEMBER, ...more }, SYSTEM_SCOPE)
const leftOutOf = async (measure: string, more: Partial<Query> = {}) =>
  Object.fromEntries((await receiptOf(measure, more)).leftOut.map(({ reason, rows }) => [reason, rows]))

describe('the receipt of the on-time rate of a province', () => {
  it('says what is divided by what, by which law, and as of when', async () => {
    const { definition, asOf, unit, period, tree } = await receiptOf('dossiers.onTimeRate')
    expect(definition).toMatchObject({
      id: 'dossiers.onTimeRate',
      numerator: ['dossiers.early', 'dossiers.onTime'],
      denominator: ['dossiers.early', 'dossiers.onTime', 'dossiers.late'],
      unitOfMeasure: 'fraction',
      formula: {
        vi: '(Giải quyết trước hạn + Giải quyết đúng hạn) / (Giải quyết trước hạn + Giải quyết đúng hạn + Giải quyết quá hạn)',
      },
      source: expect.stringContaining('766/QĐ-TTg'),
    })
    // seq 1 the measures, 2 the units, 3 and 4 the deliveries
    expect(asOf).toMatchObject({ seq: 4, now: '2026-11-18T03:00:00.000Z' })
    expect([unit, period, tree]).toEqual([
      { id: 'p', name: 'Tỉnh P' },
      { from: '2026-11-01', to: '2026-11-30' },
      { seq: 2, units: 'then' },
    ])
  })

  it('counts the dossiers behind it: 1, 2, 21 in time of 1, 2, 3, 21', async () => {
    const { figure, counted } = await receiptOf('dossiers.onTimeRate')
    expect(figure).toMatchObject({ value: 3 / 4, numerator: 3, denominator: 4 })
    expect(counted).toEqual({ rows: 4, weight: 4, hits: 3 })
  })

  it('shows the very cell that an answer shows', async () => {
    const asked: Query = { measures: ['dossiers.onTimeRate'], unit: 'a', period: NOVEMBER }
    const { figure } = await receiptOf('dossiers.onTimeRate', { unit: 'a' })
    expect(figure).toEqual((await city.ask(asked))['dossiers.onTimeRate'])
  })

  it('names the feeds with their owners, their rows and their last delivery', async () => {
    const { feeds } = await receiptOf('dossiers.onTimeRate')
    expect(feeds).toMatchObject([
      {
        feed: 'igate',
        title: 'Một cửa điện tử',
        owner: 'Văn phòng UBND',
        rows: 3,
        lastBatch: { file: 'thang-11.xlsx', seq: 3, committedAt: '2026-11-18T03:00:00.000Z' },
      },
      { feed: 'land', owner: null, rows: 1, lastBatch: { file: null, seq: 4 } },
    ])
  })

  it('leaves out what has no due date, and what was returned', async () => {
    // 4 resolved without a due date; 5 left the queue in November without a result
    expect(await leftOutOf('dossiers.onTimeRate')).toEqual({ noDueDate: 1, returned: 1 })
  })
})

describe('what other figures leave out', () => {
  it('of those received: refused and only registered ones', async () => {
    const { figure, leftOut } = await receiptOf('dossiers.received')
    // 13 less 6 and 7
    expect(figure.value).toBe(11)
    expect(leftOut).toEqual([
      {
        reason: 'notAccepted',
        rows: 2,
        text: { vi: 'Trạng thái: mới đăng ký hoặc không được tiếp nhận', en: 'Status: only registered or refused' },
      },
    ])
  })

  it('of those resolved: the returned one', async () => {
    expect(await leftOutOf('dossiers.resolved')).toEqual({ returned: 1 })
  })

  it('of those late: early, on their day, without a due date', async () => {
    const { counted, leftOut } = await receiptOf('dossiers.late', { unit: 'a' })
    expect(counted).toEqual({ rows: 1, weight: 1 })
    // 1 and 2 are not before their end; 4 has no due date; 5 came back
    expect(leftOut.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['not.before.dueOn.finishedOn', 2],
      ['noDueDate', 1],
      ['returned', 1],
    ])
    expect(leftOut[0]?.text.vi).toBe('Ngày hẹn trả không trước ngày kết thúc xử lý')
  })

  it('of those overdue today: what is paused, has no due date, is not yet due, is not accepted', async () => {
    const { figure, leftOut } = await receiptOf('dossiers.overdue')
    expect(figure.value).toBe(2) // 9 and 10
    expect(Object.fromEntries(leftOut.map(({ reason, rows }) => [reason, rows]))).toEqual({
      notAccepted: 2, // 6, 7
      noDueDate: 1, // 12
      paused: 1, // 8
      notYetDue: 1, // 11
    })
    expect(leftOut.map(({ text }) => text.vi)).toEqual(
      expect.arrayContaining(['Chưa qua ngày hẹn trả', 'Không có ngày hẹn trả', 'Đang tạm dừng, chờ công dân']),
    )
  })

  it('of those that a period begins with: what was not accepted', async () => {
    // open at the end of 9 November: 2, 3, 8, 9, 10, 11, 12 and 21
    const receipt = await receiptOf('dossiers.carriedOver', { period: { from: '2026-11-10', to: '2026-11-18' } })
    expect(receipt).toMatchObject({ figure: { value: 8 }, counted: { rows: 8, weight: 8 } })
    expect(receipt.leftOut).toMatchObject([{ reason: 'notAccepted', rows: 2 }])
  })

  it('of those due soon: overdue, paused or not, and without a due date', async () => {
    // 11 is due on the next working day; 8, 9 and 10 are past; 12 has none; 6 and 7 are not accepted
    expect(await leftOutOf('dossiers.dueSoon')).toEqual({ alreadyDue: 3, noDueDate: 1, notAccepted: 2 })
    expect((await receiptOf('dossiers.dueSoon')).counted).toEqual({ rows: 1, weight: 1 })
  })

  it('of those within their deadline: the overdue that are taken away', async () => {
    const { figure, counted, leftOut } = await receiptOf('dossiers.openWithin')
    // open 8, 9, 10, 11, 12 less overdue 9, 10
    expect([figure.value, counted.weight]).toEqual([3, 3])
    expect(leftOut[0]).toMatchObject({ rows: 2 })
    expect(leftOut.map(({ reason }) => reason)).toContain('subtracted.dossiers.overdue')
  })

  it('is nothing where nobody delivered, and of a zero the feeds that vouch for it are named', async () => {
    const none = await receiptOf('dossiers.received', { unit: 'd' })
    expect(none).toMatchObject({ figure: { value: null, none: 'noData' }, counted: { rows: 0, weight: 0 } })
    const zero = await receiptOf('dossiers.late', { unit: 'b' })
    expect(zero).toMatchObject({ figure: { value: 0 }, counted: { rows: 0, weight: 0 } })
    expect(zero.feeds.map(({ feed, rows }) => [feed, rows])).toContainEqual(['land', 0])
  })

  it('is not told where the figure is too small to show', async () => {
    const hidden = await receiptOf('dossiers.late', { suppressBelow: 5 })
    expect(hidden).toMatchObject({ figure: { value: null, none: 'suppressed' }, counted: { rows: 0 }, leftOut: [] })
    expect(hidden.feeds.every(({ rows }) => rows === 0)).toBe(true)
  })
})

describe('deliveries beside the figure', () => {
  it('stale rows are those that a newer statement had overtaken', async () => {
    // An older export of dossiers 11 and 12 arrives late: 12 was already delivered as newer, so nothing of it counts.
    await city.deliver('igate', [dossier('12', '2026-11-06', { field: 'Đất đai' })], {
      extractedAt: '2026-11-07T00:00:00+07:00',
    })
    expect(await leftOutOf('dossiers.received')).toEqual({ notAccepted: 2, stale: 1 })
    expect(await leftOutOf('dossiers.received', { unit: 'b' })).toEqual({})
    expect(await leftOutOf('dossiers.received', { at: { seq: 4 } })).toEqual({ notAccepted: 2 })
  })

  it('rows that the checks refused are told by rule, and gone when their delivery is withdrawn', async () => {
    const batch = await city.stage('land', [{ ...dossier('22', '2026-11-10'), receivingUnit: 'b' }], {
      refused: { V15: 2, 'unit.unknown': 1 },
    })
    const how = { within: city.figures.adjust, actor: { name: 'lan', role: 'officer' as const }, dropRejected: true }
    await city.ledger.commit(batch, how)
    const { leftOut } = await receiptOf('dossiers.received', { unit: 'b' })
    expect(leftOut).toMatchObject([
      {
        reason: 'rejected',
        rows: 3,
        rules: [
          { rule: 'V15', rows: 2 },
          { rule: 'unit.unknown', rows: 1 },
        ],
      },
    ])
    await city.ledger.withdraw(batch, how)
    expect(await leftOutOf('dossiers.received', { unit: 'b' })).toEqual({})
  })

  it('reports of months for which rows speak are set aside, and rows where reports alone are asked for', async () => {
    await city.deliver('dossier-reports', [
      { unit: 'a', from: '2026-11-01', to: '2026-11-30', resolved: 99, received: 99, carriedOver: 0 },
    ])
    expect(await leftOutOf('dossiers.resolved', { unit: 'a' })).toEqual({ returned: 1, otherBasis: 1 })
    const reports = await receiptOf('dossiers.resolved', { unit: 'a', basis: 'reports' })
    expect(reports).toMatchObject({ figure: { value: 99 }, counted: { rows: 1, weight: 99 } })
    expect(reports.leftOut).toMatchObject([{ reason: 'otherBasis', rows: 4 }]) // 1, 2, 3, 4
    expect(reports.feeds).toMatchObject([{ feed: 'dossier-reports', rows: 1 }])
  })

  it('rows of a unit that the tree does not know are told', async () => {
    const { batch } = await city.deliver('land', [{ ...dossier('23', '2026-11-10'), receivingUnit: 'nowhere' }])
    expect(await leftOutOf('dossiers.received')).toMatchObject({ noUnit: 1 })
    await city.ledger.withdraw(batch, { within: city.figures.adjust, actor: { name: 'lan', role: 'officer' } })
    expect(await leftOutOf('dossiers.received')).not.toHaveProperty('noUnit')
  })

  it('a published score names feed, file, sheet, row and period', async () => {
    const october = { periodKind: 'month', period: '2026-10', from: '2026-10-01', to: '2026-10-31' }
    await city.deliver(
      'index-scores',
      [
        { unit: 'b', ...october, total: 90 },
        { unit: 'a', ...october, total: 84.5 },
      ],
      { file: 'diem-766.csv' },
    )
    const receipt = await receiptOf('index.total', { unit: 'a', period: { name: '2026' } })
    expect(receipt).toMatchObject({
      figure: { value: 84.5, period: '2026-10' },
      counted: { rows: 1, weight: 1 },
      feeds: [{ feed: 'index-scores', rows: 1, lastBatch: { file: 'diem-766.csv' } }],
      published: {
        feed: 'index-scores',
        file: 'diem-766.csv',
        sheet: 'Trang 1',
        rowNo: 3,
        unit: 'a',
        from: '2026-10-01',
        to: '2026-10-31',
      },
      leftOut: [],
    })
  })
})

it.each(MEASURES.map((measure) => [measure.id, measure] as const))(
  'what counts in %s is what the figure says',
  async (id, { kind }) => {
    const { figure, counted, definition } = await receiptOf(id)
    expect(definition.formula.vi.length * definition.formula.en.length).toBeGreaterThan(0)
    if (figure.value === null || kind === 'oldest' || kind === 'reported') return
    expect(counted.weight).toBe(figure.denominator ?? figure.n ?? figure.value)
    expect(counted.hits).toBe(figure.numerator)
  },
)

it('a receipt follows a figure back to an earlier seq', async () => {
  const before = await receiptOf('dossiers.received', { at: { seq: 3 } })
  expect(before).toMatchObject({ asOf: { seq: 3 }, figure: { value: 10 }, counted: { rows: 10 } })
  expect(before.feeds.map(({ feed }) => feed)).toEqual(['igate'])
  const row = (await city.ask({ measures: ['dossiers.received'], period: NOVEMBER, at: { seq: 3 } })) as Record<
    string,
    Cell
  >
  expect(before.figure).toEqual(row['dossiers.received'])
})
