import type { Dataset } from '../../shared/datasets/dataset.ts'
import { type Binder, columnSql } from './condition-sql.ts'
import type { Context } from './context.ts'
import { looksBack } from './look-back.ts'
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
  /** The same by the days of rows alone. */
  coarse: string
}

/** The rows of a dataset in which hits are sought; `coarse` cuts them where all their versions have to be read. */
export function rowsSought(context: Context, dataset: Dataset, terms: readonly Term[], coarse: string): string {
  const back = terms.some(({ leaf }) => leaf.kind === 'dueCheck' || looksBack(leaf))
  return back ? context.relation(dataset, coarse) : context.relation(dataset)
}

/** What one row adds where a column is added up instead of rows counted. */
function addsSql({ leaf }: Term, dataset: Dataset): string {
  return leaf.kind === 'count' && leaf.adds !== undefined ? ` * coalesce(${columnSql(dataset, leaf.adds)}, 0)` : ''
}

/** In which unit's figure the rows of a statement count; rows that are dated alike share a join. */
export interface Places {
  /** Does a row that is dated by this day count at all, and how much of it? */
  of(day: string): { test: string; weight: string }
  /** The outer joins of all days asked for so far. */
  join(): string
  /** SQL of the least share with which a row counts; null where every row counts whole. */
  least(): string | null
}

/** @param m - beginning of the aliases of the joins, where two figures stand in one statement */
export function createPlaces({ resolved, segments }: Context, binder: Binder, m = 'm'): Places {
  const joins = new Map<string, { join: string; test: string; weight: string }>()
  const joinFor = (day: string) => {
    const { segment } = day === '' ? { segment: '0' } : placesSql(day, runsOf([resolved.period], segments), binder)
    const members = membershipSql(segments, segment, binder, `${m}${joins.size}`)
    if (members.join === '') return { join: '', test: 'true', weight: '1' }
    return { join: ` left${members.join}`, test: `${members.present} is not null`, weight: members.weight ?? '1' }
  }
  return {
    of(dated) {
      const day = segments.length > 1 ? dated : ''
      const place = joins.get(day) ?? joinFor(day)
      joins.set(day, place)
      return place
    },
    join: () => [...joins.values()].map((each) => each.join).join(''),
    least() {
      const weights = [...joins.values()].map(({ weight }) => weight).filter((weight) => weight !== '1')
      return weights.length === 0 ? null : `least(${weights.join(', ')})`
    },
  }
}

/** How rows enter a figure, their places found anew or beside others of the same statement. */
export function hitsOf(
  context: Context,
  dataset: Dataset,
  terms: readonly Term[],
  binder: Binder,
  places: Places | string = 'm',
): Hits {
  const held = typeof places === 'string' ? createPlaces(context, binder, places) : places
  const hits = terms.flatMap((term) => {
    const found = termTest(term.leaf, context, dataset, binder)
    if (!found) return []
    const place = held.of(found.day)
    const weight = `${place.weight}${addsSql(term, dataset)}`
    return [{ ...term, test: `(${found.test} and ${place.test})`, coarse: found.coarse, weight }]
  })
  const sumOf = (part: 'times' | 'hits') =>
    hits
      .filter((hit) => hit[part] !== 0)
      .map((hit) => `(case when ${hit.test} then ${hit.weight} * ${hit[part]} else 0 end)`)
      .join(' + ') || '0'
  const any = [...new Set(hits.map((hit) => hit.test))]
  const hitSum = sumOf('hits')
  return {
    join: held.join(),
    weight: sumOf('times'),
    hits: hitSum,
    hit: `(${hitSum} <> 0)`,
    any: `(${any.join(' or ') || 'false'})`,
    coarse: `(${[...new Set(hits.map((hit) => hit.coarse))].join(' or ') || 'false'})`,
  }
}
