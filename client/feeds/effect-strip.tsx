import type { Effect, RowCounts } from '../../shared/batch.ts'
import { formatNumber } from '../format/number.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Mark } from '../ui/mark.tsx'
import type { Read } from '../ui/use-read.ts'
import { firstPeriod, shortTitle, tellingMoves, toView } from './effect-figures.ts'
import { useWarningWords } from './effect-warnings.tsx'
import { FigureChange, RankChange } from './figure-change.tsx'
import { useRankTitle } from './rank-title.ts'
import './effect.css'

const MOST = 3

interface EffectStripProps {
  effect: Read<Effect>
  /** Some rows are faulty: what is told is told of the others. */
  isPartial: boolean
  /** Goes to the whole effect. */
  onOpen: () => void
}

/** What the wall would say, in one line under whatever step the officer is at; nothing where nothing can be told. */
export function EffectStrip({ effect, isPartial, onOpen }: EffectStripProps) {
  const words = useWords()
  const locale = useLocale()
  const rankTitle = useRankTitle()
  const tell = useWarningWords()
  if (!effect.value) {
    return (
      <section className="panel effect-strip" aria-label={words('outcome.strip.label')} aria-busy={effect.isAsking}>
        <p className="dim">{words(effect.problem ? 'outcome.strip.failed' : 'outcome.strip.loading')}</p>
      </section>
    )
  }
  const { warnings = [], rows } = effect.value
  const view = toView(effect.value)
  const period = firstPeriod(effect.value, view.periods)
  const moves = period === undefined ? [] : tellingMoves(view, period, MOST)
  const rank = view.whole === null ? undefined : view.ranksOf(view.whole)[0]
  return (
    <section className="panel effect-strip" aria-label={words('outcome.strip.label')} aria-busy={effect.isAsking}>
      <header>
        <h2>{words('delivery.effect.title')}</h2>
        {period !== undefined && (
          <span className="dim">
            {moves[0]?.unitName}, {formatPeriodName(period, locale)}
          </span>
        )}
        <button type="button" className="text-link" onClick={onOpen}>
          {words('outcome.strip.open')}
        </button>
      </header>
      {warnings[0] && (
        <p className="strip-warning">
          <Mark tone={tell(warnings[0]).tone}>{tell(warnings[0]).title}</Mark> {tell(warnings[0]).note}
        </p>
      )}
      {moves.length > 0 && (
        <dl className="effect-cards">
          {moves.map((move) => (
            <div key={move.measure}>
              <dt>{shortTitle(move.measure, locale)}</dt>
              <dd>
                <FigureChange move={move} />
              </dd>
            </div>
          ))}
          {rank && (
            <div>
              <dt>{rankTitle(rank)}</dt>
              <dd>
                <RankChange before={rank.before} after={rank.after} />
              </dd>
            </div>
          )}
        </dl>
      )}
      <p className="dim">
        <Counted rows={rows} />
        {isPartial && <> · {words('outcome.strip.good')}</>}
      </p>
    </section>
  )
}

function Counted({ rows }: { rows: RowCounts }) {
  const words = useWords()
  const locale = useLocale()
  const n = (count: number) => formatNumber(count, locale)
  return words('outcome.strip.counts', {
    new: n(rows.new),
    changed: n(rows.changed),
    unchanged: n(rows.unchanged),
    stale: n(rows.stale),
    closed: n(rows.closed),
  })
}
