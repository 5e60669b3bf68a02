import { afterAll, beforeAll, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { ACTOR, deliver, feedOf, NOTHING_WITHIN, openTrial, prepare, seenAt, type Trial } from '../test/ledger-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await openTrial()
  for (const id of ['a', 'b']) await trial.ledger.registerFeed(feedOf(id, { namespace: 'visits' }), ACTOR)
})
afterAll(() => trial.end())

it('counts nothing before the first commit', async () => {
  expect(await trial.ledger.head()).toEqual({ seq: 0, committedAt: null })
  expect(await seenAt(trial, 0)).toBe('')
})

it('shows a batch only once it is committed, and every earlier seq as it was', async () => {
  const batch = await prepare(
    trial,
    'a',
    [
      { key: 'x', n: 1 },
      { key: 'y', n: 2 },
    ],
    { file: true },
  )
  expect((await trial.ledger.batch(batch, SYSTEM_SCOPE))?.rows).toMatchObject({
    read: 2,
    accepted: 2,
    new: 2,
    changed: 0,
  })
  expect(await seenAt(trial, 1)).toBe('')
  const first = await trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR })
  expect(first).toMatchObject({ seq: 1, batch, datasets: ['visits'] })
  expect(first.touched).toEqual({ datasets: ['visits'], units: ['u1'], days: { from: '2026-03-01', to: '2026-03-01' } })
  const second = await deliver(trial, 'b', [
    { key: 'y', n: 3 },
    { key: 'z', n: 4 },
  ])
  expect(await seenAt(trial, 1)).toBe('x=1 y=2')
  expect(await seenAt(trial, second.seq)).toBe('x=1 y=3 z=4')
})

it('records an unchanged row as a claim, not as a second copy', async () => {
  const { batch } = await deliver(trial, 'a', [{ key: 'x', n: 1 }])
  expect((await trial.ledger.batch(batch, SYSTEM_SCOPE))?.rows).toMatchObject({ unchanged: 1, new: 0, changed: 0 })
  const copies = await trial.ledger.read(SYSTEM_SCOPE, (reading) =>
    reading.query(`select 1 from rows_visits where key = 'x'`),
  )
  expect(copies).toHaveLength(1)
})

it('keeps the last of two rows with one key in one delivery', async () => {
  const rows = [
    { key: 'twin', n: 1 },
    { key: 'twin', n: 2 },
    { key: 'twin', n: 2 },
  ]
  const { batch, seq } = await deliver(trial, 'a', rows)
  expect((await trial.ledger.batch(batch, SYSTEM_SCOPE))?.rows).toMatchObject({ new: 1 })
  expect(await seenAt(trial, seq)).toContain('twin=2')
})

it('lets the higher source version win, whatever the order of arrival', async () => {
  await deliver(trial, 'a', [{ key: 'ver', n: 2, version: 2 }])
  const late = await deliver(trial, 'b', [{ key: 'ver', n: 1, version: 1 }])
  expect(await seenAt(trial, late.seq)).toContain('ver=2')
  const next = await deliver(trial, 'b', [{ key: 'ver', n: 3, version: 3 }])
  expect(await seenAt(trial, next.seq)).toContain('ver=3')
})

it('commits once: a second commit of the same batch is refused', async () => {
  const batch = await prepare(trial, 'a', [{ key: 'once', n: 1 }])
  const commit = () => trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR })
  const results = await Promise.allSettled([commit(), commit(), commit()])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(commit()).rejects.toMatchObject({ code: 'IOC_BATCH_COUNTED', statusCode: 409 })
})

