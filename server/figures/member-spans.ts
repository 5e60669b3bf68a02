import { addDays, type Day, type DayRange } from '../../shared/period.ts'
import type { Context } from './context.ts'
import type { Member, Segment } from './segments.ts'
import type { Question } from './shelf.ts'

/** What is asked of one unit's reports, and where they count. */
export interface Asked {
  question: Question
  members: readonly Member[]
  /** The last day that it asks about. */
  to: Day
}

/** The days of a unit's life inside the period (all of it for one that did not live then), cut where it changed groups. */
export function spansOf({ segments, set }: Context, unit: string, question: Question): Asked[] {
  if ('day' in question) return [{ question, to: question.day, members: membersAt(segments, question.day, unit) }]
  const { period } = question
  const { from, to } = set.units.get(unit) ?? period
  const lived = { from: from > period.from ? from : period.from, to: to < period.to ? to : period.to }
  const range = lived.from <= lived.to ? lived : period
  const turns = segments.filter((segment, i) => {
    const before = segments[i - 1]
    return before && textOf(membersOf(before, unit)) !== textOf(membersOf(segment, unit))
  })
  return cutBy(
    range,
    turns.map((segment) => segment.from),
  ).map((piece) => ({ question: { period: piece }, to: piece.to, members: membersAt(segments, piece.from, unit) }))
}

/** The whole period, of a unit that stayed in the same groups all the time. */
export function wholeOf({ segments }: Context, unit: string, question: { period: DayRange }): Asked[] {
  const { from, to } = question.period
  const inside = segments.filter((segment) => segment.from <= to && from <= segment.to)
  const members = membersAt(segments, from, unit)
  const stayed = inside.every((segment) => textOf(membersOf(segment, unit)) === textOf(members))
  return stayed ? [{ question, to, members }] : []
}

function textOf(members: readonly Member[]): string {
  return members.map(({ group, weight }) => `${group} ${weight}`).join()
}

/** The days inside a period on which units of each group became others. */
export function cutsOf({ segments, resolved, set }: Context, { from, to }: DayRange): Map<string, Set<Day>> {
  const cuts = new Map<string, Set<Day>>()
  if (resolved.units === 'then') return cuts
  for (const bridge of set.bridges) {
    if (bridge.on <= from || bridge.on > to) continue
    for (const { group } of membersAt(segments, from, bridge.from)) {
      const days = cuts.get(group) ?? new Set()
      cuts.set(group, days.add(bridge.on))
    }
  }
  return cuts
}

/** A range in pieces that begin on these days. */
export function cutBy(range: DayRange, days: readonly Day[]): DayRange[] {
  const starts = [range.from, ...days.filter((day) => range.from < day && day <= range.to).sort()]
  return starts.map((from, i) => {
    const next = starts[i + 1]
    return { from, to: next ? addDays(next, -1) : range.to }
  })
}

const byUnit = new WeakMap<Segment, ReadonlyMap<string, readonly Member[]>>()

function membersOf(segment: Segment, unit: string): readonly Member[] {
  const known = byUnit.get(segment) ?? Map.groupBy(segment.members ?? [], (member) => member.unit)
  byUnit.set(segment, known)
  return known.get(unit) ?? []
}

/** The groups of a unit on a day. */
export function membersAt(segments: readonly Segment[], day: Day, unit: string): readonly Member[] {
  const segment = segments.findLast((part) => part.from <= day) ?? segments[0]
  return segment ? membersOf(segment, unit) : []
}
