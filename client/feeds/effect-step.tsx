import { useState } from 'react'
import type { Batch, Effect } from '../../shared/batch.ts'
import { formatNumber } from '../format/number.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useConnection } from '../live/use-figure.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Read } from '../ui/use-read.ts'
import { EffectCards } from './effect-cards.tsx'
import { firstPeriod, toView } from './effect-figures.ts'
import { EffectTable } from './effect-table.tsx'
import { EffectWarnings } from './effect-warnings.tsx'
import { LaterDeliveries } from './later-deliveries.tsx'

interface EffectStepProps {
  batch: Batch
  effect: Read<Effect>
  kind: 'commit' | 'withdraw' | null
}

/** What the wall would say, figure by figure, before anything counts. */
export function EffectStep({ batch, effect, kind }: EffectStepProps) {
  const words = useWords()
  const locale = useLocale()
  if (kind === null) {
    const isPast = batch.state === 'withdrawn' || batch.state === 'discarded'
    return (
      <section className="panel">
        <p className="blank">{words(isPast ? 'delivery.effect.gone' : 'delivery.effect.notYet')}</p>
      </section>
    )
  }
  return (
    <section className="panel" aria-labelledby="effect-title" aria-busy={effect.isAsking}>
      <header className="panel-head">
        <h2 id="effect-title">
          {words(kind === 'withdraw' ? 'delivery.effect.titleWithdraw' : 'delivery.effect.title')}
        </h2>
        {effect.value && <Asked effect={effect} />}
      </header>
      {kind === 'withdraw' && <p className="panel-note">{words('delivery.effect.past')}</p>}
      {batch.state === 'refused' && (
        <p className="panel-note">{words('delivery.effect.good', { n: formatNumber(batch.rows.rejected, locale) })}</p>
      )}
      {effect.problem && <ProblemNote problem={effect.problem} onRetry={effect.reload} />}
      {!effect.value && !effect.problem && <p className="blank">{words('delivery.effect.loading')}</p>}
      {effect.value && <EffectWarnings warnings={effect.value.warnings ?? []} />}
      {effect.value && <EffectBody effect={effect.value} />}
    </section>
  )
}

/** The state of the ledger from which the effect was computed, and a way to a newer one. */
function Asked({ effect }: { effect: Read<Effect> }) {
  const words = useWords()
  const locale = useLocale()
  const { seq: now } = useConnection()
  const seq = effect.value?.seq ?? 0
  return (
    <p className="dim asked">
      {words('delivery.effect.seq', { seq: formatNumber(seq, locale) })}
      {now !== null && now > seq && (
        <>
          {'. '}
          {words('delivery.effect.moved', { seq: formatNumber(now, locale) })}{' '}
          <button type="button" className="text-link" onClick={effect.reload}>
            {words('delivery.effect.again')}
          </button>
        </>
      )}
    </p>
  )
}

/** The figures of one month at a time, the whole above its parts. */
export function EffectBody({ effect }: { effect: Effect }) {
  const words = useWords()
  const locale = useLocale()
  const view = toView(effect)
  const [asked, setAsked] = useState<string | null>(null)
  const period = view.periods.find((name) => name === asked) ?? firstPeriod(effect, view.periods)
  if (period === undefined) {
    return (
      <div className="blank">
        <p className="strong">{words('delivery.effect.noFigures')}</p>
        <p>{words('delivery.effect.noFiguresNote')}</p>
        <Closed effect={effect} />
        <LaterDeliveries later={effect.later ?? []} />
      </div>
    )
  }
  return (
    <>
      {view.periods.length > 1 && (
        <fieldset className="levels periods" aria-label={words('delivery.effect.period')}>
          {view.periods.map((name) => (
            <button key={name} type="button" aria-pressed={name === period} onClick={() => setAsked(name)}>
              {formatPeriodName(name, locale)}
            </button>
          ))}
        </fieldset>
      )}
      <EffectCards view={view} period={period} />
      <Closed effect={effect} />
      <LaterDeliveries later={effect.later ?? []} />
      <EffectTable view={view} period={period} isNewest={period === view.periods[0]} />
    </>
  )
}

function Closed({ effect: { closed } }: { effect: Effect }) {
  const words = useWords()
  const locale = useLocale()
  if (closed.length === 0) return null
  return (
    <div className="left-out" data-kind="closed">
      <p>{words('delivery.effect.closed')}</p>
      <ul>
        {closed.map(({ unit, unitName, rows }) => (
          <li key={unit} className="chip">
            {words('delivery.effect.closedUnit', {
              unit: unitName || words('feeds.register.whole'),
              n: formatNumber(rows, locale),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
