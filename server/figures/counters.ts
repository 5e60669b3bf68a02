import { createHash } from 'node:crypto'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { DATASETS } from '../../shared/datasets/list.ts'
import { columnNames } from '../../shared/datasets/stored.ts'
import { MEASURES } from '../../shared/measures/list.ts'
import type { Count, Measure, Stock } from '../../shared/measures/measure.ts'
import { conditionSql, createBinder, daySql } from './condition-sql.ts'
import { dateSql } from './coverage.ts'
import { looksBack } from './look-back.ts'
import type { Statement } from './sql.ts'

/** One column of numbers in the rollup: how many rows have their day on a day, for a unit. */
export interface Counter {
  name: string
  /** SQL of the day, on the alias `r`. */
  day: string
  /** SQL tests that a row must pass. */
  tests: (binder: ReturnType<typeof createBinder>) => string[]
}

/** The counter of entries into and exits from a stock. */
export const entered = (stock: string) => `${stock}+`
export const left = (stock: string) => `${stock}-`
/** The counter of a dataset's rows by the day that dates them: from when on a unit delivers. */
export const delivered = (dataset: Dataset) => `#${dataset.id}`

/** Does a rollup hold this count? Not one that adds up a column, nor one that reads earlier versions. */
export function isRolled(count: Count): boolean {
  return count.adds === undefined && !looksBack(count)
}

/** The stock by whose counters another is read: what a period begins with went in and out as what it ends with did. */
export function counterStock(stock: Stock, measures: readonly Measure[]): string {
  const flow = ({ dataset, where, enters, leaves }: Stock) => JSON.stringify([dataset, where, enters, leaves])
  if (stock.at === undefined) return stock.id
  const twin = measures.find((other) => other.kind === 'stock' && !other.at && flow(other) === flow(stock))
  return twin?.id ?? stock.id
}

/** The counters of a dataset, derived from the measures: a count has one, a stock two. */
export function countersOf(dataset: Dataset, measures: readonly Measure[] = MEASURES): Counter[] {
  const measured = measures.flatMap((measure): Counter[] => {
    if (measure.kind === 'count' && measure.dataset === dataset.id) {
      if (!isRolled(measure)) return []
      const { where } = measure
      const tests: Counter['tests'] = (binder) => (where ? [conditionSql(where, dataset, binder)] : [])
      return [{ name: measure.id, day: daySql(measure.on, dataset), tests }]
    }
    if (measure.kind !== 'stock' || measure.dataset !== dataset.id) return []
    if (counterStock(measure, measures) !== measure.id) return []
    const { where, leaves } = measure
    const enters = daySql(measure.enters, dataset)
    const exits = leaves === null ? null : daySql(leaves, dataset)
    const tests: Counter['tests'] = (binder) => [
      ...(where ? [conditionSql(where, dataset, binder)] : []),
      ...(exits === null ? [] : [`(${exits} is null or ${enters} < ${exits})`]),
    ]
    return [
      { name: entered(measure.id), day: enters, tests },
      ...(exits === null
        ? []
        : [
            {
              name: left(measure.id),
              day: exits,
              tests: (b: Parameters<typeof tests>[0]) => [...tests(b), `${enters} is not null`],
            },
          ]),
    ]
  })
  const day = dateSql(dataset)
  if (measured.length === 0 || day === null) return measured
  return [...measured, { name: delivered(dataset), day, tests: () => [] }]
}

/** Datasets whose rows are counted by day. */
export function countedDatasets(measures: readonly Measure[] = MEASURES): Dataset[] {
  return DATASETS.filter((dataset) => countersOf(dataset, measures).length > 0)
}

/** Names the catalogue of counters: another text means that the rollup must be made anew. */
export function catalogueHash(measures: readonly Measure[] = MEASURES): string {
  const text = countedDatasets(measures).map((dataset) =>
    countersOf(dataset, measures).map(({ name, day, tests }) => {
      const binder = createBinder()
      return [name, day, tests(binder), binder.params]
    }),
  )
  return createHash('sha256').update(JSON.stringify(text)).digest('hex')
}

/** Counters of which whole months are added up as well: what a stock needs of all days before, and since when a unit delivers. */
export const BY_MONTH = `(counter like '%+' or counter like '%-' or counter like '#%')`

/**
 * Adds rows (`sign` 1) and takes rows away (−1), added up before anything is written: by day, and by month where all days
 * before one are asked for.
 *
 * @returns null when the dataset has no counters
 */
export function adjustSql(
  dataset: Dataset,
  relation: string,
  measures: readonly Measure[] = MEASURES,
): Statement | null {
  const cells = cellsSql(dataset, relation, measures)
  if (!cells) return null
  const text = `with taken as materialized (${cells.taken}), cells as materialized (${cells.cells}),
    days as (insert into rollup as held (counter, day, unit, n) select counter, day, unit, n from cells order by counter, day, unit collate "C" on conflict (counter, day, unit) do update set n = held.n + excluded.n)
    insert into rollup_months as held (counter, month, unit, n) select counter, date_trunc('month', day)::date, unit, sum(n)::bigint from cells where ${BY_MONTH} group by 1, 2, 3 order by 1, 2, unit collate "C" on conflict (counter, month, unit) do update set n = held.n + excluded.n`
  return { text, params: cells.params }
}

/** What the rows of a relation give each cell of the rollup; `cells` reads from `taken`, with the same values bound. */
export interface CellsSql {
  taken: string
  cells: string
  params: readonly unknown[]
}

/**
 * One scan for each day column. The rows are wide and lie far apart, so what the scans need of them is taken out once.
 *
 * @returns null when the dataset has no counters
 */
export function cellsSql(dataset: Dataset, relation: string, measures: readonly Measure[] = MEASURES): CellsSql | null {
  const counters = countersOf(dataset, measures)
  if (counters.length === 0) return null
  const binder = createBinder()
  const scans = [...Map.groupBy(counters, (counter) => counter.day)].map(([day, group]) => {
    const tests = group.map((counter) => counter.tests(binder).join(' and '))
    // The test of a counter that is alone cuts the rows before they are grouped.
    const [alone] = group.length === 1 ? tests : []
    const sums = tests.map((test, i) => `sum(r.sign)${test && !alone ? ` filter (where ${test})` : ''} as n${i}`)
    const where = [`${day} is not null`, ...(alone ? [alone] : [])].join(' and ')
    const names = group.map(({ name }, i) => `(${binder.bind(name, 'text')}, g.n${i})`)
    return `select c.counter, g.unit, g.day, c.n from (select r.unit, ${day} as day, ${sums.join(', ')} from taken r where ${where} group by 1, 2) g cross join lateral (values ${names.join(', ')}) as c(counter, n) where c.n <> 0`
  })
  const cells = scans.join(' union all ')
  const read = [...new Set(columnNames(dataset).values())].filter(
    (name) => name !== 'unit' && cells.includes(`r.${name}`),
  )
  const taken = ['sign', `coalesce(unit, '') as unit`, ...read].join(', ')
  return { taken: `select ${taken} from ${relation} change`, cells, params: binder.params }
}
