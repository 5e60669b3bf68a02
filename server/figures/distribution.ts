import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Distribution } from '../../shared/measures/measure.ts'
import { type Binder, columnSql } from './condition-sql.ts'

const SECONDS = { days: 86_400, hours: 3_600 } as const

/** The median, mean or maximum as an SQL aggregate without its filter; `percentile_disc`, so that it is a value that occurred. */
export function distributionSql(measure: Distribution, dataset: Dataset, binder: Binder): string {
  const number = numberSql(measure, dataset)
  if (measure.take === 'mean') return `avg(${number})`
  if (measure.take === 'max') return `max(${number})`
  return `percentile_disc(${binder.bind(measure.take.percentile, 'double precision')}) within group (order by ${number})`
}

/** The number that is ordered or averaged: a column, elapsed time, or days after the due day. */
export function numberSql({ of }: Distribution, dataset: Dataset): string {
  if ('column' in of) return `${columnSql(dataset, of.column)}::double precision`
  if ('daysLate' in of) {
    const [due, done] = of.daysLate
    return `(${columnSql(dataset, done)} - ${columnSql(dataset, due)})::double precision`
  }
  const [from, to] = of.elapsed
  return `(extract(epoch from ${columnSql(dataset, to)} - ${columnSql(dataset, from)})::double precision / ${SECONDS[of.in]})`
}
