import { applyPatch, type Change, type Snapshot } from '../../shared/live.ts'

/** What a change did to the state on screen. After `gap` the state is as it was, and only a snapshot helps. */
export interface Received {
  kind: 'applied' | 'stale' | 'gap'
  state: Snapshot
}

/** [LP1] Starts a watch, or replaces whatever was known of it; a snapshot overtaken by changes is ignored. */
export function receiveSnapshot(snapshot: Snapshot, held: Snapshot | null = null): Snapshot {
  const overtaken = held?.epoch === snapshot.epoch && held.watch === snapshot.watch && held.rev > snapshot.rev
  return overtaken ? held : snapshot
}

/** [LP2]–[LP5] The next state of a watch, or why there is none. @param by - the dimensions of its query */
export function receiveChange(state: Snapshot, change: Change, by: readonly string[]): Received {
  if (change.epoch !== state.epoch || change.watch !== state.watch) return { kind: 'gap', state }
  if (change.rev <= state.rev) return { kind: 'stale', state }
  if (change.rev !== state.rev + 1) return { kind: 'gap', state }
  const { watch, epoch, rev, seq, at } = change
  const rows = change.rows ?? (change.patch ? applyPatch(state.rows, change.patch, by) : state.rows)
  return { kind: 'applied', state: { watch, epoch, rev, seq, at, rows, sources: change.sources ?? state.sources } }
}
