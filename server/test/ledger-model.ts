import type { Visit } from './ledger-trial.ts'

/** What the ledger means, in the plainest words: a list of assertions, of which the latest of each key counts. */
export interface Model {
  commit(batch: ModelBatch, seq: number): void
  withdraw(id: string, seq: number): void
  /** What counts at a seq, as `key=n` in the order of keys. */
  seenAt(seq: number): string
}

export interface ModelBatch {
  id: string
  feed: string
  rows: Visit[]
  /** Stands in for `updatedAt` of rows without one. */
  stamp: string
  speaksFor: { from: string; to: string } | null
}

interface Assertion {
  key: string
  content: { n: number; day: string } | null
  version: number
  stamp: string
  seq: number
  batch: string
}

export function createModel(): Model {
  const assertions: Assertion[] = []
  const batches = new Map<string, { feed: string; seq: number; withdrawnSeq: number }>()
  const order = (a: Assertion, b: Assertion) =>
    a.version - b.version || (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : a.seq - b.seq)
  const counting = (seq: number) =>
    assertions.filter((one) => one.seq <= seq && (batches.get(one.batch)?.withdrawnSeq ?? 0) > seq)
  const bestAt = (seq: number) => {
    const best = new Map<string, Assertion>()
    for (const one of counting(seq).sort(order)) best.set(one.key, one)
    return best
  }
  return {
    commit({ id, feed, rows, stamp, speaksFor }, seq) {
      const before = bestAt(seq)
      const ofFeed = new Set(counting(seq).flatMap((one) => (batches.get(one.batch)?.feed === feed ? [one.key] : [])))
      batches.set(id, { feed, seq, withdrawnSeq: Number.POSITIVE_INFINITY })
      for (const row of rows) {
        const content = row.deleted ? null : { n: row.n ?? 0, day: row.day ?? '' }
        assertions.push({
          key: row.key,
          content,
          version: row.version ?? -1,
          stamp: row.updatedAt ?? stamp,
          seq,
          batch: id,
        })
      }
      if (!speaksFor) return
      for (const [key, { content, version }] of before) {
        if (!content || !ofFeed.has(key) || rows.some((row) => row.key === key)) continue
        if (content.day < speaksFor.from || content.day > speaksFor.to) continue
        assertions.push({ key, content: null, version, stamp, seq, batch: id })
      }
    },
    withdraw(id, seq) {
      const batch = batches.get(id)
      if (batch) batch.withdrawnSeq = seq
    },
    seenAt(seq) {
      const rows = [...bestAt(seq).values()].filter(({ content }) => content !== null)
      return rows
        .map(({ key, content }) => `${key}=${content?.n}`)
        .sort()
        .join(' ')
    },
  }
}
