import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import {
  ACTOR,
  deliver,
  feedOf,
  NOTHING_WITHIN,
  openTrial,
  prepare,
  type Trial,
  toStaged,
  verdictOf,
  visits,
} from '../test/ledger-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await openTrial()
  for (const id of ['a', 'b']) await trial.ledger.registerFeed(feedOf(id, { namespace: 'visits' }), ACTOR)
  await trial.ledger.registerFeed(feedOf('months', { mode: 'replace' }), ACTOR)
})
afterAll(() => trial.end())

const FILE = { file: true } as const
const commit = (batch: string, more: { effectSeq?: number; actor?: typeof ACTOR } = {}) =>
  trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR, ...more })
const seq = async () => (await trial.ledger.head()).seq

describe('of two files of one feed that were compared with the same state', () => {
  it('the second is held back, hears who was first and when, and counts after its effect was looked at again', async () => {
    const one = await prepare(trial, 'a', [{ key: 'k', n: 1 }], FILE)
    const two = await prepare(trial, 'a', [{ key: 'k', n: 2 }], FILE)
    const { seq: first } = await commit(one, { actor: { name: 'minh', role: 'officer' } as typeof ACTOR })
    const late = { code: 'IOC_BATCH_OVERTAKEN', statusCode: 409, at: { batch: one, by: 'minh', seq: first } }
    await expect(commit(two)).rejects.toMatchObject(late)
    await expect(commit(two, { effectSeq: first - 1 })).rejects.toMatchObject(late)
    await expect(commit(two, { effectSeq: first + 1 })).rejects.toMatchObject({ code: 'IOC_EFFECT_MOVED' })
    const { seq: looked } = await trial.ledger.compare(two)
    expect(await commit(two, { effectSeq: looked })).toMatchObject({ seq: first + 1 })
  })

  it('says the moment as it was in Việt Nam', async () => {
    // The clock of the trial stands at 01:00 UTC of 2 March 2026, which is 08:00 there.
    const [one, two] = [
      await prepare(trial, 'a', [{ key: 'm' }], FILE),
      await prepare(trial, 'a', [{ key: 'm' }], FILE),
    ]
    await commit(one)
    await expect(commit(two)).rejects.toMatchObject({ at: { when: '02/03/2026 08:00' } })
  })

  it('does not stand in the way of files of another feed, nor of rows that are pushed', async () => {
    const mine = await prepare(trial, 'a', [{ key: 'n' }], FILE)
    await deliver(trial, 'b', [{ key: 'o' }], FILE)
    await deliver(trial, 'a', [{ key: 'o2' }])
    expect(await commit(mine)).toMatchObject({ seq: await seq() })
  })

  it('is not overtaken by one that was withdrawn', async () => {
    const [one, two] = [
      await prepare(trial, 'a', [{ key: 'w' }], FILE),
      await prepare(trial, 'a', [{ key: 'w' }], FILE),
    ]
    await commit(one)
    await trial.ledger.withdraw(one, { within: NOTHING_WITHIN, actor: ACTOR })
    expect(await commit(two)).toMatchObject({ seq: await seq() })
  })

  it('both count where they replace different days', async () => {
    const month = (from: string, to: string, key: string) =>
      prepare(trial, 'months', [{ key, day: from }], { ...FILE, verdict: { speaksFor: { unit: null, from, to } } })
    const january = await month('2026-01-01', '2026-01-31', 'jan')
    const february = await month('2026-02-01', '2026-02-28', 'feb')
    const other = await month('2026-02-01', '2026-02-28', 'feb')
    await commit(january)
    await commit(february)
    await expect(commit(other)).rejects.toMatchObject({ code: 'IOC_BATCH_OVERTAKEN', at: { batch: february } })
  })
})

describe('an effect that was looked at', () => {
  it('does not stand for what somebody else compared afterwards', async () => {
    const batch = await prepare(trial, 'a', [{ key: 'e', n: 1 }], FILE)
    const { seq: looked } = await trial.ledger.compare(batch)
    await deliver(trial, 'b', [{ key: 'e', n: 2 }])
    await trial.ledger.compare(batch)
    await expect(commit(batch, { effectSeq: looked })).rejects.toMatchObject({ code: 'IOC_EFFECT_MOVED' })
    expect(await commit(batch, { effectSeq: await seq() })).toMatchObject({ seq: await seq() })
  })
})

