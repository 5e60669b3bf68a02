import { useEffect, useState } from 'react'
import { ApiProblem } from '../api/fetch.ts'
import { askPairing, claimPairing } from '../api/screens-pairing.ts'

const ASK_EVERY_MS = 3_000
const TRY_AGAIN_MS = 10_000
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const USUAL_MS = 10 * MINUTE_MS

/** How a display stands that asks to be let in. */
export interface PairingState {
  /** `K7PM-3XQW`; null while none is known. */
  code: string | null
  leftMs: number | null
  /** `fresh`: the code ran out and a new one is asked for; `lost`: the server cannot be asked. */
  state: 'asking' | 'waiting' | 'fresh' | 'lost' | 'accepted'
}

/** Asks for a code, asks every few seconds whether it was taken, and asks for the next code when it ran out. */
export function usePairing(): PairingState {
  const [shown, setShown] = useState<PairingState>({ code: null, leftMs: null, state: 'asking' })
  useEffect(() => {
    const ending = new AbortController()
    void follow((next) => setShown((before) => ({ ...before, ...next })), ending.signal)
    return () => ending.abort()
  }, [])
  return shown
}

async function follow(show: (state: Partial<PairingState>) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      if (await pairOnce(show, signal)) return show({ state: 'accepted' })
      show({ code: null, leftMs: null, state: 'fresh' })
      await pause(SECOND_MS)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      show({ code: null, leftMs: null, state: 'lost' })
      await pause(TRY_AGAIN_MS)
    }
  }
}

/** One code from its beginning to its end. @returns true when the display was let in with it */
async function pairOnce(show: (state: Partial<PairingState>) => void, signal: AbortSignal): Promise<boolean> {
  const { code, ticket, until } = await askPairing()
  const end = Date.now() + lifeOf(until, Date.now())
  for (let turn = 0; !signal.aborted; turn += 1) {
    const leftMs = end - Date.now()
    if (leftMs <= 0) return false
    show({ code, leftMs, state: 'waiting' })
    if ((turn * SECOND_MS) % ASK_EVERY_MS === 0 && turn > 0) {
      const answer = await claim(ticket, () => show({ state: 'lost' }))
      if (answer !== 'waiting') return answer === 'accepted'
    }
    await pause(SECOND_MS)
  }
  return false
}

/** A line that is away for a moment does not cost the code: it goes on being asked for. */
async function claim(ticket: string, onLost: () => void): Promise<'waiting' | 'accepted' | 'over'> {
  try {
    return (await claimPairing(ticket)) ? 'accepted' : 'waiting'
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    if (error.problem.code === 'IOC_PAIRING_OVER') return 'over'
    onLost()
    return 'waiting'
  }
}

/** How long a code holds, by a clock that nobody may have set: what cannot be is taken for the usual time. */
export function lifeOf(until: string, now: number): number {
  const ms = Date.parse(until) - now
  return ms > MINUTE_MS && ms <= USUAL_MS + MINUTE_MS ? ms : USUAL_MS
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
