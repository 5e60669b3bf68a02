import type { ScreenItem } from '../../../shared/access.ts'

/** How a display stands; `never` = let in but never seen. */
export type ScreenState = 'online' | 'offline' | 'never' | 'revoked'

/** A display is asked for its rights every few seconds, and that is written down once a minute. */
const SILENT_MS = 5 * 60_000

/** How a display stands at a moment. */
export function screenState({ revokedAt, seenAt }: Pick<ScreenItem, 'revokedAt' | 'seenAt'>, now: number): ScreenState {
  if (revokedAt !== null) return 'revoked'
  if (seenAt === null) return 'never'
  return now - Date.parse(seenAt) < SILENT_MS ? 'online' : 'offline'
}
