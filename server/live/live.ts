import type { Server } from 'node:http'
import type { Progress } from '../../shared/live.ts'
import type { Commit } from '../ledger/ledger.ts'

/** Pushes what changed to every screen that watches it. */
export interface Live {
  /** Takes the sockets of a server; before it listens or after. */
  attach(server: Server): void
  /** A commit or withdrawal is published: watches that it touches are computed again, freshness and alerts too. */
  announce(commit: Commit): void
  /** How far a delivery has come, for those who may see it; one of the sample for all, while every figure is sample data. */
  progress(step: Progress): void
  /** Rights have changed: every socket is asked again whether it may be here. */
  recheck(): void
  /** Lets every socket go, so that the server can end; browsers come back by themselves. */
  close(): Promise<void>
}
