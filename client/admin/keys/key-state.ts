import type { KeyItem } from '../../../shared/access.ts'

/** Whether a key opens anything; `ending` = it runs out within two weeks. */
export type KeyState = 'live' | 'ending' | 'ended' | 'revoked'

const SOON_MS = 14 * 86_400_000

/** How a key stands at a moment. */
export function keyState({ revokedAt, endsAt }: Pick<KeyItem, 'revokedAt' | 'endsAt'>, now: number): KeyState {
  if (revokedAt !== null) return 'revoked'
  if (endsAt === null) return 'live'
  const left = Date.parse(endsAt) - now
  if (left <= 0) return 'ended'
  return left < SOON_MS ? 'ending' : 'live'
}

/** Does it still open something? */
export function isLive(key: Pick<KeyItem, 'revokedAt' | 'endsAt'>, now: number): boolean {
  const state = keyState(key, now)
  return state === 'live' || state === 'ending'
}
