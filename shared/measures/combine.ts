import { dimensionsOf } from '../datasets/dimensions.ts'
import { findSubject } from '../datasets/list.ts'
import type { MeasureBook } from './catalogue.ts'
import type { Measure } from './measure.ts'

/** How figures of a measure combine: over months of a year, and over units of a province. */
export interface Combination {
  /** `sum` adds · `last` is that of the last part · `none` is asked anew for the whole. */
  overTime: 'sum' | 'last' | 'none'
  overUnits: 'sum' | 'none'
}

/** What may be done with two figures of a measure; what says `none` has to be asked for the whole. */
export function combinationOf(measure: Measure, book: MeasureBook): Combination {
  switch (measure.kind) {
    case 'count':
    case 'dueCheck':
    case 'deliveries':
      return { overTime: 'sum', overUnits: 'sum' }
    case 'stock':
      // What a year begins with is that of its first month, not of its last.
      return { overTime: measure.at === 'start' ? 'none' : 'last', overUnits: 'sum' }
    case 'dueSoon':
      return { overTime: 'last', overUnits: 'sum' }
    case 'matched':
      return { overTime: 'none', overUnits: 'sum' }
    case 'oldest':
      return { overTime: 'last', overUnits: 'none' }
    case 'reported':
      return { overTime: measure.overTime, overUnits: 'none' }
    case 'sum':
      return together([...measure.plus, ...measure.minus].map((id) => partOf(id, book)))
    case 'rate':
    case 'distribution':
      return { overTime: 'none', overUnits: 'none' }
  }
}

function partOf(id: string, book: MeasureBook): Combination {
  const part = book.find(id)
  return part ? combinationOf(part, book) : { overTime: 'none', overUnits: 'none' }
}

function together(parts: readonly Combination[]): Combination {
  const [first = { overTime: 'none', overUnits: 'none' }, ...others] = parts
  return {
    overTime: others.every(({ overTime }) => overTime === first.overTime) ? first.overTime : 'none',
    overUnits: others.every(({ overUnits }) => overUnits === first.overUnits) ? first.overUnits : 'none',
  }
}

/** The dimensions by which a question about a measure may be split: those of every dataset that it reads. */
export function dimensionsFor(measure: Measure, book: MeasureBook): string[] {
  const ids = new Set<string>()
  const visit = (part: Measure | undefined): void => {
    if (!part) return
    const parts =
      part.kind === 'sum'
        ? [...part.plus, ...part.minus]
        : part.kind === 'rate'
          ? [...part.numerator, ...(part.numeratorMinus ?? []), ...part.denominator]
          : []
    if ('dataset' in part) ids.add(part.dataset)
    for (const id of parts) visit(book.find(id))
  }
  visit(measure)
  return dimensionsOf([...ids].map(findSubject).filter((dataset) => dataset !== undefined))
}
