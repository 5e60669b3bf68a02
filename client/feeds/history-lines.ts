import type { Batch, RowCounts } from '../../shared/batch.ts'

/** One line of the history: a delivery, or a run of pushes of one feed with their rows added up. */
export interface Line {
  /** The newest of the run. */
  batch: Batch
  times: number
  rows: RowCounts
}

/** Lines for deliveries, newest first. Pushes that follow each other in a feed and stand alike are told as one. */
export function toLines(batches: readonly Batch[]): Line[] {
  const lines: Line[] = []
  const running = new Map<string, Line>()
  for (const batch of batches) {
    if (batch.file) {
      running.clear()
      lines.push({ batch, times: 1, rows: batch.rows })
      continue
    }
    const key = `${batch.feed} ${batch.state}`
    const line = running.get(key)
    if (line) {
      line.times += 1
      line.rows = addCounts(line.rows, batch.rows)
    } else {
      const first = { batch, times: 1, rows: batch.rows }
      running.set(key, first)
      lines.push(first)
    }
  }
  return lines
}

function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  const names = Object.keys(a) as (keyof RowCounts)[]
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as RowCounts
}
