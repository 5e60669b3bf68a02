import { FEEDS } from '../fixtures/sample/feeds.ts'
import { createTrickle, type Push } from '../fixtures/sample/trickle.ts'
import { findDataset } from '../shared/datasets/list.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import { commit } from './pipeline.ts'
import { push } from './pushing.ts'
import type { Stages } from './stages.ts'

/** How often the sample moves, ms. */
const EVERY_MS = 4_000

/**
 * Keeps the sample alive through the push path, from where it stopped, until other data count.
 *
 * @returns what stops it
 */
export function startTrickle(stages: Stages, onError: (error: unknown) => void): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const failed = (error: unknown) => {
    if (!stopped) onError(error)
  }
  const next = async (movesOf: (now: Date) => Push[]): Promise<void> => {
    if (stopped || !stages.installation.sample()) return
    for (const moves of movesOf(stages.clock.now())) await pushOne(moves, stages).catch(failed)
    if (!stopped) timer = setTimeout(() => void next(movesOf).catch(failed), EVERY_MS)
  }
  resumeTrickle(stages).then(next).catch(failed)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

async function resumeTrickle({ ledger, clock }: Stages): Promise<(now: Date) => Push[]> {
  const [loaded] = await ledger.batches({ feed: FEEDS.units.id, state: 'committed', limit: 1 }, SYSTEM_SCOPE)
  const delivered = await ledger.read(SYSTEM_SCOPE, (reading) => ledger.deliveries(reading, reading.seq))
  const last = delivered.find(({ feed }) => feed === FEEDS.dossiers.id)?.lastReceivedAt
  const loadedAt = new Date(loaded?.extractedAt ?? clock.now())
  return createTrickle(loadedAt, last ? new Date(Math.max(Date.parse(last), loadedAt.getTime())) : loadedAt)
}

async function pushOne({ dataset: id, feed, rows }: Push, stages: Stages): Promise<void> {
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`the trickle names no dataset: ${id}`)
  await push({ feed: { id: feed, dataset }, rows }, stages, SYSTEM_SCOPE, commit)
}
