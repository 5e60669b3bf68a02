import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Context } from './context.ts'

/** Of which feeds and deliveries a few known rows are. */
export interface LineOrigins {
  byFeed: ReadonlyMap<string, number>
  rejected: { rows: number; rules: readonly { rule: string; rows: number }[] }
}

interface Line {
  batch: string
  feed: string
  n: number
  rejected: number
  rules: readonly { rule: string; rows: number }[]
}

/** Where lines of reports or published rows come from, for receipts. */
export async function originsOfLines(
  context: Context,
  dataset: Dataset,
  keys: readonly string[],
): Promise<LineOrigins> {
  const lines =
    keys.length === 0
      ? []
      : await context.reading.query<Line>(
          `select b.id as batch, b.feed, l.n, coalesce(f.rejected, 0) as rejected, coalesce(f.rules, '[]') as rules
             from (select r.batch_id, count(*) as n from ${context.relation(dataset)} r where r.key = any($1::text[]) group by 1) l
             join batches b on b.id = l.batch_id left join refusals f on f.batch_id = b.id order by b.id`,
          [keys],
        )
  const byFeed = new Map<string, number>()
  const byRule = new Map<string, number>()
  let rows = 0
  for (const { feed, n, rejected, rules } of lines) {
    byFeed.set(feed, (byFeed.get(feed) ?? 0) + n)
    rows += rejected
    for (const { rule, rows } of rules) byRule.set(rule, (byRule.get(rule) ?? 0) + rows)
  }
  return { byFeed, rejected: { rows, rules: [...byRule].map(([rule, n]) => ({ rule, rows: n })) } }
}
