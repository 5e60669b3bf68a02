import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LimitItem, LimitList } from '../../shared/settings.ts'
import { settingOf } from '../limits.ts'
import { NOVEMBER, type Opened, open, TOKEN } from './opened.ts'

let opened: Opened

beforeAll(async () => {
  opened = await open({ [settingOf('queryMs')]: '20000', [settingOf('answerMs')]: '60000' })
})
afterAll(() => opened.close())

/** Holds back every reading of the ledger until it is let go. */
async function holdReadings(): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>()
  const holding = Promise.withResolvers<void>()
  const held = opened.program.stages.ledger.transact(async (sql) => {
    await sql.query('lock table ledger_state in access exclusive mode')
    holding.resolve()
    await gate.promise
  })
  await holding.promise
  return () => {
    gate.resolve()
    return held
  }
}

async function limit(name: string): Promise<LimitItem | undefined> {
  const { body } = await opened.call('GET', '/api/v1/limits')
  return (body as LimitList).limits.find((item) => item.name === name)
}

const used = async () => [(await limit('queriesAtOnce'))?.used, (await limit('queriesWaiting'))?.used]

const ASKING = {
  method: 'POST',
  headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
}
const BODY = JSON.stringify({ ...NOVEMBER, unit: undefined })

const ask = () => fetch(`${opened.url}/api/v1/figures`, { ...ASKING, body: BODY })

/** Asks over a line of its own. @returns hangs up */
function askAlone(): () => void {
  const asking = request(`${opened.url}/api/v1/figures`, { ...ASKING, agent: false })
  asking.on('error', () => {})
  asking.end(BODY)
  return () => void asking.destroy()
}

describe('[B30] questions', () => {
  it('run four at once, 32 wait, and the next is 503 with Retry-After; all others are answered', async () => {
    const letGo = await holdReadings()
    const waiting = Array.from({ length: 36 }, () => ask())
    await expect.poll(used, { timeout: 10_000 }).toEqual([4, 32])
    const refused = await ask()
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true])
    expect(await refused.json()).toMatchObject({ code: 'IOC_BUSY' })
    await letGo()
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array.from({ length: 36 }, () => 200))
    expect(await used()).toEqual([0, 0])
    expect((await limit('queriesWaiting'))?.refused).toBe(1)
  })

  it('whose askers have hung up leave the queue, and no further statement of them runs', async () => {
    const letGo = await holdReadings()
    const asked = Array.from({ length: 10 }, askAlone)
    await expect.poll(used, { timeout: 10_000 }).toEqual([4, 6])
    for (const hangUp of asked) hangUp()
    await expect.poll(used, { timeout: 10_000 }).toEqual([4, 0])
    await letGo()
    await expect.poll(used, { timeout: 10_000 }).toEqual([0, 0])
    expect((await ask()).status).toBe(200)
  })
})

describe('[A27] a query that asks for too much', () => {
  it.each([
    ['50 dimensions', { by: Array.from({ length: 50 }, () => 'unit') }],
    ['four dimensions', { by: ['unit', 'field', 'channel', 'month'] }],
    ['a hundred years by day', { by: ['day'], period: { from: '1926-01-01', to: '2026-01-01' } }],
    ['six years', { period: { from: '2020-01-01', to: '2026-01-01' } }],
    ['a period that ends before it begins', { period: { from: '2026-11-30', to: '2026-11-01' } }],
    ['1,001 rows a page', { limit: 1_001 }],
  ])('%s is 400', async (_what, part) => {
    const { status } = await opened.call('POST', '/api/v1/figures', { ...NOVEMBER, unit: undefined, ...part })
    expect(status).toBe(400)
  })
})
