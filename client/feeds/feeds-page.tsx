import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { SessionInfo } from '../../shared/access.ts'
import { BATCH_STATES, type BatchState } from '../../shared/batch-states.ts'
import { listBatches } from '../api/batches.ts'
import { readFeeds } from '../api/feeds.ts'
import { useWords } from '../i18n/provider.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useRead } from '../ui/use-read.ts'
import { DeliveryForm } from './delivery-form.tsx'
import { Desk } from './desk.tsx'
import { History } from './history.tsx'
import { NewFeed } from './register/new-feed.tsx'
import { Register } from './register/register.tsx'
import './register/register.css'
import { Reminders } from './register/reminders.tsx'
import { sourcePath } from './register/source-path.ts'
import { UnitMirror } from './register/unit-mirror.tsx'
import { useSlowSeq } from './use-slow-seq.ts'

const HISTORY_LIMIT = 200
const READERS = ['analyst', 'officer', 'operator']

/** `/feeds`: the register of feeds, what came in, and the place to drop the next file. */
export function FeedsPage() {
  const words = useWords()
  return <Desk title={words('feeds.title')}>{(session) => <Feeds session={session} />}</Desk>
}

function Feeds({ session }: { session: SessionInfo }) {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const [, navigate] = useLocation()
  const [search, setSearch] = useState('')
  const [isAdding, setIsAdding] = useState(false)
  const seq = useSlowSeq()
  const feed = params.get('feed') ?? ''
  const state = BATCH_STATES.find((name) => name === params.get('state')) ?? ''
  const mayRead = READERS.includes(session.role)
  const feeds = useRead(readFeeds, `feeds ${seq}`)
  const filter = { ...(feed && { feed }), ...(state && { state }), limit: HISTORY_LIMIT }
  const batches = useRead(() => listBatches(filter), mayRead ? `batches ${seq} ${feed} ${state}` : null)
  const choose = (next: { feed?: string; state?: BatchState | ''; standing?: string; kind?: string }) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(next)) value ? after.set(name, value) : after.delete(name)
        return after
      },
      { replace: true },
    )
  }
  const known = feeds.value ?? []
  // Who comes for a certain source would otherwise send before the form knows it.
  const isFormReady = feed === '' || feeds.value !== null || feeds.problem !== null
  return (
    <div className="desk-page">
      <header className="page-head">
        <div>
          <h1>{words('feeds.title')}</h1>
          <p className="dim">{words('feeds.lead')}</p>
        </div>
        <SearchField label={words('feeds.register.search')} value={search} onChange={setSearch} />
      </header>
      {session.unit && feeds.value && (
        <UnitMirror unit={session.unit.name} feeds={known} now={session.now} turn={`${seq}`} />
      )}
      <Reminders reader={session.actor} turn={`${seq}`} />
      <div className={session.may.upload ? 'feeds-grid' : 'feeds-grid alone'}>
        <div className="feeds-main">
          <Register
            read={feeds}
            search={search}
            filter={{ standing: params.get('standing') ?? '', kind: params.get('kind') ?? '' }}
            onFilter={choose}
            chosen={feed}
            onChoose={(id) => choose({ feed: id })}
            mayUpload={session.may.upload}
            onAdd={session.role === 'operator' ? () => setIsAdding(true) : undefined}
          />
          <History
            read={batches}
            feeds={known}
            search={search}
            filter={{ feed, state }}
            limit={HISTORY_LIMIT}
            onFilter={choose}
            mayRead={mayRead}
            mayUpload={session.may.upload}
          />
        </div>
        {session.may.upload && isFormReady && (
          <DeliveryForm
            feeds={known}
            feed={known.find(({ id }) => id === feed) ?? null}
            dataset={params.get('dataset') ?? ''}
            mayRegister={session.role === 'operator'}
            isLimited={session.unit !== null}
          />
        )}
      </div>
      {isAdding && (
        <NewFeed
          knowsPeople={session.may.admin}
          onDone={({ id }) => navigate(sourcePath(id))}
          onClose={() => setIsAdding(false)}
        />
      )}
    </div>
  )
}
