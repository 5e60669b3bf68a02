import type { Row } from '../../../shared/datasets/dataset.ts'
import { type Day, dayOf } from '../../../shared/period.ts'

/** What was said of dossiers, in the plainest words: assertions, of which the latest of each code counts. */
export interface Memory {
  commit(delivery: Told, seq: number): void
  withdraw(batch: string, seq: number): void
  /** The rows that counted at a seq. */
  rowsAt(seq: number): Row[]
}

/** One delivery as it was told. `speaksFor`: codes of the feed received in these days that it leaves out are closed. */
export interface Told {
  batch: string
  feed: string
  rows: readonly Row[]
  extractedAt: string
  speaksFor: { from: Day; to: Day } | null
}

interface Assertion {
  code: string
  row: Row | null
  stamp: string
  seq: number
  batch: string
}

export function createMemory(): Memory {
  const assertions: Assertion[] = []
  const batches = new Map<string, { feed: string; withdrawnSeq: number }>()
  const countingAt = (seq: number) =>
    assertions.filter((one) => one.seq <= seq && (batches.get(one.batch)?.withdrawnSeq ?? 0) > seq)
  const bestAt = (seq: number) => {
    const order = (a: Assertion, b: Assertion) => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : a.seq - b.seq)
    return new Map(
      countingAt(seq)
        .sort(order)
        .map((one) => [one.code, one]),
    )
  }
  return {
    commit({ batch, feed, rows, extractedAt, speaksFor }, seq) {
      const before = bestAt(seq)
      const ofFeed = new Set(
        countingAt(seq).flatMap((one) => (batches.get(one.batch)?.feed === feed ? [one.code] : [])),
      )
      batches.set(batch, { feed, withdrawnSeq: Number.POSITIVE_INFINITY })
      const told = new Set(rows.map((row) => String(row.code)))
      for (const row of rows) assertions.push({ code: String(row.code), row, stamp: extractedAt, seq, batch })
      if (!speaksFor) return
      for (const [code, { row }] of before) {
        if (!row || !ofFeed.has(code) || told.has(code)) continue
        const day = dayOf(new Date(String(row.receivedAt)))
        if (speaksFor.from <= day && day <= speaksFor.to)
          assertions.push({ code, row: null, stamp: extractedAt, seq, batch })
      }
    },
    withdraw(batch, seq) {
      const held = batches.get(batch)
      if (held) held.withdrawnSeq = seq
    },
    rowsAt: (seq) => [...bestAt(seq).values()].flatMap(({ row }) => (row ? [row] : [])),
  }
}
