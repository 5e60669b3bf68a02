import { Link } from 'wouter'
import type { FeedItem } from '../../../shared/api.ts'
import { listBatches } from '../../api/batches.ts'
import { useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { HistoryTable } from '../history-table.tsx'

const NEWEST = 30

/** The newest deliveries of one source. */
export function SourceDeliveries({ feed, turn }: { feed: FeedItem; turn: string }) {
  const words = useWords()
  const read = useRead(() => listBatches({ feed: feed.id, limit: NEWEST }), `batches ${feed.id} ${turn}`)
  const batches = read.value ?? []
  return (
    <section className="panel" aria-labelledby="deliveries-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="deliveries-title">{words('register.source.deliveries')}</h2>
        {batches.length > 0 && (
          <Link className="text-link head-act" href={`/feeds?${new URLSearchParams({ feed: feed.id })}`}>
            {words('register.source.deliveriesAll')}
          </Link>
        )}
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {!read.value && !read.problem && <p className="blank">{words('feeds.register.loading')}</p>}
      {read.value && batches.length === 0 && <p className="blank">{words('register.source.deliveriesNone')}</p>}
      {batches.length > 0 && <HistoryTable batches={batches} feeds={[feed]} />}
    </section>
  )
}
