import type { Clock } from '../clock.ts'

/** Failed sign-ins from one address before it has to wait. */
export const MAX_FAILURES = 10

/** How long failures count, and how long the wait is, minutes. */
export const FAILURE_MINUTES = 15

const MAX_ADDRESSES = 5_000

/** Counts failed sign-ins by address. */
export interface Attempts {
  /** Minutes to wait, 0 when a try is allowed. */
  wait(address: string): number
  failed(address: string): void
}

/** IPv6 callers are counted by their /64, since one household holds so many addresses. */
export function createAttempts(clock: Clock): Attempts {
  const failures = new Map<string, number[]>()
  const recent = (address: string) =>
    (failures.get(network(address)) ?? []).filter((at) => at > clock.now().getTime() - FAILURE_MINUTES * 60_000)
  return {
    wait(address) {
      const times = recent(address)
      if (times.length < MAX_FAILURES) return 0
      const freeAt = (times.at(-1) ?? 0) + FAILURE_MINUTES * 60_000
      return Math.max(1, Math.ceil((freeAt - clock.now().getTime()) / 60_000))
    },
    failed(address) {
      const oldest = failures.keys().next()
      if (failures.size >= MAX_ADDRESSES && !oldest.done) failures.delete(oldest.value)
      failures.set(network(address), [...recent(address), clock.now().getTime()].slice(-MAX_FAILURES))
    },
  }
}

function network(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}