it('leaves nothing of a batch whose rollup fails', async () => {
  const { seq } = await trial.ledger.head()
  const batch = await prepare(trial, 'a', [{ key: 'broken', n: 1 }])
  const within = async () => {
    throw new Error('the rollup failed')
  }
  await expect(trial.ledger.commit(batch, { within, actor: ACTOR })).rejects.toThrow('the rollup failed')
  expect(await trial.ledger.head()).toMatchObject({ seq })
  expect((await trial.ledger.batch(batch, SYSTEM_SCOPE))?.state).toBe('ready')
  await trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR })
  expect(await seenAt(trial, seq + 1)).toContain('broken=1')
})

it('asks again when the effect somebody looked at is no longer the effect', async () => {
  const batch = await prepare(trial, 'a', [{ key: 'race', n: 1 }])
  const { seq: effectSeq } = await trial.ledger.compare(batch)
  await deliver(trial, 'b', [{ key: 'elsewhere', n: 1 }])
  const other = await prepare(trial, 'b', [{ key: 'race', n: 2 }])
  await trial.ledger.commit(other, { within: NOTHING_WITHIN, actor: ACTOR })
  const commit = trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR, effectSeq })
  await expect(commit).rejects.toMatchObject({ code: 'IOC_EFFECT_MOVED', statusCode: 409 })
  expect(await seenAt(trial, (await trial.ledger.head()).seq)).toContain('race=2')
})

it('commits with an older effect when nothing it showed has changed', async () => {
  const batch = await prepare(trial, 'a', [{ key: 'calm', n: 1 }])
  const { seq: effectSeq } = await trial.ledger.compare(batch)
  await deliver(trial, 'b', [{ key: 'unrelated', n: 1 }])
  await trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR, effectSeq })
})

it('does not commit around rejected rows unless somebody agrees', async () => {
  const batch = await prepare(trial, 'a', [{ key: 'partly', n: 1 }], { verdict: { rejected: 3 } })
  const commit = (dropRejected: boolean) =>
    trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR, dropRejected })
  await expect(commit(false)).rejects.toMatchObject({ code: 'IOC_BATCH_REJECTED_ROWS', statusCode: 409 })
  await commit(true)
})

it('never goes back in time: after the clock was put back, commits keep their order and their rows', async () => {
  trial.clock.set(new Date('2026-03-05T00:00:00Z'))
  await deliver(trial, 'a', [{ key: 'clock', n: 1 }])
  trial.clock.set(new Date('2026-03-04T00:00:00Z'))
  const { seq } = await deliver(trial, 'a', [{ key: 'clock', n: 2 }])
  expect(await seenAt(trial, seq)).toContain('clock=2')
  expect(await trial.ledger.seqAt(new Date('2026-03-05T00:00:00Z'))).toBe(seq)
  expect(await trial.ledger.seqAt(new Date('2026-03-01T00:00:00Z'))).toBe(0)
  expect(await trial.ledger.commitTime(seq)).toEqual(new Date('2026-03-05T00:00:00Z'))
})

it('compares a delivery of many rows with what is held as it does a small one', async () => {
  const many = Array.from({ length: 20_500 }, (_, index) => ({ key: `m${index}`, n: index }))
  const extractedAt = '2026-04-01T00:00:00Z'
  await deliver(trial, 'a', many, { file: true, extractedAt })
  // The first 500 changed, the next 500 are older than what is held, the next 500 are gone, 100 are new.
  const next = many.map((row, index) => {
    if (index < 500) return { ...row, n: -1 }
    if (index < 1000) return { ...row, n: -1, updatedAt: '2026-03-31T00:00:00Z' }
    return index < 1500 ? { ...row, deleted: true } : row
  })
  const fresh = Array.from({ length: 100 }, (_, index) => ({ key: `f${index}`, n: 1 }))
  const { batch } = await deliver(trial, 'b', [...next, ...fresh], { file: true, extractedAt: '2026-04-02T00:00:00Z' })
  expect((await trial.ledger.batch(batch, SYSTEM_SCOPE))?.rows).toMatchObject({
    new: 100,
    changed: 500,
    stale: 500,
    closed: 500,
    unchanged: 19_000,
  })
})
