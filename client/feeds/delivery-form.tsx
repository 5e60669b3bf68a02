import { type FormEvent, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { FeedItem } from '../../shared/api.ts'
import { templateUrl } from '../api/feeds.ts'
import { type Upload, uploadFile } from '../api/upload.ts'
import { useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'
import { type Draft, emptyDraft, faultsOf, targetOf } from './draft.ts'
import { DropArea } from './drop-area.tsx'
import { PeriodFields } from './period-fields.tsx'
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
}

/** Sends one file to be checked. Nothing counts yet; the delivery's own page follows. */
export function DeliveryForm({ feeds, feed, dataset, mayRegister }: DeliveryFormProps) {
  const words = useWords()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(dataset))
  const [isTried, setIsTried] = useState(false)
  const [sending, setSending] = useState<{ upload: Upload; sent: number; total: number } | null>(null)
  const act = useAct()
  useEffect(() => {
    if (feed) setDraft((before) => ({ ...before, dataset: feed.dataset, feed: feed.id }))
  }, [feed])
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }))
    act.clear()
  }
  const faults = isTried ? faultsOf(draft) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    const { file } = draft
    if (!file || Object.keys(faultsOf(draft)).length > 0) return
    await act.run(async () => {
      const upload = uploadFile(file, targetOf(draft), (sent, total) => setSending({ upload, sent, total }))
      setSending({ upload, sent: 0, total: file.size })
      try {
        const { id } = await upload.done
        navigate(`/feeds/${id}`)
      } finally {
        setSending(null)
      }
    })
  }
  return (
    <form
      className="panel delivery"
      aria-labelledby="delivery-title"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <header className="panel-head">
        <h2 id="delivery-title">{words('feeds.form.title')}</h2>
      </header>
      <DropArea file={draft.file} fault={faults.file && words(faults.file)} onFile={(file) => change({ file })} />
      <TargetFields draft={draft} feeds={feeds} faults={faults} mayRegister={mayRegister} onChange={change} />
      <PeriodFields draft={draft} faults={faults} onChange={change} />
      {draft.dataset && (
        <p className="dim">
          {words('feeds.form.template')}{' '}
          <a className="text-link" href={templateUrl(draft.dataset, 'xlsx')} download>
            XLSX
          </a>{' '}
          <a className="text-link" href={templateUrl(draft.dataset, 'csv')} download>
            CSV
          </a>
        </p>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      {sending ? (
        <SendingBar sent={sending.sent} total={sending.total} onStop={() => sending.upload.abort()} />
      ) : (
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
