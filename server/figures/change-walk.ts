import type { ChangePart, ChangeQuery } from '../../shared/change.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { dayOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Reading } from '../ledger/ledger.ts'
import { type Between, countClasses, mixedReading, partReading, ROW_PARTS } from './change-classes.ts'
import type { Context } from './context.ts'
import type { Delivery } from './coverage.ts'
import { BadQuery } from './errors.ts'
import { type Leaf, leavesOf } from './leaves.ts'
import { datasetsOf, reachOf } from './reach.ts'
import { isCovered } from './resolve.ts'
import type { State, Tools } from './tools.ts'

/** One part of the way from the first reading to the second; a context is null where the unit is not yet known. */
export interface Step {
  part: ChangePart
  from: Context | null
  to: Context | null
  /** The same two over the rows of this part alone; null where rows that did not change may count otherwise too. */
  rows: readonly [from: Context | null, to: Context | null] | null
}

/** Two readings of one figure and every state between them. */
export interface Walk {
  before: Context | null
  after: Context
  states: { before: State; after: State }
  steps: Step[]
  between: Between
}

/** @throws BadQuery when the second reading lies before the first */
export async function walkOf(tools: Tools, reading: Reading, asked: ChangeQuery, scope: Scope): Promise<Walk> {
  const before = await tools.stateOf(reading, asked.from, scope)
  const after = await tools.stateOf(reading, asked.to, scope)
  if (after.seq < before.seq || after.now < before.now) throw new BadQuery('"to" phải không sớm hơn "from"')
  const last = tools.contextOf(reading, queryOf(asked), scope, after)
  // One unit, whatever its code meant on either day.
  const query = { ...queryOf(asked), ...(last.resolved.unit !== null && { unit: last.resolved.unit }) }
  const known = ({ set }: State) =>
    query.unit === undefined || (set.units.has(query.unit) && isCovered(query.unit, set, scope))
  const contextOf = (state: State, rows = reading, seq = state.seq) =>
    known(state) ? tools.contextOf(rows, query, scope, state, { seq }) : null
  const first = known(before) ? tools.contextOf(reading, query, scope, before) : null
  const { leaves, book } = last.resolved
  const between: Between = { reading, before: before.seq, after: after.seq, day: dayOf(before.now), leaves, book }

  const steps: Step[] = []
  let state = before
  const move = (part: ChangePart, change: Partial<State>, moves: boolean) => {
    const from = steps.at(-1)?.to ?? first
    state = { ...state, ...change }
    if (!moves) return
    const to = contextOf(state)
    steps.push({ part, from, to, rows: null })
  }
  const ticks = dayOf(before.now) !== dayOf(after.now) && reachOf(last, query).moves
  move('clock', { now: after.now }, ticks)
  move('definition', { book: after.book }, textOfMeasures(before, asked) !== textOfMeasures(after, asked))
  move('calendar', { calendar: after.calendar }, await moved(reading, 'calendar', between))
  move('units', { set: after.set, home: after.home }, before.set.stamp !== after.set.stamp)

  const parts = await rowParts(between, last, before, after)
  for (const [i, part] of parts.entries()) {
    const taken = parts.slice(0, i + 1)
    const deliveries = part === 'withdrawal' ? after.deliveries : spokenBy(before, after)
    state = { ...state, seq: after.seq, feeds: after.feeds, deliveries }
    const from = steps.at(-1)?.to ?? first
    const to = contextOf(state, mixedReading(between, taken))
    const only = (side: 'before' | 'after') => contextOf(state, partReading(between, part, side))
    steps.push({ part, from, to, rows: looksAround(leaves) ? null : [only('before'), only('after')] })
  }
  // Where every part is taken, that is the second reading itself.
  const end = steps.at(-1)
  if (end) end.to = last
  return { before: first, after: last, states: { before, after }, steps, between }
}

/** Do rows of one dataset count by what another says, or deliveries by none? */
function looksAround(leaves: readonly Leaf[]): boolean {
  return leaves.some(({ kind }) => kind === 'matched' || kind === 'dueCheck' || kind === 'deliveries')
}

