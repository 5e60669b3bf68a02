import { useEffect, useState } from 'react'
import { Link, useParams } from 'wouter'
import type { SessionInfo } from '../../../shared/access.ts'
import type { FeedItem } from '../../../shared/api.ts'
import { readFeeds } from '../../api/feeds.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { Desk } from '../desk.tsx'
import { datasetTitle } from '../names.ts'
import { useSlowSeq } from '../use-slow-seq.ts'
import { AsidePanel } from './aside-panel.tsx'
import { ChangeFeed } from './change-feed.tsx'
import { MemoryPanel } from './memory-panel.tsx'
import { Mirror } from './mirror.tsx'
import { standingOf } from './order.ts'
import { PullPanel } from './pull-panel.tsx'
import './register.css'
import { SourceDeliveries } from './source-deliveries.tsx'
import { SourceFacts } from './source-facts.tsx'
import { StandingMark } from './standing-mark.tsx'

/** Who reads single deliveries and what was found in them. */
const READERS = ['analyst', 'officer', 'operator']

/** `/feeds/source/:id`: one source: what is expected of it, what it did, and everything that can be done about it. */
export function SourcePage() {
  const words = useWords()
  const { id = '' } = useParams<{ id: string }>()
  return <Desk title={words('feeds.title')}>{(session) => <Source key={id} id={id} session={session} />}</Desk>
}

function Source({ id, session }: { id: string; session: SessionInfo }) {
  const words = useWords()
  const seq = useSlowSeq()
  const feeds = useRead(readFeeds, `feeds ${seq}`)
  const feed = feeds.value?.find((one) => one.id === id)
  return (
    <div className="desk-page">
      <Link className="text-link back" href="/feeds">
        <span aria-hidden="true">←</span> {words('register.source.back')}
      </Link>
      {feeds.problem && <ProblemNote problem={feeds.problem} onRetry={feeds.reload} />}
      {!feeds.value && !feeds.problem && <p className="blank">{words('feeds.register.loading')}</p>}
      {feeds.value && !feed && <p className="blank">{words('register.source.unknown', { feed: id })}</p>}
      {feed && <Known feed={feed} session={session} turn={`${seq}`} onChange={feeds.reload} />}
    </div>
  )
}

interface KnownProps {
  feed: FeedItem
  session: SessionInfo
  /** Says when to ask again. */
  turn: string
  onChange: () => void
}

function Known({ feed, session, turn, onChange }: KnownProps) {
  const words = useWords()
  const locale = useLocale()
  const [isChanging, setIsChanging] = useState(false)
  const mayRead = READERS.includes(session.role)
  const mayUpload = session.may.upload
  useEffect(() => {
    document.title = `${feed.title} · ${words('product.name')}`
  }, [feed.title, words])
  const facts = [datasetTitle(feed.dataset, locale), feed.unitName ?? words('feeds.register.whole')]
  return (
    <>
      <header className="page-head">
        <div>
          <h1>
            {feed.title} <StandingMark standing={standingOf(feed)} />
            {feed.sample && <span className="sample-badge">{words('sample')}</span>}
          </h1>
          <p className="dim">{facts.join(' · ')}</p>
        </div>
        {mayUpload && (
          <Link
            className="button primary"
            href={`/feeds?${new URLSearchParams({ feed: feed.id, dataset: feed.dataset })}`}
          >
            {words('register.source.send')}
          </Link>
        )}
      </header>
      <div className="source-grid">
        <div className="source-main">
          <Mirror feed={feed} now={session.now} turn={turn} />
          {mayRead && <AsidePanel feed={feed} turn={turn} mayDecide={mayUpload} onDecided={onChange} />}
          {mayRead && <SourceDeliveries feed={feed} turn={turn} />}
        </div>
        <div className="source-side">
          <SourceFacts feed={feed} onChange={mayUpload ? () => setIsChanging(true) : undefined} />
          {mayRead && (
            <PullPanel feed={feed} turn={turn} mayFetch={mayUpload} maySet={session.may.admin} onChange={onChange} />
          )}
          {mayRead && <MemoryPanel feed={feed} turn={turn} mayForget={mayUpload} />}
        </div>
      </div>
      {isChanging && (
        <ChangeFeed
          feed={feed}
          isOperator={session.role === 'operator'}
          knowsPeople={session.may.admin}
          onDone={() => {
            setIsChanging(false)
            onChange()
          }}
          onClose={() => setIsChanging(false)}
        />
      )}
    </>
  )
}
