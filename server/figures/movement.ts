import { findMeasure } from '../../shared/measures/list.ts'

const MOST_UNITS = 20

/** One figure before and after. */
export interface Move {
  measure: string
  unit: string
  period: string
  before: number | null
  after: number | null
}

/** The units whose figures would move most: the relative changes of all measures added up. */
export function mostMoved(moves: readonly Move[]): Set<string> {
  const byUnit = new Map<string, number>()
  for (const move of moves) byUnit.set(move.unit, (byUnit.get(move.unit) ?? 0) + movement(move))
  return new Set(
    [...byUnit]
      .filter(([, moved]) => moved > 0)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_UNITS)
      .map(([unit]) => unit),
  )
}

function movement({ before, after }: Move): number {
  if (before === after) return 0
  if (before === null || after === null) return 1
  return Math.abs(after - before) / Math.max(Math.abs(before), Math.abs(after))
}

/** A unit's place before and after among the units of its level that have a figure; equal figures share a place. */
export interface RankMove {
  measure: string
  unit: string
  before: number | null
  after: number | null
  of: number
}

/** The places in every measure of which one direction is better and which compares units of any size. */
export function ranksOf(moves: readonly Move[], levelOf: (unit: string) => string | undefined): RankMove[] {
  const leagues = Map.groupBy(moves, (move) => JSON.stringify([move.measure, levelOf(move.unit)]))
  return [...leagues.values()].flatMap((group) => {
    const id = group[0]?.measure ?? ''
    const measure = findMeasure(id)
    if (!measure || measure.better === 'neither') return []
    if (measure.kind !== 'rate' && measure.kind !== 'reported') return []
    const sign = measure.better === 'higher' ? 1 : -1
    const before = placesOf(
      group.map((move) => [move.unit, move.before]),
      sign,
    )
    const after = placesOf(
      group.map((move) => [move.unit, move.after]),
      sign,
    )
    return group.map(({ unit }) => ({
      measure: id,
      unit,
      before: before.get(unit) ?? null,
      after: after.get(unit) ?? null,
      of: after.size,
    }))
  })
}

function placesOf(values: readonly (readonly [string, number | null])[], sign: 1 | -1): Map<string, number> {
  const known = values.flatMap(([unit, value]) => (value === null ? [] : [{ unit, value: value * sign }]))
  return new Map(known.map(({ unit, value }) => [unit, 1 + known.filter((other) => other.value > value).length]))
}