const MANY = 5000

/**
 * The store takes changed keys for few, and looks each up by itself; where an archive was loaded between the two readings,
 * that takes minutes, and joining the wholes takes a second.
 */
async function prepareForMany({ reading, before, after }: Between, datasets: ReadonlySet<string>): Promise<void> {
  for (const id of datasets) {
    const dataset = findDataset(id)
    if (!dataset) continue
    const come = `select 1 from ${reading.relation(dataset, { seq: after })} r where r.seq_from > ${before} limit ${MANY + 1}`
    const [row] = await reading.query<{ n: number }>(`select count(*)::int as n from (${come}) come`)
    if (!row || row.n <= MANY) continue
    await reading.query('set local enable_nestloop = off')
    await reading.query(`set local work_mem = '64MB'`)
    return
  }
}

/** The measure and all that it is made of, as a state defines it. */
function textOfMeasures({ book }: State, { measure: id }: ChangeQuery): string {
  const measure = book.find(id)
  return JSON.stringify(measure && [measure, ...leavesOf([measure], book)])
}

/** What is asked of both readings. */
function queryOf(asked: ChangeQuery): Query {
  const { measure, unit, period, where, units, basis, tree } = asked
  return {
    measures: [measure],
    period,
    ...(unit !== undefined && { unit }),
    ...(where !== undefined && { where }),
    ...(units !== undefined && { units }),
    ...(basis !== undefined && { basis }),
    ...(tree !== undefined && { tree }),
  }
}

async function moved(reading: Reading, id: string, between: Between): Promise<boolean> {
  const dataset = findDataset(id)
  return dataset !== undefined && (await countClasses({ ...between, reading, leaves: [] }, dataset)).size > 0
}

/**
 * The parts that rows of the measure's datasets have a share in. Where deliveries brought none, yet a feed now speaks further
 * or less far, that is `new` or `withdrawal` without rows: a silence became a zero, or a zero a silence. A feed that was put to
 * another unit or cadence is a switch.
 */
async function rowParts(between: Between, { resolved }: Context, before: State, after: State): Promise<ChangePart[]> {
  const found = new Set<ChangePart>()
  if (habitsOf(before, after) !== habitsOf(after, before)) found.add('switches')
  if (between.before === between.after) return [...found]
  await prepareForMany(between, datasetsOf(resolved))
  for (const id of datasetsOf(resolved)) {
    const dataset = id === 'calendar' ? undefined : findDataset(id)
    if (dataset) for (const part of (await countClasses(between, dataset)).keys()) found.add(part)
  }
  const furthest = textOf(spokenBy(before, after))
  if (furthest !== textOf(before.deliveries)) found.add('new')
  if (furthest !== textOf(after.deliveries)) found.add('withdrawal')
  return found.size === 0 ? ['new'] : ROW_PARTS.filter((part) => found.has(part))
}

/** Until when each feed speaks had nothing been withdrawn: the later of the two days. */
function spokenBy(before: State, after: State): Delivery[] {
  const feeds = new Map(before.deliveries.map((delivery) => [delivery.feed, delivery]))
  for (const delivery of after.deliveries) {
    const held = feeds.get(delivery.feed)
    if (!held || (held.coversTo ?? '') <= (delivery.coversTo ?? '')) feeds.set(delivery.feed, delivery)
  }
  return [...feeds.values()]
}

/** What figures take from the registration of those feeds that are known in both states. */
function habitsOf({ feeds }: State, other: State): string {
  const both = feeds.filter(({ id }) => other.feeds.some((feed) => feed.id === id))
  return JSON.stringify(both.map(({ id, unit, cadence }) => [id, unit, cadence]))
}

function textOf(deliveries: readonly Delivery[]): string {
  return deliveries
    .filter(({ coversTo }) => coversTo !== null)
    .map(({ feed, coversTo }) => `${feed} ${coversTo}`)
    .sort()
    .join('\n')
}
