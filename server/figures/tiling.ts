import { addDays, type DayRange } from '../../shared/period.ts'

/**
 * Ranges that fill a period exactly, without gap or overlap; of several ways the finest, the one with most ranges.
 *
 * @returns null when no choice fills it
 */
export function tile<T extends DayRange>(ranges: readonly T[], period: DayRange): T[] | null {
  const inside = ranges.filter((range) => range.from >= period.from && range.to <= period.to)
  const byStart = Map.groupBy(inside, (range) => range.from)
  const ends = [...new Set(inside.map((range) => range.from))].sort().reverse()
  const best = new Map<string, T[]>([[addDays(period.to, 1), []]])
  for (const start of ends)
    for (const range of byStart.get(start) ?? []) {
      const rest = best.get(addDays(range.to, 1))
      const held = best.get(start)
      if (rest && (!held || rest.length + 1 > held.length)) best.set(start, [range, ...rest])
    }
  return best.get(period.from) ?? null
}

/** What is left of a period after a range is taken out of it. */
export function without(period: DayRange, taken: DayRange | null): DayRange[] {
  if (taken === null || taken.to < period.from || taken.from > period.to) return [period]
  return [
    ...(period.from < taken.from ? [{ from: period.from, to: addDays(taken.from, -1) }] : []),
    ...(taken.to < period.to ? [{ from: addDays(taken.to, 1), to: period.to }] : []),
  ]
}
