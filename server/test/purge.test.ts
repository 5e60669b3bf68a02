import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { feedback } from '../../shared/datasets/feedback.ts'
import { indexScores } from '../../shared/datasets/index-scores.ts'
import type { Query } from '../../shared/query.ts'
import { type Actor, type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from './city.ts'
import { dumpOf } from './dump.ts'

const ACTOR: Actor = { name: 'mai', role: 'operator', reason: 'hết thời hạn lưu' }
const at = (day: string) => `${day}T09:00:00+07:00`
const row = (code: string, received: string, finished?: string) => ({
  code,
  receivingUnit: 'a',
  receivedAt: at(received),
  dueAt: at('2020-03-10'),
  ...(finished !== undefined && { finishedAt: at(finished) }),
})
const YEARS: Query = {
  measures: ['dossiers.received', 'dossiers.onTimeRate', 'dossiers.open', 'dossiers.overdue', 'feedback.received'],
  by: ['unit'],
  unit: 'p',
  period: { from: '2020-01-01', to: '2020-12-31' },
}

let city: City
const seqs: number[] = []
beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  const deliver = async (feed: string, rows: Parameters<City['deliver']>[1], extractedAt: string) =>
    seqs.push((await city.deliver(feed, rows, { extractedAt })).seq)
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers')
  await city.feed('feedback')
  await deliver(
    'dossiers',
    [row('OLD-1', '2020-03-02'), row('OLD-2', '2020-03-03', '2020-03-12')],
    '2020-03-13T01:00:00Z',
  )
  // OLD-1 is finished later, OLD-3 waits to this day, NEW-1 is too young
  await deliver(
    'dossiers',
    [row('OLD-1', '2020-03-02', '2020-03-09'), row('OLD-3', '2020-04-01')],
    '2020-04-02T01:00:00Z',
  )
  await deliver(
    'dossiers',
    [row('NEW-1', '2025-03-02', '2025-03-09'), row('LATE-1', '2020-05-04', '2024-01-09')],
    '2025-04-02T01:00:00Z',
  )
  // an older word about OLD-2 that is recorded and does not count, and the same word again about OLD-1
  await deliver('dossiers', [row('OLD-2', '2020-03-03')], '2020-03-05T01:00:00Z')
  await deliver('dossiers', [row('OLD-1', '2020-03-02', '2020-03-09')], '2025-05-02T01:00:00Z')
  await deliver(
    'feedback',
    [
      {
        code: 'PA-1',
        unit: 'b',
        receivedAt: at('2020-06-01'),
        status: 'answered',
        answeredAt: at('2020-06-03'),
        lng: 105.8,
        lat: 10.1,
      },
    ],
    '2020-06-04T01:00:00Z',
  )
})
afterAll(() => city.end())

const figuresAt = async (seq: number, query: Query = YEARS) => {
  const { rows } = await city.figures.answer({ ...query, at: { seq } }, SYSTEM_SCOPE)
  return JSON.stringify(rows)
}
const keysOf = (dataset: 'dossiers' | 'feedback') =>
  city.ledger.read(SYSTEM_SCOPE, (reading) =>
    reading.query<{ key: string }>(`select distinct key from rows_${dataset} where batch_id is not null`),
  )

