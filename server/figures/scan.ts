import { findDataset } from '../../shared/datasets/list.ts'
import { columnSql, createBinder, shareTests } from './condition-sql.ts'
import type { Context } from './context.ts'
import { toParts, valueSql } from './counts.ts'
import type { Leaf } from './leaves.ts'
import type { Part } from './part.ts'
import { termTest } from './receipt-terms.ts'
import { filterSql, type GroupRow, groupBy, keySql, membershipSql, type Statement, unitHead } from './sql.ts'

/** Everything that is asked of one dataset for one bucket, in a single scan of its rows. */
export async function readAtOnce(context: Context, leaves: readonly Leaf[]): Promise<Part[]> {
  const parts: Part[] = []
  for (const [id, group] of Map.groupBy(leaves, (leaf) => leaf.dataset)) {
    const { asked, text, params } = scanSql(context, id, group)
    if (asked.length === 0) continue
    for (const row of await context.reading.query<GroupRow>(text, params))
      parts.push(...toParts(row, asked, context.resolved.columns))
  }
  return parts
}

function scanSql(context: Context, id: string, leaves: readonly Leaf[]): Statement & { asked: Leaf[] } {
  const { resolved, segments, relation } = context
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`no dataset ${id}`)
  const binder = createBinder()
  const members = membershipSql(segments, '0', binder)
  const tested = leaves.flatMap((leaf) => {
    const found = termTest(leaf, context, dataset, binder)
    return found ? [{ leaf, ...found }] : []
  })
  // What all tests ask is asked once for each row. One test alone is all in the WHERE.
  const { shared, rest } = shareTests(tested.map(({ test, parts = [test] }) => parts))
  const values = tested.flatMap(({ leaf, test, day }, i) =>
    leaf.kind === 'oldest'
      ? [`max(${day} - ${columnSql(dataset, leaf.since)}) filter (where ${test}) as v${i}`, `false as e${i}`]
      : valueSql(leaf, i, rest[i] ?? null, dataset, members.weight, binder),
  )
  const heads = ['0 as bucket', unitHead(members, binder), ...keySql(resolved.columns, dataset)]
  const days = [...new Set(tested.map(({ coarse }) => coarse))].filter((day) => !shared.includes(day))
  const where = [
    ...(tested.length > 1 && days.length > 0 ? [`(${days.join(' or ')})`] : []),
    ...shared,
    ...filterSql(resolved.filters, dataset, binder),
  ]
  const text = `select ${[...heads, ...values].join(', ')} from ${relation(dataset)} r${members.join} where ${where.join(' and ')} ${groupBy(heads)}`
  return { asked: tested.map(({ leaf }) => leaf), text, params: binder.params }
}
