import { Link } from 'wouter'
import type { FeedItem } from '../../shared/api.ts'
import type { Batch, RowCounts } from '../../shared/batch.ts'
import { formatMoment } from '../format/moment.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { type Line, toLines } from './history-lines.ts'
import { feedTitle, personName } from './names.ts'
import { StateMark } from './state-mark.tsx'

const COUNTS = ['new', 'changed', 'unchanged', 'stale', 'closed'] as const satisfies readonly (keyof RowCounts)[]

/** Deliveries as lines; pushes of one feed that follow each other are one line. */
export function HistoryTable({ batches, feeds }: { batches: readonly Batch[]; feeds: readonly FeedItem[] }) {
  const words = useWords()
  return (
    <div className="scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words('feeds.history.file')}</th>
            <th scope="col">{words('feeds.history.state')}</th>
            <th scope="col">{words('feeds.history.received')}</th>
            {COUNTS.map((name) => (
              <th key={name} scope="col" className="number">
                {words(`feeds.history.${name}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {words('feeds.history.seq')}
            </th>
          </tr>
        </thead>
        <tbody>
          {toLines(batches).map((line) => (
            <HistoryRow key={line.batch.id} line={line} feeds={feeds} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HistoryRow({ line, feeds }: { line: Line; feeds: readonly FeedItem[] }) {
  const words = useWords()
  const locale = useLocale()
  const { batch, times, rows } = line
  const name =
    batch.file?.name ?? (times > 1 ? words('feeds.history.pushes', { n: `${times}` }) : words('feeds.history.push'))
  return (
    <tr>
      <th scope="row">
        <Link className="row-link" href={`/feeds/${batch.id}`}>
          {name}
        </Link>
        <small>{feedTitle(batch.feed, batch.dataset, feeds, locale)}</small>
      </th>
      <td>
        <StateMark state={batch.state} />
      </td>
      <td>
        {formatMoment(batch.receivedAt)}
        <small>{personName(batch.receivedBy, null, words)}</small>
      </td>
      {COUNTS.map((count) => (
        <td key={count} className={rows[count] === 0 ? 'number zero' : 'number'}>
          {formatNumber(rows[count], locale)}
        </td>
      ))}
      <td className="number">{batch.seq === undefined ? '' : formatNumber(batch.seq, locale)}</td>
    </tr>
  )
}
