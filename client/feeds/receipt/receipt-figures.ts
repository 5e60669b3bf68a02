import type { DeliveryReceipt } from '../../../shared/delivery-receipt.ts'
import { type EffectView, firstPeriod, type Move, toView } from '../effect-figures.ts'

/** Lines that fit on one sheet of paper beside everything else: the whole first, then at least a few units. */
const MOST_LINES = 14
const LEAST_UNITS = 3

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

/** What a choice of figures looks at: the figures, and what else takes room on the sheet. */
export type ReceiptParts = Pick<DeliveryReceipt, 'figures' | 'sample' | 'withdrawn' | 'reason' | 'droppedColumns'>

/** Chooses what stands on the sheet. */
export function toReceiptFigures(receipt: ReceiptParts): ReceiptFigures {
  const { figures } = receipt
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
  const lines = linesOf(receipt)
  const own = moves.filter((move) => move.period === period)
  const told = [...own, ...moves.filter((move) => move.period !== period)].slice(0, lines - LEAST_UNITS)
  const room = lines - told.length
  return {
    period,
    view,
    whole: told,
    moreFigures: moves.length - told.length,
    units: units.slice(0, room),
    moreUnits: Math.max(0, units.length - room),
  }
}

/** How many lines of figures there is room for. */
function linesOf({ sample, withdrawn, reason, droppedColumns }: ReceiptParts): number {
  const taken = [sample, withdrawn !== null, withdrawn?.reason, reason, droppedColumns.length > 0]
  return MOST_LINES - taken.filter(Boolean).length
}

function hasMoved(view: EffectView, unit: string, period: string): boolean {
  return view.measures.some((measure) => {
    const move = view.moveOf(unit, measure, period)
    return move !== undefined && move.before !== move.after
  })
}
