import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Catalogue, versionsOf } from '../../shared/measures/catalogue.ts'
import { CATALOGUE, findMeasure } from '../../shared/measures/list.ts'
import type { Count, Measure } from '../../shared/measures/measure.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import { openFigures } from './open-figures.ts'
import { versionsAt } from './rollup-table.ts'

const received = findMeasure('dossiers.received') as Count

/** The program's catalogue with one measure of another version. */
function withVersion(measure: Measure, superseded: readonly Measure[] = []): Catalogue {
  return {
    measures: CATALOGUE.measures.map((held) => (held.id === measure.id ? measure : held)),
    superseded: [...CATALOGUE.superseded, ...superseded],
  }
}

// The next version: only what was filed online counts as received.
const onlineOnly: Count = { ...received, version: received.version + 1, where: { in: ['channel', ['online']] } }
const NEW = withVersion(onlineOnly, [{ ...received, supersededOn: '2026-11-18' }])

let city: City
let before = 0
beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.deliver('units', SMALL_TREE)
  const one = { receivingUnit: 'a', receivedAt: '2026-11-02T09:00:00+07:00', dueAt: '2026-11-20T09:00:00+07:00' }
  const done = await city.deliver('dossiers', [
    { ...one, code: 'A1', channel: 'online' },
    { ...one, code: 'A2', channel: 'direct' },
    { ...one, code: 'A3', channel: 'direct' },
  ])
  before = done.seq
})
afterAll(() => city.end())

const open = (catalogue: Catalogue) =>
  openFigures({ ledger: city.ledger, clock: city.clock, homeUnit: async () => 'p', catalogue })

async function ask(figures: City['figures'], seq?: number) {
  const { rows } = await figures.answer(
    {
      measures: ['dossiers.received', 'dossiers.onlineRate'],
      period: { name: '2026-11' },
      ...(seq !== undefined && { at: { seq } }),
    },
    SYSTEM_SCOPE,
  )
  const [row = {}] = rows
  const cell = (id: string) => (row[id] as { value: number }).value
  return [cell('dossiers.received'), cell('dossiers.onlineRate')]
}

describe('a program with another definition', () => {
  it('takes a seq of its own, once, and says which versions count from then on', async () => {
    await open(NEW).catalogue()
    const { seq } = await city.ledger.head()
    expect(seq).toBe(before + 1)
    await open(NEW).catalogue()
    expect((await city.ledger.head()).seq).toBe(seq)
    const at = (wanted: number) => city.ledger.read(SYSTEM_SCOPE, (reading) => versionsAt(city.ledger, reading, wanted))
    expect((await at(seq))?.['dossiers.received']).toBe(received.version + 1)
    expect((await at(before))?.['dossiers.received']).toBe(received.version)
  })

  it('counts by it now, and answers an earlier seq by the definition of then', async () => {
    const figures = open(NEW)
    // One online dossier of three: by the new definition 1 received, all of it online.
    expect(await ask(figures)).toEqual([1, 1])
    expect(await ask(figures, before)).toEqual([3, 1 / 3])
  })

  it('keeps the rollups by it', async () => {
    const figures = open(NEW)
    city.clock.set(new Date('2026-11-19T03:00:00Z'))
    const batch = await city.stage('dossiers', [
      { receivingUnit: 'a', receivedAt: '2026-11-03T09:00:00+07:00', code: 'A4', channel: 'online' },
    ])
    await city.ledger.commit(batch, { within: figures.adjust, actor: { name: 'lan', role: 'officer' } })
    expect(await ask(figures)).toEqual([2, 1])
    expect(await ask(figures, before)).toEqual([3, 1 / 3])
  })

  it('knows no version that this program lost, and takes the one before it', async () => {
    // The old program again, which never heard of that version: it marks its own and counts by the one before.
    await open(CATALOGUE).catalogue()
    const { seq } = await city.ledger.head()
    expect(await ask(open(CATALOGUE))).toEqual([4, 2 / 4])
    expect(await ask(open(CATALOGUE), seq - 1)).toEqual([4, 2 / 4])
    expect(await ask(open(NEW), seq)).toEqual([4, 2 / 4])
    expect(await ask(open(NEW), seq - 1)).toEqual([2, 1])
  })
})

describe('an installation from before versions were written down', () => {
  it('answers its old seqs by the first version of everything', async () => {
    await city.ledger.mark(
      'definition',
      { counters: 'of an earlier program' },
      { actor: { name: 'system', role: 'system' }, within: async () => {} },
    )
    const old = (await city.ledger.head()).seq
    await open(CATALOGUE).catalogue()
    const ot3 = async (seq: number) => {
      const period = { from: '2026-11-10', to: '2026-11-30' }
      const query = { measures: ['dossiers.onTimeRateOT3'], period, at: { seq } }
      const [row] = (await open(CATALOGUE).answer(query, SYSTEM_SCOPE)).rows
      return row?.['dossiers.onTimeRateOT3']
    }
    // All four were received before the 10th: version 1 divided by what was received, version 2 by what had to be resolved.
    expect(await ot3(old)).toMatchObject({ value: null, none: 'noData' })
    expect(await ot3(old + 1)).toMatchObject({ value: 0, denominator: 4 })
  })
})

describe('the catalogue of this program', () => {
  it('names a measure once, and keeps every version below the one that counts', () => {
    const versions = versionsOf(CATALOGUE)
    expect(Object.keys(versions)).toHaveLength(CATALOGUE.measures.length)
    const earlier = Map.groupBy(CATALOGUE.superseded, ({ id }) => id)
    for (const { id, version } of CATALOGUE.measures) {
      const kept = (earlier.get(id) ?? []).map((measure) => measure.version)
      expect(kept, id).toEqual(Array.from({ length: version - 1 }, (_, i) => i + 1))
    }
    for (const { id, supersededOn } of CATALOGUE.superseded) expect(supersededOn, id).toMatch(/^\d{4}-\d\d-\d\d$/)
  })
})
