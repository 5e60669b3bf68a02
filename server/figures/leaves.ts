import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import type {
  Count,
  Deliveries,
  Distribution,
  DueCheck,
  DueSoon,
  Matched,
  Measure,
  Oldest,
  Reported,
  Stock,
} from '../../shared/measures/measure.ts'

/** A measure that is read from rows; sums and rates are made of them. */
export type Leaf = Count | Stock | DueSoon | Distribution | Oldest | Reported | Matched | DueCheck | Deliveries

/** The measures that must be read for these, each once. */
export function leavesOf(measures: readonly Measure[], book: MeasureBook): Leaf[] {
  const leaves = new Map<string, Leaf>()
  const visit = (measure: Measure) => {
    if (measure.kind === 'sum') for (const id of [...measure.plus, ...measure.minus]) visit(known(id, book))
    else if (measure.kind === 'rate')
      for (const id of [...measure.numerator, ...(measure.numeratorMinus ?? []), ...measure.denominator])
        visit(known(id, book))
    else leaves.set(measure.id, measure)
  }
  for (const measure of measures) visit(measure)
  return [...leaves.values()]
}

/** A measure that the definitions themselves refer to. */
export function known(id: string, book: MeasureBook): Measure {
  const measure = book.find(id)
  if (!measure) throw new Error(`the catalogue names ${id}, which it does not hold`)
  return measure
}

/** The stock that another measure looks into. */
export function stockOf(measure: DueSoon | Oldest | Matched, book: MeasureBook): Stock {
  const stock = known(measure.of, book)
  if (stock.kind !== 'stock') throw new Error(`${measure.id} looks into ${stock.id}, which is no stock`)
  return stock
}
