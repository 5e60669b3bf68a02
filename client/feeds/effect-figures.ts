import type { Effect } from '../../shared/batch.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import type { UnitOfMeasure } from '../../shared/measures/measure.ts'
import type { Locale } from '../format/locale.ts'
import { digitsOf, formatFigure, formatSigned, NBSP } from '../format/number.ts'

/** One figure before and after, of one unit and month. */
export type Move = Effect['figures'][number]
export type RankMove = Effect['ranks'][number]

/** An effect as it is read: the whole first, then the units that move most, for each month. */
export interface EffectView {
  /** Newest first. */
  periods: string[]
  measures: string[]
  /** The whole: the feed's unit or the home unit. */
  whole: string | null
  moveOf(unit: string, measure: string, period: string): Move | undefined
  rankOf(unit: string, measure: string): RankMove | undefined
  /** Every place of a unit in the newest period. */
  ranksOf(unit: string): RankMove[]
  /** The parts that have a figure in the period, without the whole; those that move first. */
  unitsIn(period: string): { unit: string; name: string }[]
}

/** Orders what the server computed. The first figure is the whole's; a unit that stands twice is told once. */
export function toView({ figures, ranks }: Pick<Effect, 'figures' | 'ranks'>): EffectView {
  const whole = figures[0]?.unit ?? null
  const byKey = new Map(figures.map((move) => [keyOf(move.unit, move.measure, move.period), move]))
  const rankByKey = new Map(ranks.map((rank) => [keyOf(rank.unit, rank.measure, ''), rank]))
  return {
    periods: [...new Set(figures.map(({ period }) => period))].sort().reverse(),
    measures: [...new Set(figures.map(({ measure }) => measure))],
    whole,
    moveOf: (unit, measure, period) => byKey.get(keyOf(unit, measure, period)),
    rankOf: (unit, measure) => rankByKey.get(keyOf(unit, measure, '')),
    ranksOf: (unit) => [...rankByKey.values()].filter((rank) => rank.unit === unit),
    unitsIn(period) {
      const inside = figures.filter((move) => move.period === period && move.unit !== whole && isFigure(move))
      const moved = new Map(inside.map(({ unit, unitName }) => [unit, { unit, name: unitName, moves: 0, most: 0 }]))
      for (const move of inside) {
        const entry = moved.get(move.unit)
        if (!entry) continue
        if (move.before !== move.after) entry.moves += 1
        entry.most = Math.max(entry.most, move.after ?? move.before ?? 0)
      }
      return [...moved.values()]
        .sort((a, b) => b.moves - a.moves || b.most - a.most)
        .map(({ unit, name }) => ({ unit, name }))
    },
  }
}

/** The period to begin with: the one in which most figures move; the newest of them. */
export function firstPeriod({ figures }: Pick<Effect, 'figures'>, periods: readonly string[]): string | undefined {
  const moves = (period: string) =>
    figures.filter((move) => move.period === period && move.before !== move.after).length
  return periods.toSorted((a, b) => moves(b) - moves(a))[0]
}

/** The few figures of the whole that say most: rates first, then what moves. @param most - at most so many */
export function tellingMoves(view: EffectView, period: string, most: number): Move[] {
  const { whole } = view
  if (whole === null) return []
  const moves = view.measures.flatMap((measure) => view.moveOf(whole, measure, period) ?? [])
  const weight = (move: Move) =>
    (move.before === move.after ? 2 : 0) + (unitOfMeasure(move.measure) === 'fraction' ? 0 : 1)
  return moves.toSorted((a, b) => weight(a) - weight(b)).slice(0, most)
}

function keyOf(...parts: string[]): string {
  return parts.join('\u001f')
}

function isFigure({ before, after }: Move): boolean {
  return before !== null || after !== null
}

/** The unit of measure of a figure; a plain number where the product does not know it. */
export function unitOfMeasure(measure: string): UnitOfMeasure {
  return findMeasure(measure)?.unitOfMeasure ?? 'number'
}

/** Name of a measure where space is short. */
export function shortTitle(measure: string, locale: Locale): string {
  const found = findMeasure(measure)
  return (found?.short ?? found?.title)?.[locale] ?? measure
}

/** A figure as the wall writes it; null is no figure. */
export function figureText(value: number | null, measure: string, locale: Locale): string | null {
  return value === null ? null : formatFigure(value, unitOfMeasure(measure), locale)
}

/** How far a figure moves and whether that is good; null where it stands or one side is missing. */
export function changeOf(
  { before, after, measure }: Move,
  locale: Locale,
): { text: string; isPoints: boolean; standing: 'good' | 'bad' | 'none' } | null {
  if (before === null || after === null || before === after) return null
  const unit = unitOfMeasure(measure)
  const isPoints = unit === 'fraction'
  const difference = isPoints ? (after - before) * 100 : after - before
  const better = findMeasure(measure)?.better ?? 'neither'
  const isUp = after > before
  const standing = better === 'neither' ? 'none' : isUp === (better === 'higher') ? 'good' : 'bad'
  return { text: formatSigned(difference, locale, digitsOf(unit)).replace(' ', NBSP), isPoints, standing }
}
