import { findDataset } from '../../shared/datasets/list.ts'
import type { Context } from './context.ts'
import { speaksOf } from './coverage.ts'
import type { Leaf } from './leaves.ts'
import { edgeOf, stockDays } from './part.ts'

/** Says whether a feed covers some unit of a group in a bucket, so that "no rows" is a zero and not a silence. */
export type Covered = (leaf: Leaf, bucket: number, group: string) => boolean

/** Only what adds up can be zero; a median or a published figure of nothing is nothing. */
function adds({ kind }: Leaf): boolean {
  return kind === 'count' || kind === 'stock' || kind === 'dueSoon'
}

/** Reads which units deliver the datasets of these measures, where any is in doubt. */
export async function createCovered(context: Context, leaves: readonly Leaf[]): Promise<Covered> {
  const { resolved, segments } = context
  const datasets = [...new Set(leaves.filter(adds).map((leaf) => leaf.dataset))].filter(
    (id) => (findDataset(id)?.unitColumns.length ?? 0) > 0,
  )
  const byDataset = new Map(await Promise.all(datasets.map(async (id) => [id, await context.coverage(id)] as const)))
  if (datasets.length === 0) return () => false
  const units = segments.map((segment) =>
    segment.members === null ? null : Map.groupBy(segment.members, (member) => member.group),
  )
  const days = { end: stockDays(resolved), start: resolved.buckets.map(({ from }) => from) }
  return (leaf, index, group) => {
    const coverage = byDataset.get(leaf.dataset)
    const bucket = resolved.buckets[index]
    // Who speaks of a period's first day also knows what it began with.
    const day = days[edgeOf(leaf)][index]
    if (!coverage || !bucket) return false
    return segments.some((segment, s) => {
      if (segment.to < bucket.from || segment.from > bucket.to) return false
      const members = units[s]
      const ids =
        members === null || members === undefined ? coverage.keys() : (members.get(group) ?? []).map((m) => m.unit)
      for (const id of ids) {
        const range = coverage.get(id)
        // What is inside stays inside until somebody says otherwise; what happened is only known where a feed speaks.
        const known =
          leaf.kind === 'count' || leaf.kind === 'distribution'
            ? speaksOf(range, bucket)
            : range !== undefined && typeof day === 'string' && range.from <= day
        if (known) return true
      }
      return false
    })
  }
}
