import { afterAll, beforeAll, expect, it } from 'vitest'
import { ACTOR, feedOf, openTrial, prepare, seenAt, type Trial } from '../test/ledger-trial.ts'
import type { Within } from './ledger.ts'

let trial: Trial
beforeAll(async () => {
  trial = await openTrial()
  await trial.ledger.registerFeed(feedOf('a'), ACTOR)
})
afterAll(() => trial.end())

const commit = (batch: string, within: Within) => trial.ledger.commit(batch, { within, actor: ACTOR })

it('lets pushes that wait share one turn, keeps rows of one key in order, and refuses only the faulty one', async () => {
  let turns = 0
  const within: Within = async () => {
    turns += 1
  }
  const batches: string[] = []
  for (let n = 0; n < 20; n += 1)
    batches.push(
      await prepare(trial, 'a', [
        { key: `k${n}`, n },
        { key: 'shared', n },
      ]),
    )
  for (let n = 20; n < 40; n += 1) batches.push(await prepare(trial, 'a', [{ key: `k${n}`, n }]))
  const faulty = await prepare(trial, 'a', [{ key: 'faulty' }], { verdict: { rejected: 1 } })
  const results = await Promise.allSettled([...batches, faulty].map((batch) => commit(batch, within)))
  expect(results.at(-1)).toMatchObject({ reason: { code: 'IOC_BATCH_REJECTED_ROWS' } })
  const seqs = results.slice(0, -1).map((result) => (result.status === 'fulfilled' ? result.value.seq : 0))
  expect(seqs).not.toContain(0)
  const { seq } = await trial.ledger.head()
  // Those that speak of one key need a turn each; the others go along with them.
  expect(new Set(seqs.slice(0, 20)).size).toBe(20)
  expect(seq).toBeLessThan(40)
  expect(turns).toBe(seq)
  const seen = await seenAt(trial, seq)
  expect(seen.split(' ')).toHaveLength(41)
  const last = batches[seqs.slice(0, 20).indexOf(Math.max(...seqs.slice(0, 20)))]
  expect(seen).toContain(`shared=${batches.indexOf(last ?? '')}`)
  expect(seen).not.toContain('faulty')
})

it('lets nobody fail for what another one brought', async () => {
  const within: Within = async (sql, { relation }) => {
    const found = await sql.query(`select 1 from ${relation} c where key = 'poison'`)
    if (found.length > 0) throw new Error('the rollup failed')
  }
  const batches = await Promise.all(['p1', 'poison', 'p2', 'p3'].map((key) => prepare(trial, 'a', [{ key, n: 1 }])))
  const results = await Promise.allSettled(batches.map((batch) => commit(batch, within)))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  const seen = await seenAt(trial, (await trial.ledger.head()).seq)
  expect(seen).toContain('p1=1 p2=1 p3=1')
  expect(seen).not.toContain('poison')
})
