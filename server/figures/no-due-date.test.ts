import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
let before = 0

const ONE = { receivingUnit: 'a', receivedAt: '2026-11-02T09:00:00+07:00', finishedAt: '2026-11-05T09:00:00+07:00' }
const MEASURES = ['resolved', 'onTime', 'unclassified', 'onTimeFirst'].map((name) => `dossiers.${name}`)

/** From the rollup, and from the rows. */
async function ask(more: Partial<Query> = {}) {
  const query: Query = { measures: MEASURES, period: { name: '2026-11' }, ...more }
  const values = (row: Record<string, unknown>) => MEASURES.map((id) => (row[id] as { value: number }).value)
  const rolled = values(await city.ask(query))
  const { rows } = await city.figures.answer({ ...query, by: ['channel'] }, SYSTEM_SCOPE)
  expect(values(rows[0] ?? {})).toEqual(rolled)
  return rolled
}

beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.deliver('units', SMALL_TREE)
  const done = await city.deliver('dossiers', [
    { ...ONE, code: 'A1' },
    { ...ONE, code: 'A2', dueAt: '2026-11-05T17:00:00+07:00' },
  ])
  before = done.seq
})
afterAll(() => city.end())

describe('a result without a due date', () => {
  it('is a box of its own', async () => {
    expect(await ask()).toEqual([2, 1, 1, 1])
  })

  it('counts as on time from the delivery after its feed says that its system counts so', async () => {
    await city.feed('dossiers', { noDueDate: 'onTime' })
    // The switch alone changes nothing that was counted.
    expect(await ask()).toEqual([2, 1, 1, 1])
    city.clock.set(new Date('2026-11-19T03:00:00Z'))
    await city.deliver('dossiers', [
      { ...ONE, code: 'A1' },
      { ...ONE, code: 'A3' },
    ])
    expect(await ask()).toEqual([3, 3, 0, 3])
  })

  it('is as it was counted then in a replay', async () => {
    expect(await ask({ at: { seq: before } })).toEqual([2, 1, 1, 1])
  })

  it('is a box of its own again for what comes after the switch is put back; a call without a word leaves it', async () => {
    await city.feed('dossiers')
    expect((await city.ledger.feed('dossiers', SYSTEM_SCOPE))?.noDueDate).toBe('onTime')
    await city.feed('dossiers', { noDueDate: 'unclassified' })
    city.clock.set(new Date('2026-11-20T03:00:00Z'))
    await city.deliver('dossiers', [{ ...ONE, code: 'A3' }])
    expect(await ask()).toEqual([3, 2, 1, 2])
  })

  it('leaves every change of the switch written down', async () => {
    const changes = await city.ledger.read(SYSTEM_SCOPE, (reading) =>
      reading.query(
        `select actor, before->>'no_due_date' as before, after->>'no_due_date' as after from feed_changes where feed = 'dossiers' order by at, after desc`,
      ),
    )
    expect(changes).toEqual([
      { actor: 'lan', before: null, after: 'unclassified' },
      { actor: 'lan', before: 'unclassified', after: 'onTime' },
      { actor: 'lan', before: 'onTime', after: 'unclassified' },
    ])
  })
})
