import { dayColumn } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { sqlName } from '../../shared/datasets/stored.ts'
import type { FeedRecord } from '../../shared/feed-register.ts'
import { addDays, type Day, monthOf } from '../../shared/period.ts'
import { type Level, nameOn, type Unit, type UnitSet } from '../../shared/units.ts'
import type { Feed, Reading } from '../ledger/ledger.ts'
import { below } from './tree.ts'

/** Datasets of which every unit below the feed's is expected to bring some each month. */
export const BY_UNIT: ReadonlySet<string> = new Set([
  'dossiers',
  'dossier-reports',
  'surveys',
  'index-scores',
  'indicators',
])
/** Of units that report, the level that most of them have is the one that should; where two are even, the first. */
const REPORTING: readonly Level[] = ['commune', 'department', 'district', 'province']
/** How many months back a month with rows is looked for. */
const LOOK_BACK = 12

/** Is the feed one of a unit with others below it, and its dataset one that they report? */
function isReported(feed: Pick<Feed, 'dataset' | 'unit'>, set: UnitSet): boolean {
  const level = feed.unit === null ? 'country' : set.units.get(feed.unit)?.level
  return BY_UNIT.has(feed.dataset) && ['country', 'province', 'district'].includes(level ?? '')
}

/**
 * Which units of a feed reported its newest whole month, of those that were there on its last day and have the level of
 * those that do. Null where nobody reports by unit, or nothing came in the last year.
 *
 * @param home - the unit under which is looked where the feed has none
 * @param coversTo - until which day the feed speaks
 */
export async function reportingOf(
  reading: Reading,
  feed: Pick<Feed, 'id' | 'dataset' | 'unit'>,
  { set, home, today, coversTo }: { set: UnitSet; home: string | null; today: Day; coversTo: Day | null },
): Promise<FeedRecord['reporting']> {
  if (coversTo === null || !isReported(feed, set)) return null
  const whole = addDays(monthOf(today).from, -1)
  let month = monthOf(coversTo < whole ? coversTo : whole)
  for (let back = 0; back < LOOK_BACK; back += 1) {
    const reported = await unitsOfMonth(reading, feed, month)
    const told = sharesOf(reported, { set, root: feed.unit ?? home, day: month.to })
    if (told) return { period: month.from.slice(0, 7), ...told }
    month = monthOf(month.from, -1)
  }
  return null
}

async function unitsOfMonth(
  reading: Reading,
  feed: Pick<Feed, 'id' | 'dataset'>,
  { from, to }: { from: Day; to: Day },
): Promise<Set<string>> {
  const dataset = findDataset(feed.dataset)
  const dated = dataset?.dateColumn
  if (!dataset || dated === undefined) return new Set()
  const kind = dataset.columns.find(({ name }) => name === dated)?.kind
  const day = sqlName(kind === 'instant' ? dayColumn(dated) : dated)
  const rows = await reading.query<{ unit: string }>(
    `select distinct r.unit as unit from ${reading.relation(dataset, { seq: reading.seq })} r
      where r.${day} between $2 and $3 and r.unit is not null
        and exists (select 1 from batches b where b.id = r.batch_id and b.feed = $1)`,
    [feed.id, from, to],
  )
  return new Set(rows.map(({ unit }) => unit))
}

function sharesOf(
  reported: ReadonlySet<string>,
  { set, root, day }: { set: UnitSet; root: string | null; day: Day },
): Pick<NonNullable<FeedRecord['reporting']>, 'expected' | 'reported' | 'missing'> | null {
  const inside = root === null ? null : below(set, day, root)
  const alive = [...set.units.values()].filter(
    ({ id, from, to }) => from <= day && day <= to && id !== root && (inside === null || inside.has(id)),
  )
  const came = (level: Level) => alive.filter((unit) => unit.level === level && reported.has(unit.id)).length
  const level = REPORTING.reduce((most, next) => (came(next) > came(most) ? next : most))
  if (came(level) === 0) return null
  const expected = alive.filter((unit) => unit.level === level)
  const missing = expected.filter(({ id }) => !reported.has(id)).map((unit) => toNamed(unit, day))
  return {
    expected: expected.length,
    reported: expected.length - missing.length,
    missing: missing.toSorted((a, b) => a.unitName.localeCompare(b.unitName, 'vi')),
  }
}

function toNamed(unit: Unit, day: Day): { unit: string; unitName: string } {
  return { unit: unit.id, unitName: nameOn(unit, day) }
}
