import { nextWorkingDay } from '../../shared/calendar.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import { PROGRAM_BOOK } from '../../shared/measures/list.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import { type Binder, columnSql, conjunctsSql, daySql } from './condition-sql.ts'
import type { Context } from './context.ts'
import { known, type Leaf, stockOf } from './leaves.ts'
import { matchTest } from './matched.ts'
import { dueTest } from './matched-due.ts'
import { edgeOf, stockDays } from './part.ts'
import { insideTest } from './stock.ts'

/** How rows of one leaf enter a receipt: how often each adds to the figure, and to the numerator of a rate. */
export interface Term {
  leaf: Leaf
  /** Of a rate: how often it adds to the denominator. */
  times: number
  hits: number
}

/** The leaves of a measure with their part in it. What adds up of a rate is its denominator; the numerator are its hits. */
export function termsOf(measure: Measure, book: MeasureBook = PROGRAM_BOOK): Term[] {
  const terms = new Map<string, Term>()
  const add = (part: Measure, times: number, hits: number): void => {
    if (part.kind === 'rate') throw new Error(`${part.id} is a rate: it is no part of ${measure.id}`)
    if (part.kind === 'sum') {
      for (const id of part.plus) add(known(id, book), times, hits)
      for (const id of part.minus) add(known(id, book), -times, -hits)
      return
    }
    const held = terms.get(part.id)
    terms.set(part.id, { leaf: part, times: (held?.times ?? 0) + times, hits: (held?.hits ?? 0) + hits })
  }
  if (measure.kind !== 'rate') add(measure, 1, 0)
  else {
    for (const id of measure.denominator) add(known(id, book), 1, 0)
    for (const id of measure.numerator) add(known(id, book), 0, 1)
    for (const id of measure.numeratorMinus ?? []) add(known(id, book), 0, -1)
  }
  return [...terms.values()]
}

/** What a row is tried against: the question, and all that is known beside the row itself. */
export type TermContext = Pick<Context, 'resolved' | 'calendar' | 'set' | 'segments' | 'relation'>

/** The test that a row of a leaf passes (`coarse`: by its days alone; `parts`: piece by piece, where it has pieces), and the day by which it finds its unit; null where nothing can pass. */
export function termTest(
  leaf: Leaf,
  context: TermContext,
  dataset: Dataset,
  binder: Binder,
): { test: string; day: string; coarse: string; parts?: string[] } | null {
  const { resolved, calendar } = context
  if (leaf.kind === 'reported') throw new Error('published figures have receipts of their own')
  // What feeds owe are no rows.
  if (leaf.kind === 'deliveries') return null
  if (leaf.kind === 'dueCheck') {
    const day = columnSql(dataset, leaf.on)
    const { from, to } = resolved.period
    const between = `${day} between ${binder.bind(from, 'date')} and ${binder.bind(to, 'date')}`
    return { day, test: `(${between} and ${dueTest(leaf, context, binder)})`, coarse: between }
  }
  if (leaf.kind === 'count' || leaf.kind === 'distribution') {
    const day = daySql(leaf.on, dataset)
    const { from, to } = resolved.period
    const between = `${day} between ${binder.bind(from, 'date')} and ${binder.bind(to, 'date')}`
    const parts = [between, ...conjunctsSql(leaf.where, dataset, binder)]
    return { day, test: `(${parts.join(' and ')})`, coarse: between, parts }
  }
  const [taken] = stockDays(resolved, edgeOf(leaf))
  if (taken === null || taken === undefined) return null
  const day = binder.bind(taken, 'date')
  const stock = leaf.kind === 'stock' ? leaf : stockOf(leaf, resolved.book)
  const coarse = insideTest({ enters: stock.enters, leaves: stock.leaves }, dataset, day, binder)
  const inside = insideTest(stock, dataset, day, binder)
  // What a period begins with lies with the units of its first day.
  const placed = edgeOf(leaf) === 'start' ? `(${day} + 1)` : day
  if (leaf.kind === 'matched') {
    const named = matchTest(leaf, context, resolved.period, binder)
    return { day, test: `(${inside} and ${named})`, coarse }
  }
  if (leaf.kind !== 'dueSoon') return { day: placed, test: inside, coarse }
  const next = binder.bind(nextWorkingDay(taken, calendar), 'date')
  return { day, test: `(${inside} and ${columnSql(dataset, leaf.due)} between ${day} and ${next})`, coarse }
}
