import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Effect } from '../../shared/batch.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import { type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers', { cadence: { workingDays: 1, by: '08:00' } })
})
afterAll(() => city.end())

const finished = (code: string, unit: string, due: string, done: string): Row => ({
  code,
  receivingUnit: unit,
  receivedAt: '2026-11-02T09:00:00+07:00',
  dueAt: `2026-11-${due}T17:00:00+07:00`,
  finishedAt: `2026-11-${done}T15:00:00+07:00`,
})
const figure = (effect: Effect, measure: string, unit: string) =>
  effect.figures.find((each) => each.measure === measure && each.unit === unit)
const rank = (effect: Effect, unit: string) =>
  effect.ranks.find((each) => each.measure === 'dossiers.onTimeRate' && each.unit === unit)

describe('the effect of a batch', () => {
  let second: string

  it('says what the wall will say, and then it does', async () => {
    // a: 2 of 2 on time; b: 1 of 2
    await city.deliver('dossiers', [
      finished('1', 'a', '09', '06'),
      finished('2', 'a', '09', '09'),
      finished('3', 'b', '09', '06'),
      finished('4', 'b', '09', '10'),
    ])
    // a gets three late ones: 2 of 5; b's late one turns out to have been on time: 2 of 2
    second = await city.stage('dossiers', [
      finished('5', 'a', '09', '10'),
      finished('6', 'a', '09', '11'),
      finished('7', 'a', '09', '12'),
      finished('4', 'b', '09', '09'),
    ])
    const effect = await city.figures.effect(second, 'commit', SYSTEM_SCOPE)
    expect(effect.rows).toMatchObject({ new: 3, changed: 1 })
    expect(figure(effect, 'dossiers.received', 'p')).toMatchObject({
      period: '2026-11',
      before: 4,
      after: 7,
      unitName: 'Tỉnh P',
    })
    // 3 of 4 before; 4 of 7 after
    expect(figure(effect, 'dossiers.onTimeRate', 'p')).toMatchObject({ before: 3 / 4, after: 4 / 7 })
    expect(figure(effect, 'dossiers.onTimeRate', 'a')).toMatchObject({ before: 1, after: 2 / 5 })
    expect(rank(effect, 'a')).toMatchObject({ before: 1, after: 2, of: 2 })
    expect(rank(effect, 'b')).toMatchObject({ before: 2, after: 1, of: 2 })

    const { seq } = await city.ledger.commit(second, {
      within: city.figures.adjust,
      actor: { name: 'lan', role: 'officer' },
    })
    expect(effect.seq).toBe(seq - 1)
    const row = await city.ask({ measures: ['dossiers.onTimeRate'], period: { name: '2026-11' } })
    expect(row['dossiers.onTimeRate']).toMatchObject({ numerator: 4, denominator: 7 })
  })

  it('says what a withdrawal gives back, and the rollup follows it', async () => {
    const effect = await city.figures.effect(second, 'withdraw', SYSTEM_SCOPE)
    expect(figure(effect, 'dossiers.onTimeRate', 'p')).toMatchObject({ before: 4 / 7, after: 3 / 4 })
    const { seq } = await city.ledger.withdraw(second, {
      within: city.figures.adjust,
      actor: { name: 'lan', role: 'officer' },
    })
    const query = { measures: ['dossiers.onTimeRate', 'dossiers.received'], period: { name: '2026-11' } }
    const after = await city.ask(query)
    expect(after['dossiers.onTimeRate']).toMatchObject({ numerator: 3, denominator: 4 })
    const before = await city.ask({ ...query, at: { seq: seq - 1 } })
    expect(before['dossiers.onTimeRate']).toMatchObject({ numerator: 4, denominator: 7 })
  })

  it('names the units whose dossiers a replacing delivery closes', async () => {
    await city.feed('dossiers', { id: 'list', mode: 'replace', namespace: 'list' })
    const speaksFor = { unit: null, from: '2026-11-01', to: '2026-11-30' }
    await city.deliver('list', [finished('L1', 'a', '20', '05'), finished('L2', 'b', '20', '05')], { speaksFor })
    const batch = await city.stage('list', [finished('L1', 'a', '20', '05')], { speaksFor })
    const effect = await city.figures.effect(batch, 'commit', SYSTEM_SCOPE)
    expect(effect.closed).toEqual([{ unit: 'b', unitName: 'Phường B', rows: 1 }])
    expect(figure(effect, 'dossiers.received', 'p')).toMatchObject({ before: 6, after: 5 })
  })

  it('is refused for a batch that is not there', async () => {
    await expect(city.figures.effect('a'.repeat(20), 'commit', SYSTEM_SCOPE)).rejects.toMatchObject({ statusCode: 404 })
  })
})

describe('sources', () => {
  it('are on time, late, and silent as working days pass', async () => {
    const state = async (at: string) => {
      city.clock.set(new Date(at))
      return (await city.figures.sources(SYSTEM_SCOPE)).find(({ feed }) => feed === 'dossiers')
    }
    // Delivered on Wednesday 18 November 2026; expected every working day by 08:00.
    expect(await state('2026-11-18T04:00:00Z')).toMatchObject({
      state: 'onTime',
      expectedBy: '2026-11-19T08:00:00+07:00',
    })
    expect(await state('2026-11-19T01:00:00Z')).toMatchObject({ state: 'onTime' })
    expect(await state('2026-11-19T01:00:01Z')).toMatchObject({ state: 'late' })
    // Three working days later is Monday the 23rd, 08:00.
    expect(await state('2026-11-23T01:00:00Z')).toMatchObject({ state: 'late' })
    expect(await state('2026-11-23T01:00:01Z')).toMatchObject({ state: 'silent' })
  })

  it('stand beside each answer, and a feed that never delivered is named as such', async () => {
    await city.feed('dossier-reports')
    await city.feed('feedback')
    const { sources } = await city.figures.answer(
      { measures: ['dossiers.open'], period: { name: 'today' } },
      SYSTEM_SCOPE,
    )
    expect(sources.map(({ feed, state }) => [feed, state])).toEqual([
      ['dossier-reports', 'never'],
      ['dossiers', 'silent'],
      ['list', 'onTime'],
    ])
  })
})

describe('the place of the unit that delivers', () => {
  it('is told among its neighbours, to who may see these', async () => {
    await city.feed('dossiers', { id: 'of-a', unit: 'a' })
    // Counting so far: A has 3 of 3 on time (two of the first feed, one of the list), B has 2 of 3.
    const late = (code: string) => finished(code, 'a', '09', '11')
    const one = await city.stage('of-a', [late('21')])
    // 3 of 4 against 2 of 3.
    const effect = await city.figures.effect(one, 'commit', SYSTEM_SCOPE)
    expect(rank(effect, 'a')).toMatchObject({ before: 1, after: 1, of: 2, level: 'commune', unitName: 'Xã A' })
    const three = await city.stage('of-a', ['31', '32', '33'].map(late))
    // 3 of 6 against 2 of 3.
    expect(rank(await city.figures.effect(three, 'commit', SYSTEM_SCOPE), 'a')).toMatchObject({ before: 1, after: 2 })
    const inside: Scope = { ...SYSTEM_SCOPE, actor: 'lan', role: 'officer', units: ['a'] }
    expect((await city.figures.effect(three, 'commit', inside)).ranks).toEqual([])
  })
})
