import { useState } from 'react'
import { Link } from 'wouter'
import type { FeedItem } from '../../../shared/api.ts'
import type { PullStatus } from '../../../shared/feed-register.ts'
import { pullNow, readPull, removePull } from '../../api/feeds.ts'
import { formatMoment } from '../../format/moment.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Mark, type Tone } from '../../ui/mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useRead } from '../../ui/use-read.ts'
import { AskDialog } from './ask-dialog.tsx'
import { PullForm } from './pull-form.tsx'
import { paceText } from './pull-pace.ts'

const TONES: Record<NonNullable<PullStatus['lastOutcome']>, Tone> = { fetched: 'good', same: 'calm', failed: 'bad' }

interface PullPanelProps {
  feed: FeedItem
  turn: string
  mayFetch: boolean
  maySet: boolean
  onChange: () => void
}

/** From where a source fetches its file itself, how the last call went, and when the next one is. */
export function PullPanel({ feed, turn, mayFetch, maySet, onChange }: PullPanelProps) {
  const words = useWords()
  const read = useRead(() => readPull(feed.id), `pull ${feed.id} ${turn}`)
  const [asked, setAsked] = useState<'set' | 'remove' | null>(null)
  const act = useAct()
  const settings = read.value?.settings ?? null
  const done = () => {
    setAsked(null)
    read.reload()
    onChange()
  }
  const fetchNow = () =>
    act.run(async () => {
      await pullNow(feed.id)
      done()
    })
  return (
    <section className="panel" aria-labelledby="pull-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="pull-title">{words('register.pull.title')}</h2>
        {maySet && read.value && (
          <button type="button" className="text-link head-act" onClick={() => setAsked('set')}>
            {words(settings ? 'register.pull.change' : 'register.pull.set')}
          </button>
        )}
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {read.value && !settings && <p className="side-note">{words('register.pull.none')}</p>}
      {read.value && settings && <PullFacts status={read.value} settings={settings} />}
      {act.problem && <ProblemNote problem={act.problem} />}
      {settings && (mayFetch || maySet) && (
        <div className="side-acts">
          {mayFetch && (
            <button type="button" className="button" disabled={act.isBusy} onClick={() => void fetchNow()}>
              {words(act.isBusy ? 'register.pull.busy' : 'register.pull.now')}
            </button>
          )}
          {maySet && (
            <button type="button" className="text-link" onClick={() => setAsked('remove')}>
              {words('register.pull.remove')}
            </button>
          )}
        </div>
      )}
      {asked === 'set' && <PullForm feed={feed} settings={settings} onDone={done} onClose={() => setAsked(null)} />}
      {asked === 'remove' && (
        <AskDialog
          title={words('register.pull.removeTitle')}
          note={words('register.pull.removeNote')}
          deed={words('register.pull.remove')}
          work={async () => {
            await removePull(feed.id)
            done()
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}

function PullFacts({ status, settings }: { status: PullStatus; settings: NonNullable<PullStatus['settings']> }) {
  const words = useWords()
  const { lastAt, lastOutcome, problem, lastBatch, failures, nextAt } = status
  return (
    <>
      <dl className="source-facts">
        <div>
          <dt>{words('register.pull.address')}</dt>
          <dd className="address">{settings.url}</dd>
        </div>
        <div>
          <dt>{words('register.pull.pace')}</dt>
          <dd>
            {settings.enabled ? paceText(settings.everyMinutes, words) : words('register.pull.off')}
            <small>{words(settings.autoCommit ? 'register.pull.autoOn' : 'register.pull.autoOff')}</small>
          </dd>
        </div>
        <div>
          <dt>{words('register.pull.last')}</dt>
          <dd>
            {lastAt ? formatMoment(lastAt) : <span className="dim">{words('register.pull.never')}</span>}
            {lastOutcome && <Mark tone={TONES[lastOutcome]}>{words(`register.pull.outcomes.${lastOutcome}`)}</Mark>}
            {lastBatch && (
              <Link className="text-link" href={`/feeds/${lastBatch}`}>
                {words('register.pull.batch')}
              </Link>
            )}
          </dd>
        </div>
        {settings.enabled && nextAt && (
          <div>
            <dt>{words('register.pull.next')}</dt>
            <dd>{formatMoment(nextAt)}</dd>
          </div>
        )}
      </dl>
      {lastOutcome === 'failed' && problem && (
        <div className="pull-problem">
          <ProblemNote problem={problem} />
          {failures > 1 && <p className="dim">{words('register.pull.failures', { n: `${failures}` })}</p>}
        </div>
      )}
    </>
  )
}
