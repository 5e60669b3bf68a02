import type { SourceState } from '../../shared/answer.ts'
import type { WorkingCalendar } from '../../shared/calendar.ts'
import { addDays, type Day, dayOf } from '../../shared/period.ts'
import type { Scope } from '../../shared/roles.ts'
import { unitsBelow } from '../../shared/unit-cover.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { Feed } from '../ledger/ledger.ts'
import type { Delivery } from './coverage.ts'
import { below } from './tree.ts'

/** After so many missed deliveries a late feed is called silent. */
const SILENT_AFTER = 3

/** How fresh each feed is at a moment. */
export function sourceStates(
  feeds: readonly Feed[],
  deliveries: readonly Delivery[],
  calendar: WorkingCalendar,
  now: Date,
): SourceState[] {
  const byFeed = new Map(deliveries.map((delivery) => [delivery.feed, delivery]))
  return feeds
    .filter((feed) => !feed.system)
    .map((feed) => {
      const delivery = byFeed.get(feed.id)
      const since = delivery?.lastReceivedAt ?? feed.registeredAt
      const expected = since === undefined ? null : expectedBy(feed, since, calendar)
      return {
        feed: feed.id,
        title: feed.title,
        dataset: feed.dataset,
        lastReceivedAt: delivery?.lastReceivedAt ?? null,
        expectedBy: expected,
        state: stateOf(feed, delivery, calendar, now),
        coversTo: delivery?.coversTo ?? null,
        sample: feed.sample,
      }
    })
}

/** The feeds that can change a query's figures: of its datasets, and of its unit, above or below it. */
export function relevant(
  feeds: readonly Feed[],
  datasets: ReadonlySet<string>,
  set: UnitSet,
  unit: string | null,
  day: Day,
): Feed[] {
  const inside = unit === null ? null : below(set, day, unit)
  return feeds.filter((feed) => {
    if (feed.system || !datasets.has(feed.dataset)) return false
    if (feed.unit === null || inside === null || inside.has(feed.unit)) return true
    return unit !== null && below(set, day, feed.unit).has(unit)
  })
}

/**
 * The feeds that can change an answer. Who is limited to units of which none holds the unit asked about hears of the feeds of
 * his own.
 */
export function sourcesOf(
  feeds: readonly Feed[],
  datasets: ReadonlySet<string>,
  set: UnitSet,
  { unit, today, scope }: { unit: string | null; today: Day; scope: Scope },
): Feed[] {
  if (scope.units === 'all' || (unit !== null && unitsBelow(set, scope.units).has(unit)))
    return relevant(feeds, datasets, set, unit, today)
  const heard = new Set(scope.units.flatMap((own) => relevant(feeds, datasets, set, own, today)))
  return feeds.filter((feed) => heard.has(feed))
}

/**
 * The moment until which the next delivery is on time; null for feeds of which nothing is expected.
 *
 * @param since - when the last one came, or the feed was registered
 */
function expectedBy(feed: Feed, since: string, calendar: WorkingCalendar, times = 1): string | null {
  if (feed.cadence === null) return null
  const { workingDays, by } = feed.cadence
  let day = dayOf(new Date(since))
  for (let left = workingDays * times; left > 0; ) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) left -= 1
  }
  return `${day}T${by.length === 5 ? `${by}:00` : by}+07:00`
}

function stateOf(
  feed: Feed,
  delivery: Delivery | undefined,
  calendar: WorkingCalendar,
  now: Date,
): SourceState['state'] {
  if (!delivery) return 'never'
  const due = expectedBy(feed, delivery.lastReceivedAt, calendar)
  if (due === null || now <= new Date(due)) return 'onTime'
  const silent = expectedBy(feed, delivery.lastReceivedAt, calendar, SILENT_AFTER)
  return silent !== null && now > new Date(silent) ? 'silent' : 'late'
}
