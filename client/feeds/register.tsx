import type { FeedItem } from '../../shared/api.ts'
import { foldAccents } from '../../shared/units.ts'
import { formatMoment } from '../format/moment.ts'
import { formatDay } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Mark, type Tone } from '../ui/mark.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Read } from '../ui/use-read.ts'
import { datasetTitle } from './names.ts'

const STATES = ['onTime', 'late', 'silent', 'never'] as const
const TONES: Record<(typeof STATES)[number], Tone> = { onTime: 'good', late: 'watch', silent: 'bad', never: 'calm' }

interface RegisterProps {
  read: Read<FeedItem[]>
  search: string
  chosen: string
  onChoose: (feed: string) => void
}

/** Every source: whose, when it last came, when the next is due, and how far its figures reach. */
export function Register({ read, search, chosen, onChoose }: RegisterProps) {
  const words = useWords()
  const locale = useLocale()
  const wanted = foldAccents(search)
  const feeds = (read.value ?? []).filter(({ id, title, dataset, unitName }) =>
    foldAccents(`${id} ${title} ${datasetTitle(dataset, locale)} ${unitName ?? ''}`).includes(wanted),
  )
  const isEmpty = read.value?.length === 0
  return (
    <section className="panel" aria-labelledby="register-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="register-title">{words('feeds.register.title')}</h2>
        {read.value && !isEmpty && <p className="dim">{words('feeds.register.count', { n: `${feeds.length}` })}</p>}
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {!read.value && !read.problem && <p className="blank">{words('feeds.register.loading')}</p>}
      {isEmpty && (
        <div className="blank">
          <p className="strong">{words('feeds.register.empty')}</p>
          <p>{words('feeds.register.emptyNote')}</p>
        </div>
      )}
      {!isEmpty && read.value && feeds.length === 0 && (
        <p className="blank">{words('feeds.register.noMatch', { text: search })}</p>
      )}
      {feeds.length > 0 && (
        <div className="scroll register-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words('feeds.register.feed')}</th>
                <th scope="col">{words('feeds.register.unit')}</th>
                <th scope="col">{words('feeds.register.state')}</th>
                <th scope="col">{words('feeds.register.received')}</th>
                <th scope="col">{words('feeds.register.expected')}</th>
                <th scope="col">{words('feeds.register.covers')}</th>
              </tr>
            </thead>
            <tbody>
              {feeds.map((feed) => (
                <FeedRow key={feed.id} feed={feed} isChosen={feed.id === chosen} onChoose={onChoose} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

interface FeedRowProps {
  feed: FeedItem
  isChosen: boolean
  onChoose: (feed: string) => void
}

function FeedRow({ feed, isChosen, onChoose }: FeedRowProps) {
  const words = useWords()
  const locale = useLocale()
  const state = STATES.find((name) => name === feed.state) ?? 'never'
  return (
    <tr data-chosen={isChosen} title={feed.id}>
      <th scope="row">
        <button
          type="button"
          className="row-button"
          aria-pressed={isChosen}
          aria-label={words('feeds.register.choose', { feed: feed.title })}
          onClick={() => onChoose(isChosen ? '' : feed.id)}
        >
          {feed.title}
        </button>
        <small>{datasetTitle(feed.dataset, locale)}</small>
      </th>
      <td>{feed.unitName ?? words('feeds.register.whole')}</td>
      <td>
        <Mark tone={TONES[state]}>{words(`feeds.register.states.${state}`)}</Mark>
      </td>
      <td className="nowrap">
        {feed.lastReceivedAt ? formatMoment(feed.lastReceivedAt) : words('feeds.register.never')}
      </td>
      <td className="nowrap">
        {feed.expectedBy ? (
          formatMoment(feed.expectedBy)
        ) : (
          <span className="dim">{words('feeds.register.noCadence')}</span>
        )}
        {feed.cadence && (
          <small>
            {feed.cadence.workingDays === 1
              ? words('feeds.register.daily', { by: feed.cadence.by })
              : words('feeds.register.cadence', { days: `${feed.cadence.workingDays}`, by: feed.cadence.by })}
          </small>
        )}
      </td>
      <td>{feed.coversTo ? formatDay(feed.coversTo, true) : <span className="dim">–</span>}</td>
    </tr>
  )
}
