import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChangedRow, ChangePart, ChangeQuery } from '../../shared/change.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Catalogue } from '../../shared/measures/catalogue.ts'
import { CATALOGUE } from '../../shared/measures/list.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import type { Figures } from './figures.ts'
import { openFigures } from './open-figures.ts'

const ACTOR = { name: 'lan', role: 'officer', reason: 'trial' } as const

let city: City
let figures: Figures
beforeAll(async () => {
  city = await openCity('2026-11-05T03:00:00Z', 'p')
  figures = city.figures
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  for (const dataset of ['dossiers', 'dossier-reports', 'index-scores']) await city.feed(dataset)
})
afterAll(() => city.end())

const dossier = (code: string, unit: string, received: string, more: Row = {}): Row => ({
  code,
  receivingUnit: unit,
  receivedAt: `2026-${received}T09:00:00+07:00`,
  ...more,
})
const ask = (measure: string, from: number, unit: string, more: Partial<ChangeQuery> = {}): ChangeQuery => ({
  measure,
  unit,
  period: { name: '2026-11' },
  from: { seq: from },
  ...more,
})
const head = async () => (await city.ledger.head()).seq
const partsOf = async (asked: ChangeQuery) => (await figures.change(asked, SYSTEM_SCOPE)).parts
const rowsOf = async (asked: ChangeQuery, part: ChangePart) => {
  const { total, rows } = await figures.changeRows({ ...asked, part }, SYSTEM_SCOPE)
  return { total, rows: rows as ChangedRow[] }
}

it('a switch of a feed is told apart from what it delivers', async () => {
  const ended = (code: string) => dossier(code, 'a', '11-02', { finishedAt: '2026-11-03T09:00:00+07:00' })
  await city.deliver('dossiers', [ended('1'), ended('2')])
  const seq = await head()
  const feed = await city.ledger.feed('dossiers', SYSTEM_SCOPE)
  if (!feed) throw new Error('no feed')
  await city.ledger.registerFeed({ ...feed, noDueDate: 'onTime' }, ACTOR)
  // The same two once more: without a due date, and now on time by the habit of their system. 3 is new to the ledger.
  await city.deliver('dossiers', [ended('1'), ended('2'), ended('3')])
  await city.ledger.registerFeed(feed, ACTOR)
  expect(await partsOf(ask('dossiers.onTime', seq, 'a'))).toEqual([
    { part: 'switches', value: 2, delta: 2, rows: 2 },
    { part: 'late', value: 3, delta: 1, rows: 1 },
  ])
  const { rows } = await rowsOf(ask('dossiers.onTime', seq, 'a'), 'switches')
  expect(rows.map(({ changed }) => changed)).toEqual([{ noDueOnTime: [null, true] }, { noDueOnTime: [null, true] }])
})

it('another definition is a part of its own, and each reading keeps its own', async () => {
  const seq = await head()
  // From here on a dossier counts as received only when it came online.
  const catalogue: Catalogue = {
    measures: CATALOGUE.measures.map(
      (measure): Measure =>
        measure.id === 'dossiers.received' && measure.kind === 'count'
          ? { ...measure, version: measure.version + 1, where: { in: ['channel', ['online']] } }
          : measure,
    ),
    superseded: [...CATALOGUE.superseded, ...CATALOGUE.measures.filter(({ id }) => id === 'dossiers.received')],
  }
  const later = openFigures({ ledger: city.ledger, clock: city.clock, homeUnit: async () => 'p', catalogue })
  await later.catalogue()
  // a has three dossiers, none of them online.
  const answer = await later.change(ask('dossiers.received', seq, 'a'), SYSTEM_SCOPE)
  expect([answer.before.figure.value, answer.after.figure.value]).toEqual([3, 0])
  expect(answer.parts).toEqual([{ part: 'definition', value: 0, delta: -3, rows: 3 }])
  const { total } = await later.changeRows({ ...ask('dossiers.received', seq, 'a'), part: 'definition' }, SYSTEM_SCOPE)
  expect(total).toBe(-3)
  await figures.catalogue()
})

