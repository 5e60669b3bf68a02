import type { FeedItem } from '../../shared/api.ts'
import type { Batch } from '../../shared/batch.ts'
import { BATCH_STATES, type BatchState } from '../../shared/batch-states.ts'
import { foldAccents } from '../../shared/units.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Read } from '../ui/use-read.ts'
import { HistoryTable } from './history-table.tsx'
import { feedTitle } from './names.ts'

interface HistoryProps {
  read: Read<Batch[]>
  feeds: readonly FeedItem[]
  search: string
  filter: { feed: string; state: BatchState | '' }
  /** How many deliveries are read at most. */
  limit: number
  onFilter: (next: { feed?: string; state?: BatchState | '' }) => void
  mayRead: boolean
  mayUpload: boolean
}

/** Every delivery, newest first: what it brought, who sent it, where it stands. */
export function History({ read, feeds, search, filter, limit, onFilter, mayRead, mayUpload }: HistoryProps) {
  const words = useWords()
  const locale = useLocale()
  const wanted = foldAccents(search)
  const found = (read.value ?? []).filter((batch) =>
    foldAccents(
      `${batch.file?.name ?? ''} ${batch.feed} ${feedTitle(batch.feed, batch.dataset, feeds, locale)}`,
    ).includes(wanted),
  )
  const isFiltered = filter.feed !== '' || filter.state !== '' || wanted !== ''
  return (
    <section className="panel" aria-labelledby="history-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="history-title">{words('feeds.history.title')}</h2>
        {read.value && read.value.length >= limit && (
          <p className="dim">{words('feeds.history.newest', { n: `${limit}` })}</p>
        )}
        {mayRead && <Filters feeds={feeds} filter={filter} onFilter={onFilter} />}
      </header>
      {!mayRead && <p className="blank">{words('feeds.history.shut')}</p>}
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {mayRead && !read.value && !read.problem && <p className="blank">{words('feeds.register.loading')}</p>}
      {read.value && found.length === 0 && (
        <div className="blank">
          <p className="strong">{words(isFiltered ? 'feeds.history.none' : 'feeds.history.empty')}</p>
          {!isFiltered && <p>{words(mayUpload ? 'feeds.history.emptyNote' : 'feeds.history.emptyReader')}</p>}
        </div>
      )}
      {found.length > 0 && <HistoryTable batches={found} feeds={feeds} />}
    </section>
  )
}

function Filters({ feeds, filter, onFilter }: Pick<HistoryProps, 'feeds' | 'filter' | 'onFilter'>) {
  const words = useWords()
  return (
    <div className="filters">
      <select
        aria-label={words('feeds.history.feedFilter')}
        value={filter.feed}
        onChange={(event) => onFilter({ feed: event.target.value })}
      >
        <option value="">{words('feeds.history.allFeeds')}</option>
        {feeds.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <select
        aria-label={words('feeds.history.stateFilter')}
        value={filter.state}
        onChange={(event) => onFilter({ state: event.target.value as BatchState | '' })}
      >
        <option value="">{words('feeds.history.allStates')}</option>
        {BATCH_STATES.map((state) => (
          <option key={state} value={state}>
            {words(`feeds.states.${state}`)}
          </option>
        ))}
      </select>
      {(filter.feed || filter.state) && (
        <button type="button" className="text-link" onClick={() => onFilter({ feed: '', state: '' })}>
          {words('feeds.history.clear')}
        </button>
      )}
    </div>
  )
}
