import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import { addDays } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type City, openCity } from '../test/city.ts'
import { createRandom } from '../test/random.ts'
import { randomDossier, TREE } from '../test/random-dossiers.ts'
import type { Figures } from './figures.ts'
import { openFigures } from './open-figures.ts'

const SEED = Number(process.env.SEED ?? 20261204)
const random = createRandom(SEED)
const UNITS = ['a', 'b', 'c', 'd', 'e', 'old', 'p', 'elsewhere']
const MEASURES = [
  'received',
  'resolved',
  'open',
  'overdue',
  'onTime',
  'onTimeRate',
  'onTimeRateOT3',
  'medianDays',
  'p90Days',
  'dueChanged',
  'dueChanges',
  'onTimeFirst',
  'carriedOver',
  'dueSoon',
]

let city: City
/** The same figures over a ledger that knows no wall: only their own filter of units stands. */
let unwalled: Figures
const rows = new Map<string, Row>()
const withdrawn: string[] = []

beforeAll(async () => {
  city = await openCity('2025-10-01T01:00:00Z', 'p')
  await city.feed('units')
  await city.deliver(
    'units',
    TREE.map((row) => (row.unit === 'old' ? { ...row, becomes: 'c', becomesOn: '2025-07-01' } : row)),
  )
  await city.feed('dossiers')
  for (let day = 0; day < 6; day += 1) {
    city.clock.set(new Date(city.clock.now().getTime() + 86_400_000))
    const codes = [...new Set(Array.from({ length: 90 }, () => random.below(260)))]
    const delivered = codes.map((code) => randomDossier(code, random))
    const { batch } = await city.deliver('dossiers', delivered)
    if (day === 3) withdrawn.push(batch)
    else for (const row of delivered) rows.set(String(row.code), row)
  }
  // Withdrawn as a whole: what it said last is said by the deliveries before and after it.
  await city.ledger.withdraw(withdrawn, { within: city.figures.adjust, actor: { name: 'lan', role: 'officer' } })
  const open: Ledger = { ...city.ledger, read: (_scope, work, how) => city.ledger.read(SYSTEM_SCOPE, work, how) }
  unwalled = openFigures({ ledger: open, clock: city.clock, homeUnit: async () => 'p' })
}, 60_000)
afterAll(() => city.end())

function randomScope(): Scope {
  const units = UNITS.filter(() => random.chance(0.3))
  return { actor: 'x', role: 'officer', units: units.length === 0 ? [random.pick(UNITS)] : units, rows: true }
}

function randomQuery(): Query & { measure: string } {
  const from = addDays('2025-05-01', random.below(140))
  const measure = `dossiers.${random.pick(MEASURES)}`
  const by = ['unit', 'month', random.pick(['field', 'channel'])].filter(() => random.chance(0.4))
  return {
    measures: [measure, `dossiers.${random.pick(MEASURES)}`],
    measure,
    by,
    period: { from, to: addDays(from, random.below(70)) },
    ...(by.includes('unit') && random.chance(0.4) && { level: 'commune' as const }),
    ...(random.chance(0.4) && { units: 'now' as const }),
    ...(random.chance(0.3) && { at: { seq: 3 + random.below(5) } }),
  }
}

describe('behind the wall', () => {
  it('200 random scopes read the same figures as where only the filter of units stands', async () => {
    for (let i = 0; i < 200; i += 1) {
      const [scope, query] = [randomScope(), randomQuery()]
      const told = `seed ${SEED}, ${scope.units} ${JSON.stringify(query)}`
      expect((await city.figures.answer(query, scope)).rows, told).toEqual((await unwalled.answer(query, scope)).rows)
    }
  }, 120_000)

  it('random scopes read the same rows, receipts and changes', async () => {
    for (let i = 0; i < 40; i += 1) {
      const [scope, { by: _by, level: _level, ...query }] = [randomScope(), randomQuery()]
      const told = `seed ${SEED}, ${scope.units} ${JSON.stringify(query)}`
      const [mine, theirs] = [city.figures, unwalled]
      expect((await mine.rows(query, scope)).total, told).toEqual((await theirs.rows(query, scope)).total)
      const [receipt, other] = [await mine.receipt(query, scope), await theirs.receipt(query, scope)]
      expect([receipt.figure, receipt.counted], told).toEqual([other.figure, other.counted])
      const { measure, period } = query
      const asked = { measure, period, from: { seq: 3 }, to: { seq: 8 } }
      const [change, seen] = [await mine.change(asked, scope), await theirs.change(asked, scope)]
      expect([change.before.figure, change.after.figure, change.delta], told).toEqual([
        seen.before.figure,
        seen.after.figure,
        seen.delta,
      ])
    }
  }, 120_000)

  it('a commune counts for its officer what it counts for the leader', async () => {
    for (const unit of ['a', 'b', 'c', 'e']) {
      const query: Query = {
        measures: MEASURES.map((name) => `dossiers.${name}`),
        unit,
        by: ['month'],
        period: { from: '2025-05-01', to: '2025-09-30' },
      }
      const officer: Scope = { actor: unit, role: 'officer', units: [unit], rows: true }
      expect((await city.figures.answer(query, officer)).rows).toEqual(
        (await city.figures.answer(query, SYSTEM_SCOPE)).rows,
      )
    }
  })
})

describe('what is remembered for a state', () => {
  it('is not what a caller behind a wall saw: he asks first, then the leader', async () => {
    // A new state, of which nothing is remembered yet.
    await city.deliver('dossiers', [randomDossier(900, random)])
    const fresh = openFigures({ ledger: city.ledger, clock: city.clock, homeUnit: async () => 'p' })
    const query: Query = {
      measures: ['dossiers.received', 'dossiers.open', 'dossiers.dueSoon', 'dossiers.onTimeRate'],
      by: ['unit', 'month'],
      period: { from: '2025-05-01', to: '2025-09-30' },
      empty: true,
    }
    for (const at of [undefined, { seq: 5 }]) {
      const asked = { ...query, ...(at && { at }) }
      await fresh.answer({ ...asked, unit: 'c' }, { actor: 'c', role: 'officer', units: ['c'], rows: true })
      const other = openFigures({ ledger: city.ledger, clock: city.clock, homeUnit: async () => 'p' })
      expect((await fresh.answer(asked, SYSTEM_SCOPE)).rows).toEqual((await other.answer(asked, SYSTEM_SCOPE)).rows)
    }
  })
})
