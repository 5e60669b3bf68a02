import { useLocale, useWords } from '../i18n/provider.tsx'
import { changeOf, figureText, type Move } from './effect-figures.ts'

/** `98,1 → 97,4 −0,7 điểm phần trăm`; a figure that stands is told once. */
export function FigureChange({ move }: { move: Move }) {
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

/** `3 → 11`: a place before and after among so many. */
export function RankChange({ before, after }: { before: number | null; after: number | null }) {
  const words = useWords()
  if (after === null) return <span className="zero">{words('delivery.effect.noRank')}</span>
  if (before === null || before === after) return <span className="after">{after}</span>
  return (
    <>
      <span className="before">{before}</span> <span aria-hidden="true">→</span> <span className="after">{after}</span>
    </>
  )
}
