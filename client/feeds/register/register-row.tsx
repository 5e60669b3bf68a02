import { Link } from 'wouter'
import type { FeedItem } from '../../../shared/api.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatNumber } from '../../format/number.ts'
import { formatDay } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { datasetTitle } from '../names.ts'
import { cadenceText } from './cadence-text.ts'
import { standingOf } from './order.ts'
import { ReportingBar } from './reporting-bar.tsx'
import { sourcePath } from './source-path.ts'
import { StandingMark } from './standing-mark.tsx'

interface RegisterRowProps {
  feed: FeedItem
  isChosen: boolean
  mayUpload: boolean
  onChoose: (feed: string) => void
}

/** One source of the register; its name opens its record, the button brings it into the form and the history. */
export function RegisterRow({ feed, isChosen, mayUpload, onChoose }: RegisterRowProps) {
  const words = useWords()
  const locale = useLocale()
  const { id, title, quarantined = 0, reporting, lastReceivedAt, expectedBy, coversTo } = feed
  const none = <span className="dim">–</span>
  return (
    <tr data-chosen={isChosen} title={id}>
      <th scope="row">
        <Link className="row-link" href={sourcePath(id)}>
          {title}
        </Link>
        {feed.pulls && <span className="sign">⇣ {words('register.pulls')}</span>}
        {feed.needsApproval && <span className="sign">{words('register.twoPeople')}</span>}
        <small>
          {datasetTitle(feed.dataset, locale)},{' '}
          {words(`register.modes.${feed.mode === 'replace' ? 'replace' : 'upsert'}`)}
        </small>
      </th>
      <td>
        {feed.unitName ?? words('feeds.register.whole')}
        <small>{feed.owner ?? words('register.nobody')}</small>
      </td>
      <td>
        <StandingMark standing={standingOf(feed)} />
      </td>
      <td className="moment">
        {lastReceivedAt ? formatMoment(lastReceivedAt) : <span className="dim">{words('feeds.register.never')}</span>}
        {coversTo && <small>{words('register.coversTo', { day: formatDay(coversTo, true) })}</small>}
      </td>
      <td className="moment">
        {expectedBy ? formatMoment(expectedBy) : none}
        <small>{cadenceText(feed.cadence, words)}</small>
      </td>
      <td>{reporting ? <ReportingBar reporting={reporting} /> : none}</td>
      <td className={quarantined === 0 ? 'number zero' : 'number'}>
        {quarantined === 0 ? (
          '0'
        ) : (
          <Link
            className="text-link"
            href={`${sourcePath(id)}#aside`}
            aria-label={words('register.quarantinedOf', { n: formatNumber(quarantined, locale) })}
          >
            {formatNumber(quarantined, locale)}
          </Link>
        )}
      </td>
      <td className="number">
        <button
          type="button"
          className="bar-button"
          aria-pressed={isChosen}
          aria-label={words(mayUpload ? 'register.useFor' : 'register.filterFor', { feed: title })}
          onClick={() => onChoose(isChosen ? '' : id)}
        >
          {words(mayUpload ? 'register.use' : 'register.useFilter')}
        </button>
      </td>
    </tr>
  )
}
