import type { Deliveries } from '../../shared/measures/measure.ts'
import type { Day } from '../../shared/period.ts'
import type { Feed } from '../ledger/ledger.ts'
import type { Context } from './context.ts'
import { type Due, duesOf } from './feed-dues.ts'
import { groupKey, type Part } from './part.ts'
import { above } from './tree.ts'

const COUNTS: Record<Deliveries['take'], (met: Due['met']) => boolean> = {
  due: () => true,
  came: (met) => met !== 'missed',
  late: (met) => met === 'late',
}

/** Counts the deliveries that feeds owed: by the unit of the feed, as of the due day, and by feed. */
export async function readDeliveries(context: Context, measures: readonly Deliveries[]): Promise<Part[]> {
  if (measures.length === 0) return []
  const { resolved, feeds, calendar } = context
  const byFeed = Map.groupBy(await context.arrivals(), ({ feed }) => feed)
  const places = new Map<string, Pick<Part, 'bucket' | 'unit' | 'keys'> & { met: Due['met'][] }>()
  for (const feed of feeds) {
    if (feed.system || !resolved.filters.every(({ values }) => values.includes(feed.id))) continue
    for (const { day, met } of duesOf(feed, byFeed.get(feed.id) ?? [], calendar, resolved.now)) {
      const bucket = resolved.buckets.findIndex(({ from, to }) => from <= day && day <= to)
      const unit = bucket < 0 ? null : groupOf(context, feed, day)
      if (unit === null) continue
      const keys = resolved.columns.map(() => feed.id)
      const key = groupKey(bucket, unit, keys)
      const place = places.get(key) ?? { bucket, unit, keys, met: [] }
      places.set(key, place)
      place.met.push(met)
    }
  }
  return [...places.values()].flatMap(({ met, ...place }) =>
    measures.map(({ id, take }) => ({
      ...place,
      measure: id,
      value: met.filter(COUNTS[take]).length,
      estimated: false,
    })),
  )
}

/**
 * The group in which a feed counts on a day; null outside what was asked. A feed for the whole tree belongs to its top: it
 * counts where that, or everything, is asked about.
 */
function groupOf({ resolved, segments, set }: Context, { unit }: Feed, day: Day): string | null {
  const members = segments.find((segment) => segment.from <= day && day <= segment.to)?.members
  if (members === undefined) return null
  if (unit === null) {
    const isTop = resolved.unit === null || above(set, day, resolved.unit).length === 0
    return isTop && resolved.only === null && resolved.scope.units === 'all' ? (resolved.unit ?? '') : null
  }
  if (members === null) return ''
  return members.find((member) => member.unit === unit)?.group ?? null
}
