import { useEffect } from 'react'
import type { Batch, Effect } from '../../shared/batch.ts'
import type { Progress } from '../../shared/live.ts'
import type { Problem } from '../../shared/problem.ts'
import { readBatch, readEffect, readWithdrawEffect } from '../api/batches.ts'
import { useProgress } from '../live/use-figure.ts'
import { type Read, useRead } from '../ui/use-read.ts'

/** A delivery as its page sees it. */
export interface BatchReading {
  batch: Batch | null
  problem: Problem | null
  /** How far it is read; null while nothing is heard. */
  progress: Progress | null
  /** What the wall would say after committing it, or after withdrawing it where it counts. */
  effect: Read<Effect>
  effectKind: 'commit' | 'withdraw' | null
  reload: () => void
}

const POLL_MS = 1_500

/** Follows a delivery: over the socket where it speaks, else by asking while it is being read. */
export function useBatch(id: string): BatchReading {
  const read = useRead((signal) => readBatch(id, signal), id)
  const progress = useProgress()[id] ?? null
  const batch = read.value
  const isBusy = batch?.state === 'receiving' || batch?.state === 'checking'
  const { reload } = read
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(reload, POLL_MS)
    return () => clearInterval(timer)
  }, [isBusy, reload])
  const isHeard = progress !== null
  useEffect(() => {
    if (isBusy && !isHeard) reload()
  }, [isBusy, isHeard, reload])
  const kind = batch && effectKindOf(batch)
  const key = batch && kind ? `${kind} ${batch.mappingVersion} ${batch.rows.accepted}` : null
  const known = useRead(async () => {
    const effect = await (kind === 'withdraw' ? readWithdrawEffect(id) : readEffect(id))
    return { key, effect }
  }, key)
  // What was worked out before a repair is not what will happen now.
  const effect = { ...known, value: known.value?.key === key ? known.value.effect : null }
  return { batch, problem: read.problem, progress, effect, effectKind: kind, reload }
}

/** Which effect can be computed: of committing while it waits, of withdrawing while it counts. */
function effectKindOf({ state, rows }: Batch): 'commit' | 'withdraw' | null {
  if (state === 'committed') return 'withdraw'
  if (state === 'ready' || state === 'approving') return 'commit'
  return state === 'refused' && rows.accepted > 0 ? 'commit' : null
}
