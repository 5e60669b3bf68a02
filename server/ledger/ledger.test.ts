import { afterAll, beforeAll, expect, it } from 'vitest'
import { units } from '../../shared/datasets/units.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import {
  ACTOR,
  deliver,
  feedOf,
  NOTHING_WITHIN,
  openTrial,
  prepare,
  SECRET,
  seenAt,
  type Trial,
  toStaged,
  verdictOf,
  visits,
} from '../test/ledger-trial.ts'
import { openPool } from './connection.ts'
import { openLedger } from './postgres.ts'

let trial: Trial
beforeAll(async () => {
  trial = await openTrial()
  await trial.ledger.registerFeed(feedOf('a'), ACTOR)
})
afterAll(() => trial.end())

async function staged(file: boolean): Promise<number> {
  const pool = openPool(trial.url)
  const { rows } = await pool.query<{ n: number }>('select count(*) as n from staging_visits')
  const tables = await pool.query(`select 1 from pg_class where relname like 'staging_visits_%' and relkind = 'r'`)
  await pool.end()
  return (rows[0]?.n ?? 0) + (file ? tables.rows.length : 0)
}

it('refuses to give a known feed another dataset or namespace, and lets its title change', async () => {
  const register = (more: object) => trial.ledger.registerFeed(feedOf('a', more), ACTOR)
  await expect(register({ namespace: 'other' })).rejects.toMatchObject({ code: 'IOC_FEED_CONFLICT', statusCode: 409 })
  await expect(register({ dataset: 'units' })).rejects.toMatchObject({ code: 'IOC_FEED_CONFLICT' })
  expect(await register({ title: 'Một cửa' })).toMatchObject({ title: 'Một cửa' })
  expect(await trial.ledger.feed('a', SYSTEM_SCOPE)).toMatchObject({ title: 'Một cửa', namespace: 'a' })
})

it.each([true, false])(
  'leaves nothing in staging once a batch is committed or discarded (a file: %s)',
  async (file) => {
    await deliver(trial, 'a', [{ key: `s${file}`, n: 1 }], { file })
    const dropped = await prepare(trial, 'a', [{ key: 'never', n: 1 }], { file })
    expect(await staged(file)).toBeGreaterThan(0)
    await trial.ledger.discard(dropped, ACTOR)
    expect(await staged(file)).toBe(0)
    expect((await trial.ledger.batch(dropped, SYSTEM_SCOPE))?.state).toBe('discarded')
  },
)

