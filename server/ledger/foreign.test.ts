import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

const ACTOR = { name: 'lan', role: 'officer' } as const

let city: City
beforeAll(async () => {
  city = await openCity('2026-03-02T01:00:00Z', 'p')
  await city.feed('units')
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers', { id: 'of-a', unit: 'a' })
  await city.feed('dossiers', { id: 'of-b', unit: 'b' })
  await city.feed('dossiers', { id: 'of-p', unit: 'p' })
  await city.feed('dossiers', { id: 'of-all', unit: null })
})
afterAll(() => city.end())

const laterOn = () => city.clock.set(new Date(city.clock.now().getTime() + 60_000))

const row = (code: string, receivingUnit: string, more: Row = {}): Row => ({
  code,
  receivingUnit,
  resolvingUnit: null,
  receivedAt: '2026-02-03T08:00:00+07:00',
  field: 'Đất đai',
  ...more,
})

/** What counts of a code: its unit and field. */
async function heldOf(receivedOn: string): Promise<unknown[]> {
  return city.ledger.read(SYSTEM_SCOPE, (reading) =>
    reading.query(
      `select r.unit, r.field from ${reading.relation(dossiers, { seq: reading.seq })} r where r.received_on = $1`,
      [receivedOn],
    ),
  )
}

const onDay = (day: string): Row => ({ receivedAt: `${day}T08:00:00+07:00` })

describe.each([
  ['a push', {}],
  ['a file', { file: 'tep.xlsx' }],
])('%s of one commune', (_, how) => {
  const tag = JSON.stringify(how)

  it("neither replaces nor closes another commune's row, and says which of its own rows was meant", async () => {
    const day = onDay(tag === '{}' ? '2026-02-04' : '2026-02-05')
    await city.deliver('of-b', [row(`held ${tag}`, 'b', day)])
    for (const attempt of [
      row(`held ${tag}`, 'a', { ...day, field: 'Hộ tịch' }),
      row(`held ${tag}`, 'a', { ...day, resolvingUnit: 'b' }),
      { ...row(`held ${tag}`, 'a', day), deleted: true },
    ]) {
      const batch = await city.stage('of-a', [row(`own ${tag}`, 'a'), attempt], how)
      const settled = await city.ledger.batch(batch, SYSTEM_SCOPE)
      expect(settled?.rows).toMatchObject({ accepted: 1, rejected: 1 })
      expect(settled?.issues).toMatchObject([{ rule: 'row.foreign', severity: 'error', rows: 1, firstRows: [3] }])
      expect(JSON.stringify(settled?.issues)).not.toContain('Phường B')
      expect(settled?.state).toBe('refused')
      await city.ledger.setState(batch, 'ready')
      await city.ledger.commit(batch, { within: city.figures.adjust, actor: ACTOR, dropRejected: true })
    }
    expect(await heldOf(day.receivedAt?.toString().slice(0, 10) ?? '')).toEqual([{ unit: 'b', field: 'Đất đai' }])
  })

  it('is not confirmed in a guess: the same content of a row that it may not speak of is refused too', async () => {
    await city.deliver('of-b', [row(`same ${tag}`, 'b')])
    const batch = await city.stage('of-a', [row(`same ${tag}`, 'b')], how)
    expect((await city.ledger.batch(batch, SYSTEM_SCOPE))?.rows).toMatchObject({ rejected: 1, unchanged: 0 })
  })
})

it('lets both communes speak of a dossier that went from one to the other', async () => {
  await city.deliver('of-a', [row('moved', 'a', onDay('2026-02-09'))])
  await city.deliver('of-a', [row('moved', 'a', { ...onDay('2026-02-09'), resolvingUnit: 'b' })])
  laterOn()
  await city.deliver('of-b', [row('moved', 'a', { ...onDay('2026-02-09'), resolvingUnit: 'b', field: 'Hộ tịch' })])
  expect(await heldOf('2026-02-09')).toEqual([{ unit: 'b', field: 'Hộ tịch' }])
  laterOn()
  await city.deliver('of-a', [row('moved', 'a', { ...onDay('2026-02-09'), resolvingUnit: 'b', field: 'Y tế' })])
  expect(await heldOf('2026-02-09')).toEqual([{ unit: 'b', field: 'Y tế' }])
})

it('lets the province and a feed of the whole tree speak of the rows of its communes', async () => {
  await city.deliver('of-a', [row('below', 'a', onDay('2026-02-10'))])
  for (const [feed, field] of [
    ['of-p', 'Hộ tịch'],
    ['of-all', 'Y tế'],
  ] as const) {
    laterOn()
    await city.deliver(feed, [row('below', 'a', { ...onDay('2026-02-10'), field })])
    expect(await heldOf('2026-02-10')).toEqual([{ unit: 'a', field }])
  }
})

it('refuses a delivery of which a key came to another unit after it was checked', async () => {
  const batch = await city.stage('of-a', [row('raced', 'a', onDay('2026-02-11'))])
  await city.deliver('of-b', [row('raced', 'b', onDay('2026-02-11'))])
  const commit = city.ledger.commit(batch, { within: city.figures.adjust, actor: ACTOR })
  await expect(commit).rejects.toMatchObject({ code: 'IOC_EFFECT_MOVED', statusCode: 409 })
  expect(await heldOf('2026-02-11')).toEqual([{ unit: 'b', field: 'Đất đai' }])
})

it('refuses a delivery when its feed was given to another unit after it was checked', async () => {
  await city.deliver('of-b', [row('given', 'b', onDay('2026-02-12'))])
  await city.feed('dossiers', { id: 'passing', unit: 'b' })
  const batch = await city.stage('passing', [row('given', 'b', { ...onDay('2026-02-12'), field: 'Y tế' })])
  await city.feed('dossiers', { id: 'passing', unit: 'a' })
  const commit = city.ledger.commit(batch, { within: city.figures.adjust, actor: ACTOR })
  await expect(commit).rejects.toMatchObject({ code: 'IOC_EFFECT_MOVED' })
})

it('closes, of what a replacing delivery leaves out, nothing that is another unit’s now', async () => {
  await city.feed('dossiers', { id: 'all-of-a', unit: 'a', mode: 'replace' })
  const speaksFor = { unit: 'a', from: '2026-01-01', to: '2026-01-31' }
  const [one, two] = [onDay('2026-01-05'), onDay('2026-01-06')]
  await city.deliver('all-of-a', [row('stays', 'a', one), row('leaves', 'a', two)], { speaksFor })
  await city.deliver('of-p', [row('leaves', 'b', two)])
  laterOn()
  await city.deliver('all-of-a', [row('new', 'a', onDay('2026-01-07'))], { speaksFor })
  expect(await heldOf('2026-01-05')).toEqual([])
  expect(await heldOf('2026-01-06')).toEqual([{ unit: 'b', field: 'Đất đai' }])
})
