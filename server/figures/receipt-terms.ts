import { nextWorkingDay } from '../../shared/calendar.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import { type Binder, columnSql, conditionSql, daySql } from './condition-sql.ts'
import type { Context } from './context.ts'
import { known, type Leaf, stockOf } from './leaves.ts'
import { stockDays } from './part.ts'
import { insideTest } from './stock.ts'

/** How rows of one leaf enter a receipt: how often each counts, and whether it is among the hits of a rate. */
export interface Term {
  leaf: Leaf
  times: 1 | -1 | 0
  hit: boolean
}

/** The leaves of a measure with their part in it. Of a rate the denominator is what adds up; its numerator is marked. */
export function termsOf(measure: Measure): Term[] {
  const all = (ids: readonly string[], times: Term['times'], hit: boolean) =>
    ids.map((id) => ({ leaf: known(id) as Leaf, times, hit }))
  if (measure.kind === 'sum') return [...all(measure.plus, 1, false), ...all(measure.minus, -1, false)]
  if (measure.kind === 'rate') return [...all(measure.denominator, 1, false), ...all(measure.numerator, 0, true)]
  return [{ leaf: measure, times: 1, hit: false }]
}

/** The test that a row of a leaf passes (`coarse`: by its days alone), and the day by which it finds its unit; null where nothing can pass. */
export function termTest(
  leaf: Leaf,
  { resolved, calendar }: Pick<Context, 'resolved' | 'calendar'>,
  dataset: Dataset,
  binder: Binder,
): { test: string; day: string; coarse: string } | null {
  if (leaf.kind === 'reported') throw new Error('published figures have receipts of their own')
  if (leaf.kind === 'count' || leaf.kind === 'distribution') {
    const day = daySql(leaf.on, dataset)
    const { from, to } = resolved.period
    const between = `${day} between ${binder.bind(from, 'date')} and ${binder.bind(to, 'date')}`
    const where = leaf.where ? ` and ${conditionSql(leaf.where, dataset, binder)}` : ''
    return { day, test: `(${between}${where})`, coarse: between }
  }
  const [taken] = stockDays(resolved)
  if (taken === null || taken === undefined) return null
  const day = binder.bind(taken, 'date')
  const stock = leaf.kind === 'stock' ? leaf : stockOf(leaf)
  const coarse = insideTest({ enters: stock.enters, leaves: stock.leaves }, dataset, day, binder)
  const inside = insideTest(stock, dataset, day, binder)
  if (leaf.kind !== 'dueSoon') return { day, test: inside, coarse }
  const next = binder.bind(nextWorkingDay(taken, calendar), 'date')
  return { day, test: `(${inside} and ${columnSql(dataset, leaf.due)} between ${day} and ${next})`, coarse }
}