describe('a purge', () => {
  it('is not undone by a delivery that replaces its whole period and cannot name the purged rows any more', async () => {
    const count = async () => {
      const asked = { measures: ['dossiers.received'], unit: 'p', period: { from: '2018-01-01', to: '2018-12-31' } }
      return (await city.ask(asked))['dossiers.received']
    }
    const speaksFor = { unit: null, from: '2018-01-01', to: '2018-12-31' }
    await city.feed('dossiers', { id: 'whole', mode: 'replace', namespace: 'whole' })
    const rows = [row('W-1', '2018-03-02', '2018-03-09'), row('W-2', '2018-03-03')]
    await city.deliver('whole', rows, { speaksFor, extractedAt: '2018-04-01T01:00:00Z' })
    await city.ledger.purge({ dataset: dossiers, before: '2019-01-01' }, ACTOR)
    // only what still waits is delivered again: W-1 was purged and stays, W-2 is finished
    await city.deliver('whole', [row('W-2', '2018-03-03', '2026-11-12')], {
      speaksFor,
      extractedAt: '2026-11-13T01:00:00Z',
    })
    expect(await count()).toMatchObject({ value: 2 })
    expect(await city.figures.verify()).toMatchObject({ differences: [], faults: [] })
  })

  it('is refused before the least age, and where rows are about nobody', async () => {
    await expect(city.ledger.purge({ dataset: dossiers, before: '2021-11-19' }, ACTOR)).rejects.toMatchObject({
      code: 'IOC_PURGE_TOO_YOUNG',
      at: { before: '2021-11-18' },
    })
    await expect(city.ledger.purge({ dataset: indexScores, before: '2019-01-01' }, ACTOR)).rejects.toMatchObject({
      code: 'IOC_PURGE_NOBODY',
    })
  })

  it('leaves every figure at every earlier seq as it was, to the byte, and erases who it was about', async () => {
    const before = await Promise.all(seqs.map((seq) => figuresAt(seq)))
    const keys = (await keysOf('dossiers')).map(({ key }) => key)
    const old = await city.ledger.reveal(dossiers, keys, ACTOR, SYSTEM_SCOPE)
    const gone = [...old].filter(([, code]) => ['OLD-1', 'OLD-2'].includes(code)).map(([key]) => key)
    expect(gone).toHaveLength(2)
    const pending = await city.stage('dossiers', [row('OLD-1', '2020-03-02', '2020-03-08')], {
      extractedAt: '2026-01-02T01:00:00Z',
    })

    const head = await city.ledger.head()
    const purged = await city.ledger.purge({ dataset: dossiers, before: '2021-01-01' }, ACTOR)
    expect(purged).toEqual({ seq: head.seq + 1, rows: 2, codes: 2 })
    expect(await Promise.all(seqs.map((seq) => figuresAt(seq)))).toEqual(before)
    expect(await figuresAt(purged.seq)).toBe(await figuresAt(head.seq))

    await expect(city.ledger.commit(pending, { within: city.figures.adjust, actor: ACTOR })).rejects.toMatchObject({
      code: 'IOC_PURGED_MEANWHILE',
    })
    await city.ledger.discard(pending, ACTOR)
    const dump = await dumpOf(city.url, { except: ['audit'] })
    for (const key of gone) expect(dump).not.toContain(key)
    expect(await city.ledger.reveal(dossiers, gone, ACTOR, SYSTEM_SCOPE)).toEqual(new Map())
    expect(await city.figures.verify()).toMatchObject({ differences: [], faults: [] })
  })

  it('is said by the receipts: purged rows count and are not listed', async () => {
    const asked = { measures: ['dossiers.received'], measure: 'dossiers.received', unit: 'p', period: YEARS.period }
    const receipt = await city.figures.receipt(asked, SYSTEM_SCOPE)
    expect(receipt.figure.value).toBe(4)
    expect(receipt.counted).toEqual({ rows: 4, weight: 4, purged: 2 })
    const { total, purged, rows } = await city.figures.rows(asked, SYSTEM_SCOPE)
    expect([total, purged, rows.length]).toEqual([4, 2, 2])
    const young = await city.figures.receipt(
      { ...asked, period: { from: '2025-01-01', to: '2025-12-31' } },
      SYSTEM_SCOPE,
    )
    expect(young.counted).toEqual({ rows: 1, weight: 1 })
  })

  it('keeps one key over all versions of a row', async () => {
    // OLD-1 (two versions), OLD-2 (one, and a stale one), OLD-3, LATE-1, NEW-1; W-1, W-2 (two)
    const keys = (await keysOf('dossiers')).map(({ key }) => key)
    expect(keys).toHaveLength(7)
    expect(keys.filter((key) => /^purged:[0-9a-f]{32}$/.test(key))).toHaveLength(3)
  })

  it('forgets positions', async () => {
    await city.ledger.purge({ dataset: feedback, before: '2021-01-01' }, ACTOR)
    const dump = await dumpOf(city.url)
    expect(dump).not.toContain('105.8')
    expect(JSON.parse(await figuresAt((await city.ledger.head()).seq))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ unit: 'b', 'feedback.received': expect.objectContaining({ value: 1 }) }),
      ]),
    )
  })

  it('takes what is delivered again of that time as a fault, and what still waits as a change', async () => {
    const batch = await city.stage(
      'dossiers',
      [row('OLD-1', '2020-03-02', '2020-03-09'), row('OLD-9', '2020-12-31'), row('OLD-3', '2020-04-01', '2026-11-02')],
      { extractedAt: '2026-11-03T01:00:00Z' },
    )
    const settled = await city.ledger.batch(batch, SYSTEM_SCOPE)
    expect(settled).toMatchObject({
      state: 'refused',
      rows: { read: 3, accepted: 1, rejected: 2, new: 0, changed: 1 },
      issues: [{ rule: 'row.purged', rows: 2, firstRows: [2, 3], params: { before: '2021-01-01' } }],
      problem: { code: 'IOC_ROWS_REFUSED' },
    })
    await city.ledger.setState(batch, 'ready')
    await city.ledger.commit(batch, { within: city.figures.adjust, actor: ACTOR, dropRejected: true })
    // of 2020: OLD-1, OLD-2, OLD-3, LATE-1, as before
    const row2020 = await city.ask({ measures: ['dossiers.received'], unit: 'p', period: YEARS.period })
    expect(row2020['dossiers.received']).toMatchObject({ value: 4 })
    expect(await city.figures.verify()).toMatchObject({ differences: [], faults: [] })
  })

  it('survives the withdrawal of what was purged', async () => {
    const [batch] = (await city.ledger.batches({ feed: 'dossiers', state: 'committed' }, SYSTEM_SCOPE)).filter(
      ({ seq }) => seq === seqs[1],
    )
    await city.ledger.withdraw(batch?.id ?? '', { within: city.figures.adjust, actor: ACTOR })
    // OLD-1 still counts by its last delivery; OLD-3 by that of 2026
    const row2020 = await city.ask({ measures: ['dossiers.received'], unit: 'p', period: YEARS.period })
    expect(row2020['dossiers.received']).toMatchObject({ value: 4 })
    expect(await city.figures.verify()).toMatchObject({ differences: [], faults: [] })
  })

  it('is written down', async () => {
    const [last] = await city.ledger.purges()
    expect(last).toMatchObject({ dataset: 'feedback', before: '2021-01-01', rows: 1, codes: 1, actor: 'mai' })
    const { lines } = await city.ledger.audit.page({ action: 'rows.purged' })
    expect(lines.map(({ detail }) => detail)).toMatchObject([
      { dataset: 'feedback', seq: last?.seq },
      { dataset: 'dossiers', rows: 2, codes: 2 },
      { dataset: 'dossiers', rows: 1, codes: 1 },
    ])
  })
})

