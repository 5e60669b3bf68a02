import { formatPeriodName } from '../format/time.ts'
import { useLocale } from '../i18n/provider.tsx'
import { type EffectView, shortTitle } from './effect-figures.ts'
import { FigureChange, RankChange } from './figure-change.tsx'
import { useRankTitle } from './rank-title.ts'

/** The whole before and after, measure by measure, and its place among its neighbours. */
export function EffectCards({ view, period }: { view: EffectView; period: string }) {
  const locale = useLocale()
  const rankTitle = useRankTitle()
  const { whole } = view
  const moves = view.measures.flatMap((measure) => {
    const move = whole === null ? undefined : view.moveOf(whole, measure, period)
    return move ? [move] : []
  })
  const ranks = whole === null || period !== view.periods[0] ? [] : view.ranksOf(whole)
  const name = moves[0]?.unitName
  if (!name) return null
  return (
    <div className="effect-whole">
      <h3>
        {name}, {formatPeriodName(period, locale)}
      </h3>
      <dl className="effect-cards">
        {moves.map((move) => (
          <div key={move.measure} data-moved={move.before !== move.after}>
            <dt>{shortTitle(move.measure, locale)}</dt>
            <dd>
              <FigureChange move={move} />
            </dd>
          </div>
        ))}
        {ranks.map((rank) => (
          <div key={`rank ${rank.measure}`} data-moved={rank.before !== rank.after}>
            <dt>{rankTitle(rank)}</dt>
            <dd>
              <RankChange before={rank.before} after={rank.after} />
              <small>{shortTitle(rank.measure, locale)}</small>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
