import type { Batch, EffectWarning, RowCounts } from '../../shared/batch.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import { calendarPeriod, type Day, dayOf, isCalendarPeriod, monthOf } from '../../shared/period.ts'
import type { MonthOfRows } from './effect-rows.ts'
import type { Sides } from './effect-sides.ts'
import type { Move } from './movement.ts'

const TIMES = 10
const LEAST = 30
const LEAST_KNOWN = 3
const MOST_JUMPS = 10
/** Months before a month by which it is judged. */
export const MONTHS_BEFORE = 6

/** A warning whose unit has no name yet. */
export type UnnamedWarning = Omit<EffectWarning, 'unitName'>

const plain = { measure: null, unit: null, period: null, value: null, usual: null }

/** What the rows of a delivery are judged by. */
export interface RowFacts {
  batch: Pick<Batch, 'period' | 'extractedAt'>
  rows: RowCounts
  /** The delivery stands in for what its feed said before of the same days. */
  replaces: boolean
  months: readonly MonthOfRows[]
  /** The newest month that the feed brought so far. */
  newest: string | null
}

/** Warnings about the rows as a whole: the wrong month, a doubled file, nothing new, much that would close. */
export function rowWarnings({ batch, rows, replaces, months, newest }: RowFacts): UnnamedWarning[] {
  const told = rows.new + rows.changed
  const held = rows.changed + rows.unchanged + rows.closed
  return [
    ...(rows.new * 2 >= told ? otherMonth(batch, months, newest) : []),
    ...(rows.new >= 0.9 * (told + rows.unchanged + rows.stale) ? doubled(months) : []),
    ...(replaces && rows.closed > 0.2 * held
      ? [{ ...plain, kind: 'closes' as const, value: rows.closed, usual: held }]
      : []),
    ...(rows.accepted > 0 && told + rows.closed === 0
      ? [{ ...plain, kind: 'nothingNew' as const, value: rows.unchanged + rows.stale }]
      : []),
  ]
}

/** Four in five rows of one month that is neither the delivery's nor the one that its feed has reached. */
function otherMonth(
  { period, extractedAt }: RowFacts['batch'],
  months: readonly MonthOfRows[],
  newest: string | null,
): UnnamedWarning[] {
  const all = months.reduce((sum, { rows }) => sum + rows, 0)
  const most = months.find(({ rows }) => rows >= 0.8 * all)
  const expected = expectedMonths(period, extractedAt, newest)
  const [usual] = expected
  if (!most || usual === undefined || expected.includes(most.month)) return []
  return [{ ...plain, kind: 'otherMonth', period: most.month, value: most.rows, usual: all, expected: usual }]
}

/** The months of which a delivery may well speak, the likeliest first; empty where nothing says so. */
function expectedMonths(period: string | null, extractedAt: string | null, newest: string | null): string[] {
  if (period !== null) {
    if (!isCalendarPeriod(period)) return []
    const { from, to } = calendarPeriod(period)
    const months = [from.slice(0, 7)]
    while ((months.at(-1) ?? '') < to.slice(0, 7)) months.push(movedMonth(months.at(-1) ?? '', 1))
    return months
  }
  const extracted = extractedAt === null ? [] : [dayOf(new Date(extractedAt)).slice(0, 7)]
  return [
    ...(newest === null ? [] : [newest, movedMonth(newest, 1)]),
    ...extracted.flatMap((month) => [month, movedMonth(month, -1)]),
  ]
}

function movedMonth(month: string, by: number): string {
  return monthOf(`${month}-01`, by).from.slice(0, 7)
}

/** As many rows on the same days of the same units as are held there under other keys. */
function doubled(months: readonly MonthOfRows[]): UnnamedWarning[] {
  const all = months.reduce((sum, { rows }) => sum + rows, 0)
  const again = months.reduce((sum, month) => sum + month.again, 0)
  if (all < LEAST || again < 0.8 * all) return []
  const [most] = months.toSorted((a, b) => b.rows - a.rows)
  return [{ ...plain, kind: 'doubled', period: most?.month ?? null, value: all, usual: again }]
}

/**
 * Counts and stocks that would move to over ten times or under a tenth of the median of the six months before, worst first.
 *
 * A month that is still running is not too low yet. What moves towards the usual is no jump.
 *
 * @param today - local day
 */
export function jumpsOf({ whole, parts, history }: Sides, today: Day): UnnamedWarning[] {
  const keyOf = (unit: string, measure: string, period: string) => JSON.stringify([unit, measure, period])
  const values = new Map(history.map((held) => [keyOf(held.unit, held.measure, held.period), held.before]))
  const moves = [...whole, ...parts]
  for (const { unit, measure, period, after } of moves) values.set(keyOf(unit, measure, period), after)
  const jumps = moves.flatMap((move) => {
    if (move.after === null || move.before === move.after || !isAdded(move.measure)) return []
    const known = Array.from({ length: MONTHS_BEFORE }, (_, index) =>
      values.get(keyOf(move.unit, move.measure, movedMonth(move.period, -1 - index))),
    ).filter((value) => value !== null && value !== undefined)
    if (known.length < LEAST_KNOWN) return []
    const usual = medianOf(known)
    const times = farFrom(move, usual, today)
    return times === null ? [] : [{ move, usual, times }]
  })
  return jumps
    .sort((a, b) => b.times - a.times)
    .slice(0, MOST_JUMPS)
    .map(({ move: { measure, unit, period, after }, usual }) => ({
      kind: 'jump',
      measure,
      unit,
      period,
      value: after,
      usual,
    }))
}

/** How many times too high or too low; null where it is neither. */
function farFrom({ before, after, period }: Move, usual: number, today: Day): number | null {
  const value = after ?? 0
  const isRunning = monthOf(`${period}-01`).to >= today
  if (value >= LEAST && value > TIMES * usual && (before === null || before < value)) return value / Math.max(usual, 1)
  // A unit without a delivery yet holds no figure or a zero: neither is a way towards the usual.
  if (!isRunning && usual >= LEAST && value * TIMES < usual && (!before || before > value))
    return usual / Math.max(value, 1)
  return null
}

function isAdded(id: string): boolean {
  const kind = findMeasure(id)?.kind
  return kind === 'count' || kind === 'stock'
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
