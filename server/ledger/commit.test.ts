import { afterAll, beforeAll, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { ACTOR, deliver, feedOf, NOTHING_WITHIN, openTrial, prepare, seenAt, type Trial } from './trial.ts'

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
