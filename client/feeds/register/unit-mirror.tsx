import type { FeedItem } from '../../../shared/api.ts'
import { dayOf } from '../../../shared/period.ts'
import { readFeedRecord } from '../../api/feeds.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { MonthStrip } from './month-strip.tsx'
import { monthsUntil, tallyOf } from './tally.ts'

const MONTHS = 12
/** A commune has a handful of sources; of more than these the sum would be asked for too long. */
const MOST_FEEDS = 12
const MOST_FAULTS = 3

interface UnitMirrorProps {
  unit: string
  feeds: readonly FeedItem[]
  /** RFC 3339, by the server's clock. */
  now: string
  /** Says when to ask again. */
  turn: string
}

/** What somebody's own unit delivered in the last year, all its sources together: the first thing that he sees. */
export function UnitMirror({ unit, feeds, now, turn }: UnitMirrorProps) {
  const words = useWords()
  const locale = useLocale()
  const expected = feeds.filter(({ cadence }) => cadence !== null).slice(0, MOST_FEEDS)
  const ids = expected.map(({ id }) => id)
  const read = useRead(() => Promise.all(ids.map((id) => readFeedRecord(id))), `mirror ${ids.join(' ')} ${turn}`)
  const records = read.value ?? []
  const months = monthsUntil(
    dayOf(new Date(now)).slice(0, 7),
    MONTHS,
    records.flatMap((record) => record.months),
  )
  const { onTime, due } = tallyOf(months)
  const faults = records
    .flatMap((record) => record.repeated)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, MOST_FAULTS)
  if (read.problem) return <ProblemNote problem={read.problem} onRetry={read.reload} />
  return (
    <section className="panel unit-mirror" aria-labelledby="unit-mirror-title" aria-busy={read.isAsking}>
      <div>
        <h2 id="unit-mirror-title">{words('register.unit.title', { unit })}</h2>
        <p className="mirror-rate">
          {due === 0
            ? words(feeds.length === 0 ? 'register.unit.shut' : 'register.unit.nothingDue')
            : words('register.unit.rate', { onTime: `${onTime}`, due: `${due}` })}
        </p>
        {expected.length > 0 && (
          <p className="dim">{words('register.unit.span', { n: formatNumber(expected.length, locale) })}</p>
        )}
      </div>
      {due > 0 && <MonthStrip months={months} />}
      {faults.length > 0 && (
        <div className="unit-faults">
          <h3>{words('register.unit.faults')}</h3>
          <ul>
            {faults.map(({ rule, message, deliveries, rows }) => (
              <li key={`${rule} ${message}`}>
                {words('register.unit.fault', {
                  message,
                  deliveries: formatNumber(deliveries, locale),
                  rows: formatNumber(rows, locale),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
