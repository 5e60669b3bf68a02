import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { isPurged } from '../../shared/purged.ts'
import { createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import { createPlaces, hitsOf, rowsSought } from './hits.ts'
import { nearOf } from './left-out-near.ts'
import { createReasons, type Reason } from './left-out-reasons.ts'
import { type Term, termTest } from './receipt-terms.ts'
import { filterSql } from './sql.ts'

/** Rows of one dataset around a figure: what counts, by feed; what stands near it and does not, by reason. */
export interface RowCount {
  rows: number
  weight: number
  hits: number
  /** Rows that count only in part, because their unit was split. */
  parts: number
  /** Rows that count and of which nobody knows any more whom they were about. */
  purged: number
  byFeed: ReadonlyMap<string, number>
  leftOut: readonly (Reason & { rows: number })[]
  /** Error rows in the deliveries from which any of these rows came: how many, and by which rule. */
  rejected: { rows: number; rules: readonly { rule: string; rows: number }[] }
}

const COUNTED = -1

interface Line {
  kind: 'rows' | 'rejected' | 'rule'
  name: string
  reason: number
  n: number
  weight: number
  hits: number
  parts: number
  purged: number
}

/** Counts in one scan what a figure is made of and what it leaves out. */
export async function countRows(context: Context, id: string, terms: readonly Term[]): Promise<RowCount> {
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`no dataset ${id}`)
  const { text, params, reasons } = countSql(context, dataset, terms)
  const lines = text === null ? [] : await context.reading.query<Line>(text, params)
  const counted = lines.filter(({ kind, reason }) => kind === 'rows' && reason === COUNTED)
  const sum = (part: 'n' | 'weight' | 'hits' | 'parts' | 'purged') =>
    counted.reduce((total, line) => total + Number(line[part]), 0)
  const others = lines.filter(({ kind, reason }) => kind === 'rows' && reason !== COUNTED)
  const leftOut = reasons.flatMap((reason, i) => {
    const rows = others.filter((line) => line.reason === i).reduce((total, line) => total + line.n, 0)
    return rows === 0 ? [] : [{ ...reason, rows }]
  })
  const rules = lines.filter(({ kind }) => kind === 'rule')
  return {
    rows: sum('n'),
    weight: sum('weight'),
    hits: sum('hits'),
    parts: sum('parts'),
    purged: sum('purged'),
    byFeed: new Map(counted.map(({ name, n }) => [name, n])),
    leftOut,
    rejected: {
      rows: lines.find(({ kind }) => kind === 'rejected')?.n ?? 0,
      rules: rules.map(({ name, n }) => ({ rule: name, rows: n })),
    },
  }
}

function countSql(context: Context, dataset: Dataset, terms: readonly Term[]) {
  const { resolved } = context
  const binder = createBinder()
  const reasons = createReasons()
  const places = createPlaces(context, binder)
  // Of a rate only what it divides by: a row that is no hit counts below the line.
  const around = terms.filter((term) => term.times > 0)
  const near = around.flatMap(({ leaf }) => {
    const found = nearOf(leaf, context, dataset, binder, reasons)
    return found ? [{ ...found, coarse: found.test, test: `(${found.test} and ${places.of(found.day).test})` }] : []
  })
  const taken = terms.flatMap(({ leaf, times }) => {
    const found = times < 0 ? termTest(leaf, context, dataset, binder) : null
    if (!found) return []
    const why = reasons.number(`subtracted.${leaf.id}`, leaf.title)
    return [`case when ${found.test} and ${places.of(found.day).test} then ${why} end`]
  })
  const { join, weight, hits, any, coarse } = hitsOf(context, dataset, terms, binder, places)
  const tests = [any, ...near.map(({ test }) => test)]
  if (near.length === 0 && any === '(false)') return { text: null, params: [], reasons: [] }
  const whys = [...taken, ...near.map(({ test, reason }) => `case when ${test} then ${reason} end`)]
  const why = whys.length === 0 ? 'null::int' : `coalesce(${whys.join(', ')})`
  const sought = rowsSought(context, dataset, terms, [coarse, ...near.map((each) => each.coarse)].join(' or '))
  const least = places.least()
  const counts = 'h.weight <> 0 or h.hits <> 0'
  const where = [`(${tests.join(' or ')})`, ...filterSql(resolved.filters, dataset, binder)]
  const text = `with seen as materialized (
      select r.batch_id as batch, w.reason, count(*) as n, sum(h.weight)::double precision as weight, sum(h.hits)::double precision as hits,
             ${least === null ? '0' : `count(*) filter (where ${least} < 1)`} as parts, count(*) filter (where ${isPurged('r')}) as purged
        from ${sought} r${join}
        cross join lateral (select ${weight} as weight, ${hits} as hits) h
        cross join lateral (select case when ${counts} then ${COUNTED} else ${why} end as reason) w
       where ${where.join(' and ')} and w.reason is not null group by 1, 2),
    refused as materialized (
      select f.rejected, f.rules from refusals f where f.batch_id in (select batch from seen))
    select 'rows' as kind, b.feed as name, s.reason, sum(s.n)::bigint as n, sum(s.weight) as weight, sum(s.hits) as hits, sum(s.parts)::bigint as parts, sum(s.purged)::bigint as purged
      from seen s join batches b on b.id = s.batch group by 2, 3
    union all select 'rejected', '', 0, sum(rejected)::bigint, 0, 0, 0, 0 from refused having count(*) > 0
    union all select 'rule', i.rule, 0, sum(i.rows)::bigint, 0, 0, 0, 0
      from refused cross join lateral jsonb_to_recordset(rules) as i(rule text, rows bigint) group by 2
    order by 1, 2, 3`
  return { text, params: binder.params, reasons: reasons.list }
}
