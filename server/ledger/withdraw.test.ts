import { afterAll, beforeAll, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import {
  ACTOR,
  deliver,
  feedOf,
  NOTHING_WITHIN,
  openTrial,
  prepare,
  seenAt,
  type Trial,
  visits,
} from '../test/ledger-trial.ts'
import type { Within } from './ledger.ts'

let trial: Trial
beforeAll(async () => {
  trial = await openTrial()
  for (const id of ['a', 'b']) await trial.ledger.registerFeed(feedOf(id, { namespace: 'visits' }), ACTOR)
  await trial.ledger.registerFeed(feedOf('whole', { mode: 'replace' }), ACTOR)
})
afterAll(() => trial.end())

const withdraw = (batch: string, within: Within = NOTHING_WITHIN) =>
  trial.ledger.withdraw(batch, { within, actor: ACTOR })
const suppliers = (seq: number) =>
  trial.ledger.read(SYSTEM_SCOPE, (reading) =>
    reading.query<{ key: string; batch_id: string; row_no: number }>(
      `select key, batch_id, row_no from ${reading.relation(visits, { seq })} r order by key`,
    ),
  )

it('keeps rows and figures when another batch says the same, and names that batch as their source', async () => {
  const first = await deliver(trial, 'a', [
    { key: 'p', n: 1 },
    { key: 'q', n: 2 },
  ])
  const again = await deliver(trial, 'b', [
    { key: 'q', n: 2 },
    { key: 'p', n: 1 },
  ])
  expect((await trial.ledger.batch(again.batch, SYSTEM_SCOPE))?.rows).toMatchObject({
    new: 0,
    changed: 0,
    unchanged: 2,
  })
  expect(await suppliers(again.seq)).toEqual([
    { key: 'p', batch_id: first.batch, row_no: 2 },
    { key: 'q', batch_id: first.batch, row_no: 3 },
  ])
  let moved: unknown
  const { seq } = await withdraw(first.batch, async (sql, { relation }) => {
    moved = await sql.query(`select sum(sign) as rows, sum(sign * n) as n from ${relation} c`)
  })
  expect(moved).toEqual([{ rows: 0, n: 0 }])
  expect(await seenAt(trial, seq)).toBe('p=1 q=2')
  expect(await suppliers(seq)).toEqual([
    { key: 'p', batch_id: again.batch, row_no: 3 },
    { key: 'q', batch_id: again.batch, row_no: 2 },
  ])
  expect((await withdraw(again.batch)).seq).toBe(seq + 1)
  expect(await seenAt(trial, seq + 1)).toBe('')
  expect(await seenAt(trial, seq)).toBe('p=1 q=2')
})

it('brings back what a withdrawn tombstone had closed', async () => {
  await deliver(trial, 'a', [{ key: 'r', n: 7 }])
  const deleted = await deliver(trial, 'b', [{ key: 'r', deleted: true }])
  expect((await trial.ledger.batch(deleted.batch, SYSTEM_SCOPE))?.rows).toMatchObject({ closed: 1 })
  expect(await seenAt(trial, deleted.seq)).toBe('')
  expect(await seenAt(trial, (await withdraw(deleted.batch)).seq)).toBe('r=7')
})

it('brings back the older content that had arrived late, once the newer one is withdrawn', async () => {
  const newer = await deliver(trial, 'a', [{ key: 's', n: 2, updatedAt: '2026-03-01T05:00:00Z' }])
  const late = await deliver(trial, 'b', [{ key: 's', n: 1, updatedAt: '2026-03-01T04:00:00Z' }])
  expect((await trial.ledger.batch(late.batch, SYSTEM_SCOPE))?.rows).toMatchObject({ stale: 1, changed: 0 })
  expect(await seenAt(trial, late.seq)).toContain('s=2')
  expect(await seenAt(trial, (await withdraw(newer.batch)).seq)).toContain('s=1')
})

it('closes what a replacing delivery leaves out of its days, lists it by unit, and gives it back when withdrawn', async () => {
  const march = { speaksFor: { unit: null, from: '2026-03-01', to: '2026-03-31' } }
  await deliver(
    trial,
    'whole',
    [
      { key: 't1', n: 1, unit: 'u1', day: '2026-03-01' },
      { key: 't2', n: 2, unit: 'u2', day: '2026-03-31' },
      { key: 't3', n: 3, unit: 'u2', day: '2026-04-01' },
    ],
    { verdict: { speaksFor: { unit: null, from: '2026-03-01', to: '2026-04-30' } } },
  )
  const next = await prepare(trial, 'whole', [{ key: 't1', n: 1, unit: 'u1', day: '2026-03-01' }], { verdict: march })
  const comparison = await trial.ledger.compare(next)
  expect(comparison.rows).toMatchObject({ unchanged: 1, closed: 1 })
  expect(comparison.closed).toEqual([{ unit: 'u2', rows: 1 }])
  const { seq } = await trial.ledger.commit(next, { within: NOTHING_WITHIN, actor: ACTOR })
  // t3 lies outside March, r and s belong to other feeds: none of them is closed.
  expect(await seenAt(trial, seq)).toBe('r=7 s=1 t1=1 t3=3')
  expect(await seenAt(trial, (await withdraw(next)).seq)).toBe('r=7 s=1 t1=1 t2=2 t3=3')
})

it('does not withdraw what is not committed', async () => {
  const batch = await prepare(trial, 'a', [{ key: 'v', n: 1 }])
  await expect(withdraw(batch)).rejects.toMatchObject({ code: 'IOC_BATCH_NOT_COMMITTED', statusCode: 409 })
  const { seq } = await trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR })
  await withdraw(batch)
  await expect(withdraw(batch)).rejects.toMatchObject({ code: 'IOC_BATCH_NOT_COMMITTED' })
  expect((await trial.ledger.batch(batch, SYSTEM_SCOPE))?.withdrawnSeq).toBe(seq + 1)
})

it('takes several batches back in one seq, and what others say of their keys stays', async () => {
  const before = (await trial.ledger.head()).seq
  const held = await seenAt(trial, before)
  const one = await deliver(trial, 'a', [{ key: 'm1', n: 1 }])
  const two = await deliver(trial, 'a', [
    { key: 'm1', n: 2 },
    { key: 'm2', n: 3 },
  ])
  const other = await deliver(trial, 'b', [{ key: 'm2', n: 4 }])
  const last = await deliver(trial, 'a', [{ key: 'm2', n: 5 }])
  const batches = [one.batch, two.batch, last.batch]
  const { seq } = await trial.ledger.withdraw(batches, { within: NOTHING_WITHIN, actor: ACTOR })
  expect(seq).toBe(last.seq + 1)
  expect(await seenAt(trial, seq)).toBe([held, 'm2=4'].filter(Boolean).join(' ').split(' ').sort().join(' '))
  await withdraw(other.batch)
  expect(await seenAt(trial, seq + 1)).toBe(held)
})