it('finds batches that were not finished, and those whose staged rows went with a crash', async () => {
  const { ledger } = trial
  const begun = await ledger.openBatch(
    { dataset: 'visits', feed: 'a', file: null, period: null, extractedAt: null },
    SYSTEM_SCOPE,
  )
  await ledger.stage(begun.id, visits, toStaged([{ key: 'begun' }]))
  const ready = await prepare(trial, 'a', [{ key: 'ready' }])
  const lost = await prepare(trial, 'a', [{ key: 'lost' }])
  const pool = openPool(trial.url)
  await pool.query('delete from staging_visits where batch_id = $1', [lost])
  await pool.end()
  await expect(ledger.commit(lost, { within: NOTHING_WITHIN, actor: ACTOR })).rejects.toMatchObject({
    code: 'IOC_STAGING_LOST',
    statusCode: 409,
  })
  const unfinished = await ledger.unfinished()
  expect(unfinished.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(
    [`${begun.id} receiving`, `${lost} checking`].sort(),
  )
  for (const { id } of unfinished) await ledger.discard(id, ACTOR)
  await ledger.commit(ready, { within: NOTHING_WITHIN, actor: ACTOR })
})

it('drops at its start the staging that a killed server left of a batch that is over, and no other', async () => {
  const [over, open] = [
    await prepare(trial, 'a', [{ key: 'o1' }], { file: true }),
    await prepare(trial, 'a', [{ key: 'o2' }], { file: true }),
  ]
  const pool = openPool(trial.url)
  await pool.query(`update batches set state = 'discarded' where id = $1`, [over])
  const { url, clock } = trial
  await (await openLedger({ url, dataDir: 'unused', secret: SECRET, clock, datasets: [visits, units] })).close()
  const left = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relname like 'staging_visits_%' and relkind = 'r'`,
  )
  await pool.end()
  expect(left.rows).toEqual([{ name: `staging_visits_${open}` }])
  await trial.ledger.discard(open, ACTOR)
})

it('stages a batch anew when it is checked again', async () => {
  const batch = await prepare(trial, 'a', [{ key: 'wrong', n: 1 }])
  await trial.ledger.setState(batch, 'checking')
  await trial.ledger.stage(batch, visits, toStaged([{ key: 'right', n: 2 }]))
  await trial.ledger.settle(batch, verdictOf({ read: 1, accepted: 1, sheets: [] }))
  const { seq } = await trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR })
  const seen = await seenAt(trial, seq)
  expect(seen).toContain('right=2')
  expect(seen).not.toContain('wrong')
})

it('does the work of an idempotency key once and answers its repetitions alike', async () => {
  let times = 0
  const work = async () => ({ times: ++times })
  expect(await trial.ledger.once('k1', 'body', work)).toEqual({ times: 1 })
  expect(await trial.ledger.once('k1', 'body', work)).toEqual({ times: 1 })
  await expect(trial.ledger.once('k1', 'other', work)).rejects.toMatchObject({
    code: 'IOC_KEY_REUSED',
    statusCode: 422,
  })
  await expect(trial.ledger.once('k2', 'body', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await trial.ledger.once('k2', 'body', work)).toEqual({ times: 2 })
})

it('refuses a repetition while the first request is at work', async () => {
  let finish = () => {}
  const first = trial.ledger.once(
    'k3',
    'body',
    () =>
      new Promise<string>((done) => {
        finish = () => done('done')
      }),
  )
  await expect
    .poll(() => trial.ledger.once('k3', 'body', async () => 'twice').catch((error) => error.code))
    .toBe('IOC_KEY_RUNNING')
  finish()
  expect(await first).toBe('done')
})

it('forgets an idempotency key after seven days', async () => {
  await trial.ledger.once('k4', 'body', async () => 1)
  trial.clock.set(new Date(trial.clock.now().getTime() + 8 * 86_400_000))
  expect(await trial.ledger.once('k4', 'other body', async () => 2)).toBe(2)
})

it('says when each feed last delivered and until which day it speaks, at any seq', async () => {
  await trial.ledger.registerFeed(feedOf('d'), ACTOR)
  const first = await deliver(trial, 'd', [{ key: 'd1', day: '2026-02-27' }])
  const second = await deliver(trial, 'd', [{ key: 'd2', day: '2026-02-26' }], { extractedAt: '2026-02-28T18:00:00Z' })
  const at = (seq: number) =>
    trial.ledger.read(SYSTEM_SCOPE, async (reading) =>
      (await trial.ledger.deliveries(reading, seq)).find(({ feed }) => feed === 'd'),
    )
  expect(await at(first.seq)).toMatchObject({ coversTo: '2026-02-27' })
  // 18:00 UTC on 28 February is 01:00 on 1 March in Việt Nam.
  expect(await at(second.seq)).toMatchObject({
    coversTo: '2026-03-01',
    lastReceivedAt: trial.clock.now().toISOString(),
  })
  const { seq } = await trial.ledger.withdraw(second.batch, { within: NOTHING_WITHIN, actor: ACTOR })
  expect(await at(seq)).toMatchObject({ coversTo: '2026-02-27' })
})

it('gives a definition a seq of its own', async () => {
  const { seq: before } = await trial.ledger.head()
  const seq = await trial.ledger.mark(
    'definition',
    { version: 2 },
    {
      within: async (sql, turn) => void (await sql.query(`create table marked as select ${turn} as seq`)),
      actor: ACTOR,
    },
  )
  expect(seq).toBe(before + 1)
  expect(await trial.ledger.head()).toMatchObject({ seq })
  expect(await trial.ledger.read(SYSTEM_SCOPE, (reading) => reading.query('select seq from marked'))).toEqual([{ seq }])
})

it('reads one state however many commits arrive meanwhile, writes nothing, and stops when it takes too long', async () => {
  await trial.ledger.read(SYSTEM_SCOPE, async (reading) => {
    await deliver(trial, 'a', [{ key: 'meanwhile' }])
    const rows = await reading.query(
      `select 1 from ${reading.relation(visits, { seq: reading.seq })} r where key = 'meanwhile'`,
    )
    expect(rows).toEqual([])
    expect((await trial.ledger.head()).seq).toBe(reading.seq + 1)
  })
  await expect(trial.ledger.read(SYSTEM_SCOPE, (reading) => reading.query('delete from commits'))).rejects.toThrow(
    'read-only',
  )
  const slow = trial.ledger.read(SYSTEM_SCOPE, (reading) => reading.query('select pg_sleep(5)'), { timeoutMs: 50 })
  await expect(slow).rejects.toMatchObject({ code: 'IOC_READ_TOO_LONG', statusCode: 503 })
})

it('takes no id into an SQL text that is not an id', async () => {
  const pending = `x' or true --`
  await trial.ledger.read(SYSTEM_SCOPE, async (reading) => {
    expect(() => reading.relation(visits, { seq: 0, pending })).toThrow('There is no batch')
    expect(() => reading.relation(visits, { seq: Number.NaN })).toThrow('not a seq')
  })
  expect(await trial.ledger.batch(pending, SYSTEM_SCOPE)).toBeNull()
})

it('answers inside a reading while every connection for readings is taken', async () => {
  const readings = Array.from({ length: 40 }, () =>
    trial.ledger.read(SYSTEM_SCOPE, async ({ seq }) => {
      await trial.ledger.commitTime(seq)
      return (await trial.ledger.units(seq)).stamp
    }),
  )
  expect(new Set(await Promise.all(readings)).size).toBe(1)
})
