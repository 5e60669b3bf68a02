import { afterAll, beforeAll, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity } from '../test/city.ts'
import { createSeqMemory } from './seq-memory.ts'
import { whileAsked } from './while-asked.ts'

const QUERY = { measures: ['dossiers.open'], period: { name: 'thisMonth' } }

let city: City

beforeAll(async () => {
  city = await openCity('2026-11-22T02:00:00Z')
})
afterAll(() => city.end())

it('begins no statement for somebody who has gone, before his question or in the middle of it', async () => {
  const gone = new AbortController()
  await city.ledger.read(SYSTEM_SCOPE, async (reading) => {
    const asked = whileAsked(reading, gone.signal)
    expect(await asked.query('select 1 as one')).toEqual([{ one: 1 }])
    gone.abort()
    await expect(asked.query('select 1 as one')).rejects.toMatchObject({ code: 'IOC_QUERY_TOO_LONG', statusCode: 503 })
  })
  await expect(city.figures.answer(QUERY, SYSTEM_SCOPE, gone.signal)).rejects.toMatchObject({
    code: 'IOC_QUERY_TOO_LONG',
  })
  expect((await city.figures.answer(QUERY, SYSTEM_SCOPE)).rows).toHaveLength(1)
})

it('does not take what is remembered from those who wait beside him', async () => {
  const memory = createSeqMemory()
  const gone = new AbortController()
  gone.abort()
  const read = (signal?: AbortSignal) =>
    city.ledger.read(SYSTEM_SCOPE, (reading) => whileAsked(reading, signal).query('select 1 as one'))
  const [his, mine] = await Promise.allSettled([
    memory.recall(1, 'one', () => read(gone.signal)),
    memory.recall(1, 'one', () => read()),
  ])
  expect(his.status).toBe('rejected')
  expect(mine).toEqual({ status: 'fulfilled', value: [{ one: 1 }] })
})
