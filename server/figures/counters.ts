import { createHash } from 'node:crypto'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { DATASETS } from '../../shared/datasets/list.ts'
import { columnNames } from '../../shared/datasets/stored.ts'
import { MEASURES } from '../../shared/measures/list.ts'
import { conditionSql, createBinder, daySql } from './condition-sql.ts'
import { dateSql } from './coverage.ts'
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

/** The counters of a dataset, derived from the measures: a count has one, a stock two. */
export function countersOf(dataset: Dataset): Counter[] {
  const measured = MEASURES.flatMap((measure): Counter[] => {
    if (measure.kind === 'count' && measure.dataset === dataset.id) {
      const { where } = measure
      const tests: Counter['tests'] = (binder) => (where ? [conditionSql(where, dataset, binder)] : [])
      return [{ name: measure.id, day: daySql(measure.on, dataset), tests }]
    }
    if (measure.kind !== 'stock' || measure.dataset !== dataset.id) return []
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
export function countedDatasets(): Dataset[] {
  return DATASETS.filter((dataset) => countersOf(dataset).length > 0)
}

/** Names the catalogue of counters: another text means that the rollup must be made anew. */
export function catalogueHash(): string {
  const text = countedDatasets().map((dataset) =>
    countersOf(dataset).map(({ name, day, tests }) => {
      const binder = createBinder()
      return [name, day, tests(binder), binder.params]
    }),
  )
  return createHash('sha256').update(JSON.stringify(text)).digest('hex')
}

/**
 * Adds rows (`sign` 1) and takes rows away (−1), added up before anything is written.
 *
 * @returns null when the dataset has no counters
 */
export function adjustSql(dataset: Dataset, relation: string): Statement | null {
  const cells = cellsSql(dataset, relation)
  if (!cells) return null
  const text = `with taken as materialized (${cells.taken}) insert into rollup as held (counter, unit, day, n) select * from (${cells.cells}) cells order by counter, unit collate "C", day on conflict (counter, unit, day) do update set n = held.n + excluded.n`
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
export function cellsSql(dataset: Dataset, relation: string): CellsSql | null {
  const counters = countersOf(dataset)
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
