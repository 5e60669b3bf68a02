import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { areasOn } from '../../shared/unit-areas.ts'
import type { UnitSet } from '../../shared/units.ts'
import { vietnamUnits } from '../intake/catalogue/vietnam.ts'
import { type City, openCity } from './city.ts'

/** The real list of units of Việt Nam, asked from Cần Thơ, which took in Hậu Giang and Sóc Trăng on 1 July 2025. */
let city: City
let set: UnitSet
let hauGiang: string[]
const country = vietnamUnits().rows
const children = (parent: string) => country.filter((row) => row.parent === parent).map((row) => String(row.unit))

beforeAll(async () => {
  city = await openCity('2025-10-20T03:00:00Z', 'vn-92')
  await city.feed('units', { system: true })
  const { seq } = await city.deliver('units', country)
  set = await city.ledger.units(seq)
  hauGiang = children('vn-93-old').flatMap(children)
  await city.feed('dossiers')
  const received = (unit: string, on: string, count: number): Row[] =>
    Array.from({ length: count }, (_, i) => ({
      code: `${unit} ${i}`,
      receivingUnit: unit,
      receivedAt: `${on}T09:00:00+07:00`,
    }))
  await city.deliver('dossiers', [
    // The n-th of the 75 communes of Hậu Giang received n dossiers in 2024: 75 × 76 / 2 = 2,850 together.
    ...hauGiang.flatMap((unit, i) => received(unit, '2024-05-06', i + 1)),
    // The office of the province 9, that of one district 6.
    ...received('vn-93-old', '2024-05-06', 9),
    ...received('vn-93-old-huyen-vi-thuy', '2024-05-06', 6),
    ...received('vn-72-old', '2024-05-06', 11),
  ])
}, 60_000)
afterAll(() => city.end())

const IN_2024 = { name: '2024' }

async function received(query: Partial<Query>) {
  const { rows } = await city.figures.answer(
    { measures: ['dossiers.received'], period: IN_2024, ...query },
    SYSTEM_SCOPE,
  )
  return rows.map((row) => ({ unit: row.unit, ...(row['dossiers.received'] as Cell) }))
}
const sum = (cells: { value: number | null }[]) => cells.reduce((total, { value }) => total + (value ?? 0), 0)
const levelOf = (unit: unknown) => set.units.get(String(unit))?.level

describe('Hậu Giang in 2024', () => {
  it('has 75 communes then and 28 now, and they add up to the same', async () => {
    expect(hauGiang).toHaveLength(75)
    const then = await received({ unit: 'area:93', by: ['unit'], level: 'commune' })
    expect([then.length, sum(then)]).toEqual([75, 2850])
    const now = (await received({ by: ['unit'], units: 'now' })).filter(({ unit }) => levelOf(unit) === 'commune')
    expect([now.length, sum(now)]).toEqual([28, 2850])
    // No commune of Hậu Giang was divided.
    expect(now.filter(({ estimated }) => estimated)).toEqual([])
  })

  it('is within Cần Thơ now what it was as a province then, its offices included', async () => {
    // 2,850 in communes, 9 at the province, 6 at a district
    expect(sum(await received({ unit: 'area:93' }))).toBe(2865)
    expect(sum(await received({ units: 'now' }))).toBe(2865)
    expect(sum(await received({ by: ['unit'], units: 'now' }))).toBe(2865)
    // As it was then, Cần Thơ of today did not exist.
    expect(await received({})).toEqual([{ unit: undefined, value: null, none: 'noData' }])
  })

  it('is shown by its old districts with what their communes of today have', async () => {
    const districts = children('vn-93-old')
    const then = await received({ unit: 'area:93', by: ['unit'], level: 'district' })
    const now = (await received({ by: ['unit'], level: 'district', units: 'now' })).filter(({ unit }) =>
      districts.includes(String(unit)),
    )
    expect(sum(now)).toBe(sum(then))
    // A district whose communes all went into communes of its own is exactly what it was.
    const whole = now.filter(({ estimated }) => !estimated)
    expect(whole.length).toBeGreaterThan(0)
    for (const { unit, value } of whole) expect(value).toBe(then.find((cell) => cell.unit === unit)?.value)
    for (const { estimated, unit } of now)
      expect(estimated === true).toBe(areasOn(set, '2025-10-20').inexact.has(String(unit)))
  })
})

describe('a commune of Hậu Giang that is divided by a later delivery', () => {
  const [first, second] = children('vn-93-old').flatMap(children)
  const row = (unit: string | undefined) => country.find((known) => known.unit === unit) as Row
  const [whole, other] = [
    ...new Set(
      country
        .filter((known) => known.parent === 'vn-92' && known.to === '9999-12-31')
        .map((known) => String(known.unit)),
    ),
  ]

  it('gives each part its weight, both marked as estimates, and loses nothing', async () => {
    await city.deliver('units', [{ ...row(second), becomes: `${whole}*0.6; ${other}*0.4` }])
    const now = await received({ by: ['unit'], units: 'now' })
    const of = (unit: string | undefined) => now.find((cell) => cell.unit === unit)
    // The second commune received 2: 1.2 and 0.8. Neither part had any before.
    expect(of(whole)).toMatchObject({ value: expect.closeTo(1.2, 9), estimated: true })
    expect(of(other)).toMatchObject({ value: expect.closeTo(0.8, 9), estimated: true })
    expect(sum(now)).toBeCloseTo(2865, 9)
    const communes = now.filter(({ unit }) => levelOf(unit) === 'commune')
    expect(sum(communes)).toBeCloseTo(2850, 9)
  })

  it('shares evenly where nobody said how much went where', async () => {
    await city.deliver('units', [
      { ...row(first), becomes: `${whole}; ${other}` },
      { ...row(second), becomes: `${whole}; ${other}` },
    ])
    const now = await received({ by: ['unit'], units: 'now' })
    // 1 + 2 dossiers in halves
    for (const part of [whole, other])
      expect(now.find((cell) => cell.unit === part)).toMatchObject({ value: 1.5, estimated: true })
    expect(sum(now)).toBe(2865)
  })
})

describe('Tây Ninh', () => {
  it('keeps its name and changes its code', async () => {
    // area:72 was Tây Ninh until 30 June 2025; area:80 was Long An then and is Tây Ninh since.
    expect(await received({ unit: 'area:72' })).toMatchObject([{ value: 11 }])
    expect(await received({ unit: 'area:80', units: 'now' })).toMatchObject([{ value: 11 }])
    expect(await received({ unit: 'area:80@2024-05-06' })).toMatchObject([{ value: null }])
  })
})
