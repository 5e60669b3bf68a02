import { type FormEvent, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { FeedItem } from '../../shared/api.ts'
import { useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { type Draft, emptyDraft, faultsOf, targetOf } from './draft.ts'
import { DropArea } from './drop-area.tsx'
import { PeriodFields } from './period-fields.tsx'
import { QueueList } from './sending/queue-list.tsx'
import { TemplateLinks } from './sending/template-links.tsx'
import { useQueue } from './sending/use-queue.ts'
import { SendingBar } from './sending-bar.tsx'
import { TargetFields } from './target-fields.tsx'

interface DeliveryFormProps {
  feeds: readonly FeedItem[]
  /** The feed chosen in the register. */
  feed: FeedItem | null
  /** The dataset asked for in the address; empty = none. */
  dataset: string
  /** May a feed be registered by using it? */
  mayRegister: boolean
  /** Is the officer limited to units? Then files to fill in are made for those. */
  isLimited?: boolean
}

/** Sends files to be checked, one after the other. Nothing counts yet; a single file's own page follows. */
export function DeliveryForm({ feeds, feed, dataset, mayRegister, isLimited = false }: DeliveryFormProps) {
  const words = useWords()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(dataset))
  const [isTried, setIsTried] = useState(false)
  const queue = useQueue()
  const { items } = queue
  const [only] = items
  useEffect(() => {
    if (feed) setDraft((before) => ({ ...before, dataset: feed.dataset, feed: feed.id }))
  }, [feed])
  useEffect(() => {
    if (items.length !== 1 || !only?.batch) return
    queue.clear()
    navigate(`/feeds/${only.batch}`)
  }, [items.length, only, queue.clear, navigate])
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }))
    if (!queue.isBusy) queue.clear()
  }
  const faults = isTried ? faultsOf(draft) : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    const found = Object.keys(faultsOf(draft))
    if (found.length === 0) void queue.start(draft.files, targetOf(draft))
    else focusFirstFault(event.currentTarget as HTMLFormElement)
  }
  const sending = items.find(({ state }) => state === 'sending')
  const chosen = feeds.find(({ id }) => id === draft.feed) ?? null
  return (
    <form className="panel delivery" aria-labelledby="delivery-title" onSubmit={submit} noValidate>
      <header className="panel-head">
        <h2 id="delivery-title">{words('feeds.form.title')}</h2>
      </header>
      {items.length > 1 ? (
        <QueueList items={items} />
      ) : (
        <>
          <DropArea
            files={draft.files}
            pasted={draft.pasted}
            fault={faults.file && words(faults.file)}
            onFiles={(files) => change({ files, pasted: null })}
            onPaste={(pasted) => change({ files: [pasted.file], pasted })}
          />
          <TargetFields draft={draft} feeds={feeds} faults={faults} mayRegister={mayRegister} onChange={change} />
          <PeriodFields draft={draft} faults={faults} onChange={change} />
          {draft.dataset && <TemplateLinks draft={draft} feed={chosen} isLimited={isLimited} />}
          {only?.problem && <ProblemNote problem={only.problem} />}
        </>
      )}
      {sending && <SendingBar key={sending.key} sent={sending.sent} total={sending.total} onStop={queue.stop} />}
      {!queue.isBusy && items.length > 1 && (
        <div className="form-end">
          {items.some(({ state }) => state === 'failed') && (
            <button type="button" className="button primary wide" onClick={() => void queue.retry()}>
              {words('feeds.queue.retry')}
            </button>
          )}
          <button
            type="button"
            className="button wide"
            onClick={() => {
              queue.clear()
              setDraft((before) => ({ ...before, files: [], pasted: null }))
              setIsTried(false)
            }}
          >
            {words('feeds.queue.clear')}
          </button>
        </div>
      )}
      {!queue.isBusy && items.length < 2 && (
        <div className="form-end">
          <button type="submit" className="button primary wide">
            {words('feeds.form.send')}
          </button>
          <p className="dim">{words('feeds.form.nothingCounts')}</p>
        </div>
      )}
    </form>
  )
}

/** Whoever works with keys stands where something is missing. */
function focusFirstFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    const field = form.querySelector<HTMLElement>('[aria-invalid="true"]')
    const drop = form.querySelector<HTMLElement>('.drop:has([role="alert"]) button')
    const target = drop ?? field
    target?.focus()
  })
}