describe('rows that take the place of a report', () => {
  it('are counted in, and the report out, in the same part', async () => {
    const october = { unit: 'b', from: '2026-10-01', to: '2026-10-31', receivedOnline: 18, receivedDirect: 100 }
    await city.deliver('dossier-reports', [october])
    const seq = await head()
    await city.deliver('dossiers', [dossier('11', 'b', '10-05'), dossier('12', 'b', '10-06')])
    const asked = ask('dossiers.received', seq, 'b', { period: { name: '2026-10' } })
    const answer = await figures.change(asked, SYSTEM_SCOPE)
    expect(answer.before.figure).toMatchObject({ value: 118, basis: 'reports' })
    expect(answer.after.figure).toMatchObject({ value: 2, basis: 'rows' })
    expect(answer.parts).toEqual([{ part: 'late', value: 2, delta: -116, rows: 3 }])
    const { total, rows } = await rowsOf(asked, 'late')
    expect(total).toBe(-116)
    expect(rows.map(({ dataset, before, after }) => [dataset, before, after])).toEqual([
      ['dossiers', 0, 1],
      ['dossiers', 0, 1],
      ['dossier-reports', 118, 0],
    ])
    // Page by page the same three.
    const first = await figures.changeRows({ ...asked, part: 'late', limit: 2 }, SYSTEM_SCOPE)
    const rest = await figures.changeRows({ ...asked, part: 'late', limit: 2, after: first.next ?? '' }, SYSTEM_SCOPE)
    expect([first.rows.length, rest.rows.length, rest.next]).toEqual([2, 1, undefined])
  })
})

it('a published score that was put right is a correction by the number it was wrong', async () => {
  const score = (total: number) => ({
    unit: 'a',
    periodKind: 'month',
    period: '2026-10',
    from: '2026-10-01',
    to: '2026-10-31',
    total,
  })
  await city.deliver('index-scores', [score(84.5)], { file: 'diem.xlsx' })
  const seq = await head()
  await city.deliver('index-scores', [score(86)], { file: 'diem-sua.xlsx' })
  const asked = ask('index.total', seq, 'a', { period: { name: '2026-10' } })
  expect(await partsOf(asked)).toEqual([{ part: 'correction', value: 86, delta: 1.5, rows: 1 }])
  expect((await rowsOf(asked, 'correction')).rows).toMatchObject([
    { before: 84.5, after: 86, weight: 1.5, file: 'diem-sua.xlsx', changed: { total: [84.5, 86] } },
  ])
})

describe('a delivery without a row of the unit', () => {
  it('turns its silence into a zero: new, with no row', async () => {
    const seq = await head()
    // b has dossiers since October; until the 5th the feed spoke of November, of December nobody did.
    city.clock.set(new Date('2026-12-03T03:00:00Z'))
    await city.deliver('dossiers', [dossier('21', 'a', '12-02')])
    const asked = ask('dossiers.received', seq, 'b', { period: { name: '2026-12' } })
    const answer = await figures.change(asked, SYSTEM_SCOPE)
    expect([answer.before.figure.none, answer.after.figure.value, answer.delta]).toEqual(['noData', 0, null])
    expect(answer.parts).toEqual([{ part: 'new', value: 0, delta: null, rows: 0 }])
  })
})

it('a feed that is put to another unit silences the others, without a commit', async () => {
  const from = { time: city.clock.now().toISOString() }
  city.clock.set(new Date('2026-12-03T04:00:00Z'))
  const feed = await city.ledger.feed('dossiers', SYSTEM_SCOPE)
  if (!feed) throw new Error('no feed')
  await city.ledger.registerFeed({ ...feed, unit: 'a' }, ACTOR)
  const asked = { ...ask('dossiers.received', 0, 'b', { period: { name: '2026-12' } }), from }
  const answer = await figures.change(asked, SYSTEM_SCOPE)
  expect([answer.before.figure.value, answer.after.figure.none]).toEqual([0, 'noData'])
  expect(answer.parts).toEqual([{ part: 'switches', value: null, delta: null, rows: 0 }])
  city.clock.set(new Date('2026-12-03T05:00:00Z'))
  await city.ledger.registerFeed({ ...feed, unit: null }, ACTOR)
})

