import { nextWorkingDay, type WorkingCalendar } from '../../../shared/calendar.ts'
import type { Row } from '../../../shared/datasets/dataset.ts'
import type { MeasureBook } from '../../../shared/measures/catalogue.ts'
import type { Measure, Stock } from '../../../shared/measures/measure.ts'
import { addDays, type Day, type DayRange } from '../../../shared/period.ts'
import { counts, dayFor, inside } from '../../figures/recount.ts'
import { chainOf, heirs, type Land } from './land.ts'

/** What a figure is computed from at one seq, in plain TypeScript. */
export interface State {
  rows: readonly Row[]
  land: Land
  calendar: WorkingCalendar
  book: MeasureBook
  today: Day
}

/** A question of the campaign. */
export interface Asked {
  measure: string
  unit: string
  units: 'then' | 'now'
  byUnit: boolean
  channel: string | null
  period: DayRange
}

/** Sum of weights, and whether a part of a row is among them. */
export interface Sum {
  value: number
  estimated: boolean
}

/** A measure's value by group, counted row by row; a zero denominator is null. */
export function countBy(asked: Asked, state: State): Map<string, { value: number | null; estimated: boolean }> {
  const measure = knownIn(state.book, asked.measure)
  if (measure.kind === 'rate') {
    const above = added(measure.numerator, asked, state)
    const below = added(measure.denominator, asked, state)
    return new Map(
      [...below].map(([group, n]) => {
        const hits = above.get(group)
        const value = n.value === 0 ? null : (hits?.value ?? 0) / n.value
        return [group, { value, estimated: n.estimated || hits?.estimated === true }]
      }),
    )
  }
  if (measure.kind !== 'sum') return leafBy(measure, asked, state)
  const plus = added(measure.plus, asked, state)
  for (const [group, { value, estimated }] of added(measure.minus, asked, state)) {
    const held = plus.get(group) ?? { value: 0, estimated: false }
    plus.set(group, { value: held.value - value, estimated: held.estimated || estimated })
  }
  return plus
}

function added(ids: readonly string[], asked: Asked, state: State): Map<string, Sum> {
  const total = new Map<string, Sum>()
  for (const id of ids)
    for (const [group, { value, estimated }] of leafBy(knownIn(state.book, id), asked, state))
      add(total, group, value, estimated)
  return total
}

function leafBy(measure: Measure, asked: Asked, state: State): Map<string, Sum> {
  const total = new Map<string, Sum>()
  for (const row of state.rows) {
    if (asked.channel !== null && row.channel !== asked.channel) continue
    const day = dayThatCounts(measure, row, asked.period, state)
    if (day === null) continue
    const unit = String(row.resolvingUnit ?? row.receivingUnit)
    for (const { group, weight } of placesOf(unit, day, asked, state)) add(total, group, weight, weight < 1)
  }
  return total
}

/** The day by which a row counts in a measure; null where it does not. */
function dayThatCounts(
  measure: Measure,
  row: Row,
  { from, to }: DayRange,
  { today, calendar, book }: State,
): Day | null {
  if (measure.kind === 'count') return counts(measure, row, from, to) ? dayFor(measure.on, row) : null
  const end = to < today ? to : today
  if (measure.kind === 'stock') {
    // What a period begins with was there the evening before, and lies with the units of its first day.
    if (measure.at === 'start') return inside(measure, row, addDays(from, -1)) ? from : null
    return inside(measure, row, end) ? end : null
  }
  if (measure.kind !== 'dueSoon') throw new Error(`the campaign does not count ${measure.kind}`)
  const due = dayFor(measure.due, row)
  const isSoon = due !== null && end <= due && due <= nextWorkingDay(end, calendar)
  return isSoon && inside(knownIn(book, measure.of) as Stock, row, end) ? end : null
}

/** The groups in which a unit's row counts, and how much of it. */
function placesOf(unit: string, day: Day, asked: Asked, { land, today }: State): { group: string; weight: number }[] {
  const held = asked.units === 'now' ? heirs(unit, land) : [{ unit, weight: 1 }]
  const byGroup = new Map<string, number>()
  for (const share of held) {
    const chain = chainOf(share.unit, asked.units === 'now' ? today : day)
    const place = chain.indexOf(asked.unit)
    if (place < 0) continue
    const group = asked.byUnit ? (chain[Math.max(0, place - 1)] ?? '') : ''
    byGroup.set(group, (byGroup.get(group) ?? 0) + share.weight)
  }
  return [...byGroup].map(([group, weight]) => ({ group, weight: Math.abs(weight - 1) < 1e-9 ? 1 : weight }))
}

function add(total: Map<string, Sum>, group: string, value: number, estimated: boolean): void {
  const held = total.get(group)
  if (!held) total.set(group, { value, estimated })
  else {
    held.value += value
    held.estimated ||= estimated
  }
}

function knownIn(book: MeasureBook, id: string): Measure {
  const measure = book.find(id)
  if (!measure) throw new Error(`no measure ${id}`)
  return measure
}
