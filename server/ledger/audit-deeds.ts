import type { Actor } from '../../shared/roles.ts'
import { entryOf } from './audit-chain.ts'
import type { BatchRecord } from './batches.ts'
import type { Feed, Record as Recorder } from './ledger.ts'

/** The dataset whose deliveries change how an index is put together: such a change has a line of its own. */
const WEIGHTS = 'index-weights'

/** Where a line about a delivery belongs. */
interface Deed {
  seq: number
  record: Recorder
}

/** What is written down of every delivery: its bytes by their hash, not by the name that somebody gave the file. */
function aboutBatch({ id, dataset, feed, file, unit }: Pick<BatchRecord, 'id' | 'dataset' | 'feed' | 'file' | 'unit'>) {
  const sent = file ? { size: file.size, sha256: file.sha256 } : {}
  return { unit, object: { kind: 'batch', id }, detail: { dataset, feed, ...sent } }
}

/** `batch.received`. */
export function receivedEntry(batch: Parameters<typeof aboutBatch>[0], actor: Actor) {
  return entryOf('batch.received', actor, aboutBatch(batch))
}

/** `batch.discarded`. */
export function discardedEntry(batch: BatchRecord, actor: Actor) {
  return entryOf('batch.discarded', actor, aboutBatch(batch))
}

/** `batch.askApproval`, `batch.decline`. */
export function approvalEntry(action: 'batch.askApproval' | 'batch.decline', batch: BatchRecord, actor: Actor) {
  return entryOf(action, actor, aboutBatch(batch))
}

/** `feed.forgot`: what was said of earlier files of a feed holds no longer. */
export function forgotEntry(feed: string, unit: string | null, kinds: number, actor: Actor) {
  return entryOf('feed.forgot', actor, { unit, object: { kind: 'feed', id: feed }, detail: { kinds } })
}

/** `batch.committed`, with what became of its rows; `weights.changed` too where the parts of an index did. */
export async function recordCommit(
  { seq, record }: Deed,
  batch: BatchRecord,
  datasets: readonly string[],
  actor: Actor,
): Promise<void> {
  const { detail, ...about } = aboutBatch(batch)
  await record(entryOf('batch.committed', actor, { ...about, detail: { ...detail, seq, rows: batch.rows } }))
  if (datasets.includes(WEIGHTS)) await record(entryOf('weights.changed', actor, { ...about, detail: { seq } }))
}

/** `batch.withdrawn`. */
export async function recordWithdrawal({ seq, record }: Deed, batch: BatchRecord, actor: Actor): Promise<void> {
  const { detail, ...about } = aboutBatch(batch)
  await record(
    entryOf('batch.withdrawn', actor, { ...about, detail: { ...detail, seq, committed: batch.seq, rows: batch.rows } }),
  )
  if (batch.dataset === WEIGHTS) await record(entryOf('weights.changed', actor, { ...about, detail: { seq } }))
}

/**
 * `feed.registered` or `feed.changed`, with what was changed from what to what; nothing where nothing was. Who answers for a
 * feed is a name: that it changed is told, not what it is.
 */
export async function recordFeed(record: Recorder, held: Feed | null, now: Feed, actor: Actor): Promise<void> {
  const about = { unit: now.unit, object: { kind: 'feed', id: now.id } }
  const { id, owner, registeredAt, ...facts } = now
  if (!held) return record(entryOf('feed.registered', actor, { ...about, detail: facts }))
  const names = ['owner', ...Object.keys(facts)].filter(
    (name) => !isEqual(held[name as keyof Feed], now[name as keyof Feed]),
  )
  if (names.length === 0) return
  const those = (feed: Feed) =>
    Object.fromEntries(names.map((name) => [name, name === 'owner' ? null : (feed[name as keyof Feed] ?? null)]))
  await record(entryOf('feed.changed', actor, { ...about, detail: { before: those(held), after: those(now) } }))
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