it('a row counts otherwise by what another dataset says of it: it is named, though it did not change', async () => {
  await city.feed('procedures')
  await city.deliver('procedures', [
    { code: '1.000001', name: 'Khai sinh', unit: 'p', serviceLevel: 'full' },
    { code: '1.000002', name: 'Khai tử', unit: 'p', serviceLevel: 'full' },
  ])
  const seq = await head()
  const online = { channel: 'online', procedureCode: '1.000002' }
  await city.deliver('dossiers', [dossier('41', 'a', '12-02', online)])
  const asked = ask('procedures.withDossiers', seq, 'p', { period: { name: '2026-12' } })
  expect(await partsOf(asked)).toEqual([{ part: 'late', value: 1, delta: 1, rows: 1 }])
  expect((await rowsOf(asked, 'late')).rows).toMatchObject([
    { dataset: 'procedures', name: 'Khai tử', before: 0, after: 1, changed: {} },
  ])
})

describe('what is taken back', () => {
  it('by its source is a correction, named by the row that announced it', async () => {
    await city.deliver('dossiers', [
      dossier('31', 'd', '12-01'),
      dossier('32', 'd', '12-01'),
      dossier('33', 'd', '12-01'),
    ])
    const seq = await head()
    const { batch } = await city.deliver('dossiers', [{ ...dossier('32', 'd', '12-01'), deleted: true }], {
      file: 'xoa.csv',
    })
    const asked = ask('dossiers.received', seq, 'd', { period: { name: '2026-12' } })
    expect(await partsOf(asked)).toEqual([{ part: 'correction', value: 2, delta: -1, rows: 1 }])
    expect((await rowsOf(asked, 'correction')).rows).toMatchObject([{ batch, file: 'xoa.csv', rowNo: 2, unit: 'd' }])
  })

  it('brings back what counted before, as a withdrawal too', async () => {
    // A file moves 31 from d to a; the file is withdrawn.
    const moved = await city.deliver('dossiers', [dossier('31', 'a', '12-01')])
    const seq = await head()
    await city.ledger.withdraw(moved.batch, { within: figures.adjust, actor: ACTOR })
    const period = { name: '2026-12' }
    expect(await partsOf(ask('dossiers.received', seq, 'd', { period }))).toEqual([
      { part: 'withdrawal', value: 2, delta: 1, rows: 1 },
    ])
    // Seen from before the file, nothing happened at all.
    expect(await partsOf(ask('dossiers.received', seq - 1, 'd', { period }))).toEqual([])
    expect(await partsOf(ask('dossiers.received', seq - 1, 'p', { period }))).toEqual([])
  })
})

describe('a change that cannot be told', () => {
  const refused = (asked: ChangeQuery) => expect(figures.change(asked, SYSTEM_SCOPE)).rejects
  it('is refused by name', async () => {
    await refused(ask('dossiers.received', 4, 'a', { to: { seq: 3 } })).toMatchObject({ code: 'IOC_BAD_QUERY' })
    await refused(ask('dossiers.received', 4, 'a', { suppressBelow: 5 })).toMatchObject({ code: 'IOC_BAD_QUERY' })
    await refused(ask('dossiers.received', 999_999, 'a')).toMatchObject({ code: 'IOC_BAD_QUERY' })
    await refused(ask('dossiers.none', 4, 'a')).toMatchObject({ code: 'IOC_UNKNOWN_MEASURE' })
  })

  it('shows no row to whom rows are not shown', async () => {
    const asked = { ...ask('dossiers.received', 3, 'a'), part: 'late' } as const
    await expect(figures.changeRows(asked, { ...SYSTEM_SCOPE, rows: false })).rejects.toMatchObject({
      code: 'IOC_ROWS_NOT_ALLOWED',
    })
  })
})