describe('a revealed code', () => {
  const visitor = (more: Partial<Scope> = {}): Scope => ({
    actor: 'lan',
    role: 'officer',
    units: 'all',
    rows: true,
    ...more,
  })

  it('is told of rows that the caller sees, after the line of the audit', async () => {
    const keys = (await keysOf('dossiers')).map(({ key }) => key)
    const head = (await city.ledger.audit.head())?.id ?? 0
    const told = await city.ledger.reveal(dossiers, [...keys, 'x'.repeat(22)], ACTOR, visitor())
    expect([...told.values()].sort()).toEqual(['LATE-1', 'NEW-1', 'OLD-3', 'W-2'])
    const [line] = (await city.ledger.audit.page({ limit: 1 })).lines
    expect(line).toMatchObject({
      id: head + 1,
      action: 'codes.revealed',
      reason: 'hết thời hạn lưu',
      detail: { dataset: 'dossiers', asked: 8, revealed: 4, keys: [...told.keys()].sort() },
    })
    expect(JSON.stringify(line)).not.toMatch(/LATE-1|NEW-1|OLD-3|W-2/)
  })

  it('stays hidden from another unit and from who may not see rows, and the attempt is written down', async () => {
    const keys = (await keysOf('dossiers')).map(({ key }) => key)
    expect(await city.ledger.reveal(dossiers, keys, ACTOR, visitor({ units: ['b'] }))).toEqual(new Map())
    const [line] = (await city.ledger.audit.page({ limit: 1 })).lines
    expect(line).toMatchObject({ unit: 'b', detail: { asked: 7, revealed: 0, keys: [] } })
    expect(await city.ledger.reveal(dossiers, keys, ACTOR, visitor({ rows: false }))).toEqual(new Map())
  })
})
