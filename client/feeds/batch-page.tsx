import { Link, useParams } from 'wouter'
import type { SessionInfo } from '../../shared/access.ts'
import type { Batch } from '../../shared/batch.ts'
import { readFeeds } from '../api/feeds.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useRead } from '../ui/use-read.ts'
import { ColumnsStep } from './columns/columns-step.tsx'
import { Decision } from './decision.tsx'
import { Desk } from './desk.tsx'
import { EffectStep } from './effect-step.tsx'
import { EffectStrip } from './effect-strip.tsx'
import { FaultsStep } from './faults/faults-step.tsx'
import { FileStep } from './file-step.tsx'
import { KeyHelp } from './key-help.tsx'
import { datasetTitle, feedTitle } from './names.ts'
import { StateMark } from './state-mark.tsx'
import { StepBar, useStep } from './step-bar.tsx'
import { type BatchReading, useBatch } from './use-batch.ts'
import { useStepFocus } from './use-step-focus.ts'

/** `/feeds/:batch`: one delivery from its file to its effect on the wall, and back. */
export function BatchPage() {
  const words = useWords()
  const { batch: id = '' } = useParams<{ batch: string }>()
  return (
    <Desk title={words('delivery.batch.back')}>{(session) => <BatchDesk key={id} id={id} session={session} />}</Desk>
  )
}

function BatchDesk({ id, session }: { id: string; session: SessionInfo }) {
  const words = useWords()
  const reading = useBatch(id)
  const { batch, problem } = reading
  return (
    <div className="desk-page">
      <Link href="/feeds" className="text-link back">
        <span aria-hidden="true">←</span> {words('delivery.batch.back')}
      </Link>
      {problem && <ProblemNote problem={problem} onRetry={reading.reload} />}
      {!batch && !problem && <p className="blank">{words('delivery.batch.loading')}</p>}
      {batch && <Delivery batch={batch} reading={reading} session={session} />}
    </div>
  )
}

function Delivery({ batch, reading, session }: { batch: Batch; reading: BatchReading; session: SessionInfo }) {
  const words = useWords()
  const locale = useLocale()
  const { step, go, follow } = useStep(batch)
  const main = useStepFocus(step)
  const feeds = useRead(readFeeds, 'feeds').value ?? []
  const feed = feeds.find(({ id }) => id === batch.feed)
  const sheets = batch.mapping.filter(({ skipped }) => skipped === undefined).length
  const facts = [
    datasetTitle(batch.dataset, locale),
    feedTitle(batch.feed, batch.dataset, feeds, locale),
    feed?.unitName,
    batch.rows.read > 0 && words('delivery.batch.rows', { n: formatNumber(batch.rows.read, locale) }),
    sheets > 1 && words('delivery.batch.sheets', { n: `${sheets}` }),
  ]
  return (
    <>
      <header className="page-head">
        <div>
          <h1>
            {batch.file?.name ?? words('feeds.history.push')} <StateMark state={batch.state} />
            {batch.sample && <span className="sample-badge">{words('sample')}</span>}
          </h1>
          <p className="dim">{[...new Set(facts.filter(Boolean))].join(' · ')}</p>
        </div>
        <div className="page-head-side">
          <StepBar batch={batch} step={step} onStep={go} />
          <KeyHelp />
        </div>
      </header>
      <div className="batch-grid" data-step={step}>
        <div className="batch-main" ref={main} tabIndex={-1}>
          {step === 'file' && <FileStep batch={batch} progress={reading.progress} unit={feed?.unitName ?? null} />}
          {step === 'columns' && (
            <ColumnsStep batch={batch} mayUpload={session.may.upload} onChange={reading.reload} onAnswered={follow} />
          )}
          {step === 'faults' && (
            <FaultsStep batch={batch} mayRepair={session.may.upload} onChange={reading.reload}>
              {reading.effectKind === 'commit' && (
                <EffectStrip effect={reading.effect} isPartial={batch.rows.rejected > 0} onOpen={() => go('effect')} />
              )}
            </FaultsStep>
          )}
          {step === 'effect' && <EffectStep batch={batch} effect={reading.effect} kind={reading.effectKind} />}
        </div>
        <Decision
          batch={batch}
          reading={reading}
          mayUpload={session.may.upload}
          actor={session.actor}
          feed={feed}
          onStep={go}
        />
      </div>
    </>
  )
}
