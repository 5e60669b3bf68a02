import type { DeliveryReceipt } from '../../../shared/delivery-receipt.ts'
import { type EffectView, firstPeriod, type Move, toView } from '../effect-figures.ts'

/** Lines that fit on one sheet of paper beside everything else: at most so many figures of the whole, then units. */
const MOST_LINES = 13
const MOST_FIGURES = 9

/** The figures of a receipt, as they stand on its sheet. */
export interface ReceiptFigures {
  /** The month in which most moved; null where nothing did. */
  period: string | null
  view: EffectView
  /** The whole: every figure of that month, then those of other months that moved, newest first. */
  whole: Move[]
  /** How many figures of the whole found no room. */
  moreFigures: number
  units: { unit: string; name: string }[]
  /** How many units that moved found no room. */
  moreUnits: number
}

/** Chooses what stands on the sheet. */
export function toReceiptFigures({ figures }: Pick<DeliveryReceipt, 'figures'>): ReceiptFigures {
  const view = toView({ figures, ranks: [] })
  const period = firstPeriod({ figures }, view.periods) ?? null
  const { whole } = view
  const moves = view.periods.flatMap((each) =>
    view.measures.flatMap((measure) => {
      const move = whole === null ? undefined : view.moveOf(whole, measure, each)
      return move && (each === period || move.before !== move.after) ? [move] : []
    }),
  )
  const units = period === null ? [] : view.unitsIn(period).filter(({ unit }) => hasMoved(view, unit, period))
  const told = [
    ...moves.filter((move) => move.period === period),
    ...moves.filter((move) => move.period !== period),
  ].slice(0, MOST_FIGURES)
  const room = MOST_LINES - told.length
  return {
    period,
    view,
    whole: told,
    moreFigures: moves.length - told.length,
    units: units.slice(0, room),
    moreUnits: Math.max(0, units.length - room),
  }
}

function hasMoved(view: EffectView, unit: string, period: string): boolean {
  return view.measures.some((measure) => {
    const move = view.moveOf(unit, measure, period)
    return move !== undefined && move.before !== move.after
  })
}
