import type { Dataset } from '../../shared/datasets/dataset.ts'
import { dayColumn } from '../../shared/datasets/dataset.ts'
import { type Day, type DayRange, monthOf } from '../../shared/period.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { Feed, Sql } from '../ledger/ledger.ts'
import { columnSql } from './condition-sql.ts'
import { below } from './tree.ts'

/** Between which days a unit's rows speak: only there is "no row" a zero. */
export type Coverage = ReadonlyMap<string, DayRange>

/** Until when a feed speaks, as the ledger knows it. */
export interface Delivery {
  feed: string
  lastReceivedAt: string
  coversTo: Day | null
}

/** The day column that dates a dataset's rows. */
export function dateSql(dataset: Dataset): string | null {
  const name = dataset.dateColumn
  if (!name) return null
  const kind = dataset.columns.find((column) => column.name === name)?.kind
  return columnSql(dataset, kind === 'instant' ? dayColumn(name) : name)
}

/** The first day of each unit's rows, from the rows themselves. */
export async function firstDays(sql: Sql, relation: string, dataset: Dataset): Promise<Map<string, Day>> {
  const day = dateSql(dataset)
  if (!day || dataset.unitColumns.length === 0) return new Map()
  const rows = await sql.query<{ unit: string; first: Day | null }>(
    `select r.unit as unit, min(${day}) as first from ${relation} r group by r.unit`,
  )
  return new Map(rows.flatMap(({ unit, first }) => (first === null ? [] : [[unit, first]])))
}

/**
 * From the month of a unit's first row until the day to which its feeds speak: the feeds of the dataset that serve the
 * whole tree, the unit itself or a unit above it.
 */
export function coverageOf(
  dataset: Dataset,
  first: ReadonlyMap<string, Day>,
  feeds: readonly Feed[],
  deliveries: readonly Delivery[],
  set: UnitSet,
): Coverage {
  const speaksTo = new Map(deliveries.map(({ feed, coversTo }) => [feed, coversTo]))
  const known = feeds.flatMap((feed) => {
    const to = feed.dataset === dataset.id ? speaksTo.get(feed.id) : null
    return to ? [{ unit: feed.unit, to, below: feed.unit === null ? null : below(set, to, feed.unit) }] : []
  })
  return new Map(
    [...first].flatMap(([unit, day]) => {
      const to = known
        .filter((feed) => feed.below === null || feed.below.has(unit))
        .map((feed) => feed.to)
        .sort()
        .at(-1)
      const from = monthOf(day).from
      return to === undefined || to < from ? [] : [[unit, { from, to }]]
    }),
  )
}

/** Does a coverage speak of any of these days? */
export function speaksOf(range: DayRange | undefined, { from, to }: DayRange): boolean {
  return range !== undefined && range.from <= to && from <= range.to
}
