import { useEffect, useState } from 'react'
import type { Batch } from '../../shared/batch.ts'
import type { Progress } from '../../shared/live.ts'
import { formatMoment } from '../format/moment.ts'
import { formatNumber } from '../format/number.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { formatBytes } from './bytes.ts'
import { useFormatWords } from './columns/format-words.ts'
import { datasetTitle, personName } from './names.ts'
import { usePace, useTimeLeft } from './sending/use-pace.ts'

interface FileStepProps {
  batch: Batch
  progress: Progress | null
  unit: string | null
}

/** The file itself: what came, from whom, and how far it is read. */
export function FileStep({ batch, progress, unit }: FileStepProps) {
  const words = useWords()
  const locale = useLocale()
  const tellFormat = useFormatWords()
  const { file, problem, state } = batch
  const isBusy = state === 'receiving' || state === 'checking'
  const none = <span className="dim">{words('delivery.batch.notGiven')}</span>
  const facts = [
    ['size', file && formatBytes(file.size, locale)],
    ['format', batch.format && tellFormat(batch.format)],
    ['dataset', datasetTitle(batch.dataset, locale)],
    ['feed', batch.feed],
    ['unit', unit ?? none],
    ['period', batch.period ? formatPeriodName(batch.period, locale) : none],
    ['extracted', batch.extractedAt ? formatMoment(batch.extractedAt) : none],
    ['received', formatMoment(batch.receivedAt)],
    ['by', personName(batch.receivedBy, null, words)],
    ['committed', batch.committedAt && formatMoment(batch.committedAt)],
    ['seq', batch.seq && formatNumber(batch.seq, locale)],
    ['withdrawnIn', batch.withdrawnSeq && formatNumber(batch.withdrawnSeq, locale)],
    ['reason', batch.reason],
  ] as const
  return (
    <section className="panel" aria-labelledby="file-title">
      <header className="panel-head">
        <h2 id="file-title">{words('delivery.batch.file')}</h2>
      </header>
      {isBusy && <Reading key={progress?.stage} progress={progress} state={state} />}
      {problem && <ProblemNote problem={problem} />}
      <dl className="facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{words(`delivery.batch.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
        {file && <Fingerprint sha256={file.sha256} />}
      </dl>
    </section>
  )
}

/** How many rows are read, how fast, and how long it will take; what was heard last holds, also after the page was loaded anew. */
function Reading({ progress, state }: { progress: Progress | null; state: 'receiving' | 'checking' }) {
  const words = useWords()
  const locale = useLocale()
  const tellLeft = useTimeLeft()
  const done = progress?.done ?? 0
  const total = progress?.total ?? null
  const pace = usePace(done, total)
  const n = (rows: number) => formatNumber(Math.round(rows), locale)
  const told = [
    done > 0 &&
      (total === null
        ? words('delivery.batch.readRows', { done: n(done) })
        : words('delivery.batch.readOf', { done: n(done), total: n(total) })),
    pace && words('delivery.batch.rowsPace', { n: n(pace.perSecond) }),
    tellLeft(pace),
  ].filter(Boolean)
  const title = words(`delivery.batch.${state}`)
  return (
    <div className="reading">
      <p className="strong" role="status">
        {title}
      </p>
      <progress className="progress" aria-label={title} {...(total ? { max: total, value: done } : {})} />
      <p className="reading-told">{told.length > 0 ? told.join(' · ') : words('delivery.batch.waitingTurn')}</p>
      <p className="dim">{words('delivery.batch.leave')}</p>
    </div>
  )
}

/** The sha256 in full, to compare with what `sha256sum` says. */
function Fingerprint({ sha256 }: { sha256: string }) {
  const words = useWords()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () => {
    navigator.clipboard.writeText(sha256).then(
      () => setIsCopied(true),
      (refused: unknown) => console.warn('the clipboard was refused', refused),
    )
  }
  return (
    <div className="fingerprint">
      <dt>{words('delivery.batch.sha')}</dt>
      <dd>
        <code>{sha256}</code>{' '}
        {'clipboard' in navigator && (
          <button type="button" className="text-link" onClick={copy}>
            {words(isCopied ? 'delivery.batch.copied' : 'delivery.batch.copy')}
          </button>
        )}
        <small>{words('delivery.batch.shaNote')}</small>
      </dd>
    </div>
  )
}