describe('later deliveries of the same rows', () => {
  it('are named with how many rows, newest first, without those that were withdrawn', async () => {
    const keys = ['l1', 'l2', 'l3', 'l4']
    const first = await deliver(
      trial,
      'a',
      keys.map((key) => ({ key, n: 1 })),
      FILE,
    )
    expect(await trial.ledger.laterOf(first.batch, SYSTEM_SCOPE)).toEqual([])
    const two = await deliver(trial, 'b', [{ key: 'l1', n: 2 }, { key: 'l2', n: 1 }, { key: 'z' }])
    const gone = await deliver(trial, 'b', [{ key: 'l3', n: 3 }])
    const three = await deliver(trial, 'a', [{ key: 'l4', deleted: true }])
    await trial.ledger.withdraw(gone.batch, { within: NOTHING_WITHIN, actor: ACTOR })
    // l1 with other content and l2 with the same are two rows of the second; the tombstone of l4 is one of the third.
    expect(await trial.ledger.laterOf(first.batch, SYSTEM_SCOPE)).toEqual([
      { batch: three.batch, feed: 'a', file: null, seq: three.seq, rows: 1 },
      { batch: two.batch, feed: 'b', file: null, seq: two.seq, rows: 2 },
    ])
    expect(await trial.ledger.laterOf(three.batch, SYSTEM_SCOPE)).toEqual([])
    expect(
      await trial.ledger.laterOf(first.batch, { actor: 'vy', role: 'officer', units: ['u1'], rows: true }),
    ).toEqual([])
  })
})

describe('answers of a delivery', () => {
  it('are kept, so that a check after a crash knows them', async () => {
    const batch = await prepare(trial, 'a', [{ key: 'c' }], FILE)
    await trial.ledger.setAnswers(batch, {}, { 'column:Ngày': 'day' })
    expect((await trial.ledger.unfinished()).find(({ id }) => id === batch)).toMatchObject({
      state: 'checking',
      answers: { 'column:Ngày': 'day' },
    })
    await trial.ledger.discard(batch, ACTOR)
  })

  it('made from others than those that are kept are refused', async () => {
    const batch = await prepare(trial, 'a', [{ key: 'd' }], FILE)
    await expect(trial.ledger.setAnswers(batch, { a: 'b' }, { a: 'c' })).rejects.toMatchObject({
      code: 'IOC_BATCH_STATE',
    })
    await trial.ledger.discard(batch, ACTOR)
    await expect(trial.ledger.setAnswers(batch, {}, { a: 'c' })).rejects.toMatchObject({ code: 'IOC_BATCH_STATE' })
  })
})

describe('a delivery that was thrown away', () => {
  it('does not come back when its check ends, and leaves nothing in staging', async () => {
    const { ledger } = trial
    const sent = { name: 'x.csv', size: 1, sha256: 'aa' }
    const received = { dataset: 'visits', feed: 'a', file: sent, period: null, extractedAt: null }
    const { id } = await ledger.openBatch(received, SYSTEM_SCOPE)
    await ledger.setState(id, 'checking')
    await ledger.stage(id, visits, toStaged([{ key: 't1' }]))
    await ledger.discard(id, ACTOR)
    await expect(ledger.setState(id, 'checking')).rejects.toMatchObject({ code: 'IOC_BATCH_STATE' })
    await ledger.stage(id, visits, toStaged([{ key: 't2' }]))
    await expect(ledger.settle(id, verdictOf({ read: 1, accepted: 1 }))).rejects.toMatchObject({
      code: 'IOC_BATCH_STATE',
    })
    expect(await ledger.batch(id, SYSTEM_SCOPE)).toMatchObject({ state: 'discarded' })
    const left = await ledger.read(SYSTEM_SCOPE, (reading) =>
      reading.query<{ left: boolean }>(`select to_regclass('staging_visits_${id}') is not null as left`),
    )
    expect(left).toEqual([{ left: false }])
  })

  it('is not thrown away once it counts', async () => {
    const { batch } = await deliver(trial, 'a', [{ key: 't3' }], FILE)
    await expect(trial.ledger.discard(batch, ACTOR)).rejects.toMatchObject({ code: 'IOC_BATCH_STATE' })
  })
})
