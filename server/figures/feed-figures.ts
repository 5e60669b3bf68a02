import type { Deliveries } from '../../shared/measures/measure.ts'
import type { Day } from '../../shared/period.ts'
import type { Feed } from '../ledger/ledger.ts'
import type { Context } from './context.ts'
import { type Due, duesOf } from './feed-dues.ts'
import { groupKey, type Part } from './part.ts'
import type { Term } from './receipt-terms.ts'
import type { PagedRow, Section } from './row-pages.ts'
import { above } from './tree.ts'

const COUNTS: Record<Deliveries['take'], (met: Due['met']) => boolean> = {
  due: () => true,
  came: (met) => met !== 'missed',
  late: (met) => met === 'late',
}

/** One owed delivery where it counts. */
interface Owed {
  feed: Feed
  due: Due
  bucket: number
  unit: string
}

/** Counts the deliveries that feeds owed: by the unit of the feed, as of the due day, and by feed. */
export async function readDeliveries(context: Context, measures: readonly Deliveries[]): Promise<Part[]> {
  if (measures.length === 0) return []
  const keysOf = ({ feed }: Owed) => context.resolved.columns.map(() => feed.id)
  const groups = Map.groupBy(await owedIn(context), (owed) => groupKey(owed.bucket, owed.unit, keysOf(owed)))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { bucket, unit } = first
    const place = { bucket, unit, keys: keysOf(first), estimated: false }
    return measures.map(({ id, take }) => {
      const value = group.filter(({ due }) => COUNTS[take](due.met)).length
      return { ...place, measure: id, value }
    })
  })
}

/** The owed deliveries behind a figure, each with what became of it and the delivery that met it. */
export async function deliverySection(context: Context, terms: readonly Term[]): Promise<Section> {
  const rated = terms.some((term) => term.hits !== 0)
  const sumOf = ({ due }: Owed, by: 'times' | 'hits') =>
    terms.reduce((sum, term) => {
      const counts = term.leaf.kind === 'deliveries' && COUNTS[term.leaf.take](due.met)
      return counts ? sum + term[by] : sum
    }, 0)
  const rows = (await owedIn(context))
    .map((owed) => {
      const { feed, due } = owed
      const [weight, hits] = [sumOf(owed, 'times'), sumOf(owed, 'hits')]
      const key = `${due.day} ${feed.id}`
      const origin = { batch: due.by?.batch ?? '', file: null, sheet: null, sheetNo: 0, rowNo: 0 }
      const told = { feed: feed.id, title: feed.title, owner: feed.owner, dueOn: due.day, met: due.met }
      const marks = rated ? { weight, hits, counts: hits !== 0 } : { weight }
      return { ...told, arrivedAt: due.by?.firstAt ?? null, key, ...origin, ...marks, dataset: 'feeds', mark: key }
    })
    .filter((row) => row.weight !== 0 || row.counts === true)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  return {
    id: 'feeds',
    total: async () => rows.reduce((sum, { weight }) => sum + weight, 0),
    read: async (after, limit): Promise<PagedRow[]> => rows.filter(({ mark }) => mark > after).slice(0, limit),
  }
}

async function owedIn(context: Context): Promise<Owed[]> {
  const { resolved, feeds, calendar } = context
  const byFeed = Map.groupBy(await context.arrivals(), ({ feed }) => feed)
  const asked = feeds.filter((feed) => !feed.system && resolved.filters.every(({ values }) => values.includes(feed.id)))
  return asked.flatMap((feed) =>
    duesOf(feed, byFeed.get(feed.id) ?? [], calendar, resolved.now).flatMap((due) => {
      const bucket = resolved.buckets.findIndex(({ from, to }) => from <= due.day && due.day <= to)
      const unit = bucket < 0 ? null : groupOf(context, feed, due.day)
      return unit === null ? [] : [{ feed, due, bucket, unit }]
    }),
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
