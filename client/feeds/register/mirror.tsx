import type { FeedItem } from '../../../shared/api.ts'
import type { FeedRecord } from '../../../shared/feed-register.ts'
import { dayOf } from '../../../shared/period.ts'
import { readFeedRecord } from '../../api/feeds.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { MissingUnits } from './missing-units.tsx'
import { MonthStrip } from './month-strip.tsx'
import { MonthsTable } from './months-table.tsx'
import { standingOf } from './order.ts'
import { monthsUntil, tallyOf } from './tally.ts'

/** As far back as the server tells. */
const MONTHS = 13

interface MirrorProps {
  feed: FeedItem
  /** RFC 3339, by the server's clock. */
  now: string
  turn: string
}

/** The sender's mirror: what came, when, what was wrong with it again and again, and who has not reported. */
export function Mirror({ feed, now, turn }: MirrorProps) {
  const words = useWords()
  const read = useRead(() => readFeedRecord(feed.id), `record ${feed.id} ${turn}`)
  const record = read.value
  return (
    <section className="panel" aria-labelledby="mirror-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="mirror-title">{words('register.mirror.title')}</h2>
        <DueNow feed={feed} now={now} />
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {!record && !read.problem && <p className="blank">{words('feeds.register.loading')}</p>}
      {record && <Punctuality feed={feed} record={record} now={now} />}
      {record && record.months.length > 0 && <MonthsTable months={record.months} />}
      {record && record.repeated.length > 0 && <Repeated repeated={record.repeated} />}
      {record?.reporting && <MissingUnits reporting={record.reporting} />}
    </section>
  )
}

function DueNow({ feed, now }: { feed: FeedItem; now: string }) {
  const words = useWords()
  const { expectedBy } = feed
  if (expectedBy === null) return null
  const standing = standingOf(feed)
  const at = formatMoment(expectedBy)
  if (standing === 'late' || standing === 'silent')
    return (
      <p className="due-now" data-standing={standing}>
        {words(`register.source.${standing}`, { at })}
      </p>
    )
  const isToday = dayOf(new Date(expectedBy)) === dayOf(new Date(now))
  return isToday && new Date(expectedBy) >= new Date(now) ? (
    <p className="due-now">{words('register.source.dueToday', { at })}</p>
  ) : null
}

function Punctuality({ feed, record, now }: { feed: FeedItem; record: FeedRecord; now: string }) {
  const words = useWords()
  const months = monthsUntil(dayOf(new Date(now)).slice(0, 7), MONTHS, record.months)
  const { onTime, late, missed, due } = tallyOf(months)
  if (due === 0)
    return (
      <p className="panel-note mirror-none">
        {words(
          feed.cadence === null
            ? 'register.mirror.noCadence'
            : record.months.length === 0
              ? 'register.mirror.empty'
              : 'register.mirror.nothingDue',
        )}
      </p>
    )
  return (
    <div className="mirror-top">
      <div>
        <p className="mirror-rate">{words('register.mirror.rate', { onTime: `${onTime}`, due: `${due}` })}</p>
        <p className="dim">
          {words('register.mirror.rateNote', { months: `${MONTHS}`, late: `${late}`, missed: `${missed}` })}
        </p>
      </div>
      <MonthStrip months={months} />
    </div>
  )
}

function Repeated({ repeated }: Pick<FeedRecord, 'repeated'>) {
  const words = useWords()
  const locale = useLocale()
  return (
    <div className="mirror-part">
      <h3>{words('register.mirror.repeated')}</h3>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words('register.mirror.message')}</th>
            <th scope="col" className="number">
              {words('register.mirror.deliveries')}
            </th>
            <th scope="col" className="number">
              {words('register.mirror.rows')}
            </th>
          </tr>
        </thead>
        <tbody>
          {repeated.map(({ rule, message, deliveries, rows }) => (
            <tr key={rule}>
              <th scope="row">
                {message}
                <small>{rule}</small>
              </th>
              <td className="number">{formatNumber(deliveries, locale)}</td>
              <td className="number">{formatNumber(rows, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
