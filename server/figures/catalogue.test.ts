import { afterAll, beforeAll, expect, it } from 'vitest'
import { isCell } from '../../shared/cell.ts'
import { MEASURES } from '../../shared/measures/list.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.deliver('units', SMALL_TREE)
  const at = (day: string) => `2026-11-${day}T09:00:00+07:00`
  await city.deliver('dossiers', [
    { code: 'A1', receivingUnit: 'a', receivedAt: at('02'), dueAt: at('09'), finishedAt: at('10') },
    { code: 'A2', receivingUnit: 'b', receivedAt: at('03'), dueAt: at('12') },
  ])
})
afterAll(() => city.end())

const period = { from: '2026-11-01', to: '2026-11-30' }

it.each(MEASURES.map(({ id }) => id))('%s can be asked whole, by unit and by month, and has a receipt', async (id) => {
  const whole = await city.ask({ measures: [id], period })
  expect(isCell(whole[id] as never)).toBe(true)
  for (const by of [['unit'], ['month'], ['unit', 'month']])
    await expect(city.figures.answer({ measures: [id], by, period, empty: true }, SYSTEM_SCOPE)).resolves.toBeTruthy()
  const receipt = await city.figures.receipt({ measures: [id], measure: id, period }, SYSTEM_SCOPE)
  expect(receipt.figure.value).toBe((whole[id] as { value: number | null }).value)
  expect(receipt.definition).toMatchObject({ id })
  for (const text of [receipt.definition.formula.vi, receipt.definition.formula.en])
    expect(text).not.toMatch(/undefined|noDueOnTime|firstKnownDueOn|dueMoves/)
})
