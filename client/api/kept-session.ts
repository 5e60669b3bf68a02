import type { SessionInfo } from '../../shared/access.ts'

/** What a page knows of its session between two calls; only in memory, gone with the page. */
export interface KeptSession {
  /** Goes with every changing call; null before the first `GET /session`. */
  csrf: string | null
  /** Somebody was signed in when the session was read last. */
  isSignedIn: boolean
  /** Somebody was signed in and is no more. */
  isEnded: boolean
}

const NOBODY: KeptSession = { csrf: null, isSignedIn: false, isEnded: false }
/** The visitor of a sample installation: everybody who sits at its machine. */
const VISITOR = 'sample-wall'

const listeners = new Set<() => void>()
let kept = NOBODY

/** The session of this page as it was read last. */
export function keptSession(): KeptSession {
  return kept
}

/** Calls back when the session begins, ends or changes; gives the way to stop that. */
export function followSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The server told who is asking. */
export function keepSession({ actor, csrf }: Pick<SessionInfo, 'actor' | 'csrf'>): void {
  if (actor === VISITOR) change({ csrf, isSignedIn: false, isEnded: kept.isSignedIn || kept.isEnded })
  else change({ csrf, isSignedIn: true, isEnded: false })
}

/** The server no longer knows the one who asks. */
export function endSession(): void {
  if (kept.isSignedIn) change({ csrf: null, isSignedIn: false, isEnded: true })
}

/** Somebody signed out on purpose: nothing to complain about. */
export function forgetSession(): void {
  change(NOBODY)
}

function change(next: KeptSession): void {
  const isSame = Object.entries(next).every(([name, value]) => kept[name as keyof KeptSession] === value)
  if (isSame) return
  kept = next
  for (const listener of listeners) listener()
}
