import type { Count, Stock } from '../../shared/measures/measure.ts'
import type { Day, DayRange } from '../../shared/period.ts'
import type { Chosen } from './basis.ts'
import type { Context } from './context.ts'
import { type Asked, cutBy, cutsOf, membersAt, spansOf, wholeOf } from './member-spans.ts'
import { edgeOf, stockDays } from './part.ts'
import { boxValue, type Report } from './reports.ts'
import type { Member } from './segments.ts'
import { answer, ownReports, type Question, rowsSpeak, type Shelf, stockQuestion } from './shelf.ts'
import { below } from './tree.ts'

/** A report as far as it counts in one group. */
interface Placed {
  report: Report
  group: string
  weight: number
  estimated: boolean
}

/**
 * The reports that count where units are asked for as of now or by the groups of a tree of its own: each report is chosen
 * among the units of its own time and then goes, as rows do, over the bridges into today's groups.
 */
export function chooseByMembers(
  context: Context,
  measure: Count | Stock,
  shelf: Shelf,
  keys: (string | null)[],
): Chosen[] {
  const { resolved } = context
  const edge = edgeOf(measure)
  const days = stockDays(resolved, edge)
  return resolved.buckets.flatMap((bucket, b) => {
    const day = days[b]
    if (measure.kind === 'stock' && (day === null || day === undefined)) return []
    const question = measure.kind === 'stock' ? stockQuestion(edge, bucket, day ?? bucket.to) : { period: bucket }
    const placed = remembered(shelf, question, () => place(context, shelf, question))
    return [...placed].map(([group, reports]) => {
      const shares = reports.map(({ report, weight }) => {
        const value = measure.reports ? boxValue(measure.reports, report.boxes) : null
        return { report, value: value === null ? null : value * weight }
      })
      const filled = shares.map((share) => share.value).filter((value) => value !== null)
      const value = filled.length === 0 ? null : filled.reduce((sum, each) => sum + each, 0)
      const estimated = reports.some((report) => report.estimated)
      return { part: { measure: measure.id, bucket: b, unit: group, keys, value, estimated }, shares }
    })
  })
}

type Placing = ReadonlyMap<string, readonly Placed[]>
const placings = new WeakMap<Shelf, Map<string, Placing>>()

/** All counts of a bucket stand in the same reports; they are chosen once. */
function remembered(shelf: Shelf, question: Question, make: () => Placing): Placing {
  const known = placings.get(shelf) ?? new Map<string, Placing>()
  placings.set(shelf, known)
  const key = JSON.stringify(question)
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}

/**
 * The reports of each group. Where its units became others inside the period, something must speak before and after; else
 * only reports over the whole period count, and without these there is no figure.
 */
function place(context: Context, shelf: Shelf, question: Question): Placing {
  const found = Map.groupBy(
    choose(context, shelf, (unit) => spansOf(context, unit, question)),
    ({ group }) => group,
  )
  if ('day' in question) return found
  const cuts = cutsOf(context, question.period)
  if (cuts.size === 0) return found
  const whole = Map.groupBy(
    choose(context, shelf, (unit) => wholeOf(context, unit, question)),
    ({ group }) => group,
  )
  const groups = [...new Set([...found.keys(), ...whole.keys()])]
  return new Map(
    groups.flatMap((group) => {
      const reports = found.get(group) ?? []
      const filled = cutBy(question.period, [...(cuts.get(group) ?? [])]).every(
        (piece) => reports.some(({ report }) => overlap(report, piece)) || rowsFill(context, shelf, group, piece),
      )
      const chosen = filled ? reports : (whole.get(group) ?? [])
      return chosen.length > 0 ? [[group, chosen] as const] : []
    }),
  )
}

/** The finest reports, each with the groups it goes to; one over a subtree only where nothing narrower speaks. */
function choose({ set, resolved }: Context, shelf: Shelf, asked: (unit: string) => readonly Asked[]): Placed[] {
  const spoken = new Set<string>()
  const placed: Placed[] = []
  for (const unit of shelf.own.keys())
    for (const { question, members } of asked(unit))
      for (const report of ownReports(unit, question, shelf)) {
        spoken.add(unit)
        placed.push(...placesOf(report, members, false))
      }
  const wholes = [...shelf.subtree.keys()]
    .flatMap((unit) => asked(unit).map((each) => ({ ...each, unit, inside: below(set, each.to, unit) })))
    .sort((a, b) => a.inside.size - b.inside.size)
  for (const { unit, inside, question, members, to } of wholes) {
    const narrower = [...inside].some((id) => spoken.has(id) || rowsSpeak(shelf.coverage.get(id), question))
    const found = narrower ? [] : answer(shelf.subtree.get(unit) ?? [], question, null)
    if (found.length === 0) continue
    spoken.add(unit)
    // Of what it speaks for, some went elsewhere: how much of the report that is, nobody knows.
    const partly = [...inside].some((id) => livedOn(id, to) && asked(id).some((each) => !isWhole(each.members)))
    const places = found.flatMap((report) => placesOf(report, members, partly))
    placed.push(...places.filter(({ group }) => !isAlone(group)))
  }
  return placed

  /** Among its children the asked unit stands for what it did itself. */
  function isAlone(group: string): boolean {
    return resolved.byUnit && resolved.level === null && group === resolved.unit
  }
  function livedOn(id: string, day: Day): boolean {
    const unit = set.units.get(id)
    return unit !== undefined && unit.from <= day && day <= unit.to
  }
}

function placesOf(report: Report, members: readonly Member[], partly: boolean): Placed[] {
  return members.map(({ group, weight }) => ({ report, group, weight, estimated: partly || weight < 1 }))
}

function isWhole(members: readonly Member[]): boolean {
  return Math.abs(members.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9
}

function overlap(a: DayRange, b: DayRange): boolean {
  return a.from <= b.to && b.from <= a.to
}

function rowsFill({ segments }: Context, shelf: Shelf, group: string, piece: DayRange): boolean {
  for (const [unit, range] of shelf.coverage)
    if (rowsSpeak(range, { period: piece }) && membersAt(segments, piece.from, unit).some((m) => m.group === group))
      return true
  return false
}
