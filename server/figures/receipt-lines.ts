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
  issues: readonly { rule: string; severity: string; rows: number }[]
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
          `select b.id as batch, b.feed, l.n, coalesce((b.counts ->> 'rejected')::bigint, 0) as rejected, b.issues
             from (select r.batch_id, count(*) as n from ${context.relation(dataset)} r where r.key = any($1::text[]) group by 1) l
             join batches b on b.id = l.batch_id order by b.id`,
          [keys],
        )
  const byFeed = new Map<string, number>()
  const byRule = new Map<string, number>()
  let rows = 0
  for (const { feed, n, rejected, issues } of lines) {
    byFeed.set(feed, (byFeed.get(feed) ?? 0) + n)
    rows += rejected
    if (rejected > 0)
      for (const issue of issues)
        if (issue.severity === 'error') byRule.set(issue.rule, (byRule.get(issue.rule) ?? 0) + issue.rows)
  }
  return { byFeed, rejected: { rows, rules: [...byRule].map(([rule, n]) => ({ rule, rows: n })) } }
}
