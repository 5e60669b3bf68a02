import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { changeOf, type EffectView, figureText, type Move, shortTitle } from './effect-figures.ts'

/** The whole before and after, measure by measure. */
export function EffectCards({ view, period }: { view: EffectView; period: string }) {
  const locale = useLocale()
  const moves = view.measures.flatMap((measure) => {
    const move = view.whole === null ? undefined : view.moveOf(view.whole, measure, period)
    return move ? [move] : []
  })
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
              <Change move={move} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** `98,1 → 97,4 −0,7 điểm phần trăm`; a figure that stands is told once. */
function Change({ move }: { move: Move }) {
  const words = useWords()
  const locale = useLocale()
  const before = figureText(move.before, move.measure, locale) ?? words('delivery.effect.none')
  const after = figureText(move.after, move.measure, locale) ?? words('delivery.effect.none')
  const change = changeOf(move, locale)
  if (move.before === move.after) {
    return (
      <>
        <span className="after">{after}</span> <small>{words('delivery.effect.same')}</small>
      </>
    )
  }
  return (
    <>
      <span className="before">{before}</span> <span aria-hidden="true">→</span> <span className="after">{after}</span>
      {change && (
        <small className="change" data-standing={change.standing}>
          {change.isPoints ? words('delivery.effect.points', { n: change.text }) : change.text}
        </small>
      )}
    </>
  )
}
