import type { Dataset } from '../../shared/datasets/dataset.ts'
import { type Binder, columnSql } from './condition-sql.ts'
import type { Context } from './context.ts'
import { type Term, termTest } from './receipt-terms.ts'
import { membershipSql, placesSql, runsOf } from './sql.ts'

/** How the rows `r` of a dataset enter one figure, as SQL: for receipts, and for what changed between two of them. */
export interface Hits {
  /** Joins that say in which unit's figure a row counts; outer ones. */
  join: string
  /** How often a row adds to the figure; of a rate, to its denominator. Never null. */
  weight: string
  /** How often it adds to the numerator of a rate. Never null. */
  hits: string
  /** Is it among the hits of a rate? Never null. */
  hit: string
  /** The test that some term counts the row. */
  any: string
}

/** What one row adds where a column is added up instead of rows counted. */
function addsSql({ leaf }: Term, dataset: Dataset): string {
  return leaf.kind === 'count' && leaf.adds !== undefined ? ` * coalesce(${columnSql(dataset, leaf.adds)}, 0)` : ''
}

/** @param m - beginning of the aliases of the joins, where two figures stand in one statement */
export function hitsOf(context: Context, dataset: Dataset, terms: readonly Term[], binder: Binder, m = 'm'): Hits {
  const { resolved, segments } = context
  const joins = new Map<string, { join: string; test: string; weight: string }>()
  const hits = terms.flatMap((term) => {
    const found = termTest(term.leaf, context, dataset, binder)
    if (!found) return []
    const day = segments.length > 1 ? found.day : ''
    const place = joins.get(day) ?? joinFor(day)
    joins.set(day, place)
    return [{ ...term, test: `(${found.test} and ${place.test})`, weight: `${place.weight}${addsSql(term, dataset)}` }]
  })
  function joinFor(day: string) {
    const { segment } = day === '' ? { segment: '0' } : placesSql(day, runsOf([resolved.period], segments), binder)
    const members = membershipSql(segments, segment, binder, `${m}${joins.size}`)
    if (members.join === '') return { join: '', test: 'true', weight: '1' }
    return { join: ` left${members.join}`, test: `${members.present} is not null`, weight: members.weight ?? '1' }
  }
  const sumOf = (part: 'times' | 'hits') =>
    hits
      .filter((hit) => hit[part] !== 0)
      .map((hit) => `(case when ${hit.test} then ${hit.weight} * ${hit[part]} else 0 end)`)
      .join(' + ') || '0'
  const any = [...new Set(hits.map((hit) => hit.test))]
  const hitSum = sumOf('hits')
  return {
    join: [...joins.values()].map((each) => each.join).join(''),
    weight: sumOf('times'),
    hits: hitSum,
    hit: `(${hitSum} <> 0)`,
    any: `(${any.join(' or ') || 'false'})`,
  }
}
