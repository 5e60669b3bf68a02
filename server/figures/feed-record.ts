import type { WorkingCalendar } from '../../shared/calendar.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { DeliveryMonth, FeedRecord } from '../../shared/feed-register.ts'
import { type Day, dayOf, monthOf, startOfDay, ZONE } from '../../shared/period.ts'
import { unitsBelow } from '../../shared/unit-cover.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { Arrival, Feed, Reading } from '../ledger/ledger.ts'
import { duesOf } from './feed-dues.ts'

/** How far back the mirror shows a source, months with the running one. */
const MONTHS = 13
/** Of how many deliveries the repeated faults are taken. */
const LOOKED_AT = 1_000

/** What a source delivered, month by month, newest first, and what it does wrong again and again. */
export type SourceRecord = Pick<FeedRecord, 'months' | 'repeated'>

/** What the record is read with. */
export interface RecordParts {
  set: UnitSet
  calendar: WorkingCalendar
  now: Date
  /** Of this feed. */
  arrivals: readonly Arrival[]
}

/** The deliveries of a whole feed. */
export async function recordOf(reading: Reading, feed: Feed, parts: RecordParts): Promise<SourceRecord> {
  const since = startOfDay(monthOf(dayOf(parts.now), 1 - MONTHS).from)
  const counted = await reading.query<Counted>(
    `select to_char(received_at at time zone '${ZONE}', 'YYYY-MM') as month,
            count(*) filter (where state in ('committed', 'withdrawn')) as deliveries,
            count(*) filter (where state = 'withdrawn') as withdrawn,
            count(*) filter (where state = 'refused' or (state = 'discarded' and problem is not null)) as refused,
            coalesce(sum((counts ->> 'accepted')::bigint) filter (where state = 'committed'), 0) as accepted,
            coalesce(sum((counts ->> 'rejected')::bigint), 0) as rejected
       from batches where feed = $1 and received_at >= $2 group by 1`,
    [feed.id, since],
  )
  const repeated = await reading.query<FeedRecord['repeated'][number]>(
    `select i.rule as rule, (array_agg(i.message order by b.received_at desc))[1] as message,
            count(distinct b.id) as deliveries, coalesce(sum(i.rows), 0) as rows
       from (select id, received_at, issues from batches where feed = $1 and received_at >= $2 and issues <> '[]'
              order by received_at desc limit ${LOOKED_AT}) b
            cross join lateral jsonb_to_recordset(b.issues) as i(rule text, severity text, message text, rows bigint)
      where i.severity = 'error' group by i.rule having count(distinct b.id) > 1 order by 4 desc, 1 limit 10`,
    [feed.id, since],
  )
  return { months: monthsOf(counted, feed, parts), repeated }
}

/** The same of one unit inside the feed: which deliveries brought rows of it, and how many of those count today. */
export async function recordOfUnit(
  reading: Reading,
  feed: Feed,
  unit: string,
  parts: RecordParts,
): Promise<SourceRecord> {
  const dataset = findDataset(feed.dataset)
  if (!dataset || dataset.unitColumns.length === 0) return { months: [], repeated: [] }
  const since = startOfDay(monthOf(dayOf(parts.now), 1 - MONTHS).from)
  const brought = await reading.query<{ batch: string; day: Day; at: string; rows: number }>(
    `select b.id as batch, (b.received_at at time zone '${ZONE}')::date as day, b.received_at as at, count(*) as rows
       from ${reading.relation(dataset, { seq: reading.seq })} r join batches b on b.id = r.batch_id
      where b.feed = $1 and b.received_at >= $2 and r.unit = any($3) group by b.id, b.received_at order by b.received_at`,
    [feed.id, since, [...unitsBelow(parts.set, [unit])]],
  )
  const counted = [...Map.groupBy(brought, ({ day }) => day.slice(0, 7))].map(([month, those]) => ({
    ...{ month, deliveries: those.length, withdrawn: 0, refused: 0, rejected: 0 },
    accepted: those.reduce((sum, { rows }) => sum + rows, 0),
  }))
  const arrivals = [...Map.groupBy(brought, ({ day }) => day)].flatMap(([day, [first]]) =>
    first ? [{ feed: feed.id, day, firstAt: first.at, batch: first.batch }] : [],
  )
  return { months: monthsOf(counted, feed, { ...parts, arrivals }), repeated: [] }
}

type Counted = Pick<DeliveryMonth, 'month' | 'deliveries' | 'withdrawn' | 'refused'> & {
  accepted: number
  rejected: number
}

function monthsOf(counted: readonly Counted[], feed: Feed, { arrivals, calendar, now }: RecordParts): DeliveryMonth[] {
  const dues = Map.groupBy(duesOf(feed, arrivals, calendar, now), ({ day }) => day.slice(0, 7))
  const byMonth = new Map(counted.map((month) => [month.month, month]))
  const first = monthOf(dayOf(now), 1 - MONTHS).from.slice(0, 7)
  const names = new Set([...byMonth.keys(), ...[...dues.keys()].filter((month) => month >= first)])
  return [...names]
    .sort()
    .reverse()
    .map((month): DeliveryMonth => {
      const { deliveries = 0, withdrawn = 0, refused = 0, accepted = 0, rejected = 0 } = byMonth.get(month) ?? {}
      const met = (how: string) => (dues.get(month) ?? []).filter((due) => due.met === how).length
      return {
        ...{ month, deliveries, onTime: met('onTime'), late: met('late'), missed: met('missed'), withdrawn, refused },
        rows: { accepted, rejected },
      }
    })
}
