import type { DeliveryReceipt } from '../../../shared/delivery-receipt.ts'
import { type EffectView, firstPeriod, type Move, toView } from '../effect-figures.ts'

/** Units that fit on one sheet of paper beside everything else. */
const MOST_UNITS = 6

/** The figures of a receipt, as they stand on its sheet. */
export interface ReceiptFigures {
  /** The month in which most moved; null where nothing did. */
  period: string | null
  view: EffectView
  /** The whole: every figure of that month, and of other months those that moved; newest month first. */
  whole: Move[]
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
  return {
    period,
    view,
    whole: moves,
    units: units.slice(0, MOST_UNITS),
    moreUnits: Math.max(0, units.length - MOST_UNITS),
  }
}

function hasMoved(view: EffectView, unit: string, period: string): boolean {
  return view.measures.some((measure) => {
    const move = view.moveOf(unit, measure, period)
    return move !== undefined && move.before !== move.after
  })
}
