import type { Cadence } from '../../../shared/feed-register.ts'

/** The usual schedules, by their working days; a month has about 22 of them. */
export const USUAL_DAYS = { daily: 1, weekly: 5, monthly: 22 } as const
export const SCHEDULES = ['none', 'daily', 'weekly', 'monthly', 'other'] as const
export type Schedule = (typeof SCHEDULES)[number]

const MOST_DAYS = 260

/** A schedule as a form holds it. */
export interface ScheduleDraft {
  kind: Schedule
  /** Working days between two deliveries, for `other`. */
  days: string
  /** Local time `HH:mm`. */
  by: string
}

/** The form of a schedule as it is. */
export function toDraft(cadence: Cadence | null): ScheduleDraft {
  const by = cadence?.by ?? '08:00'
  if (cadence === null) return { kind: 'none', days: '', by }
  const kind = SCHEDULES.find((name) => name in USUAL_DAYS && USUAL_DAYS[name as 'daily'] === cadence.workingDays)
  return { kind: kind ?? 'other', days: `${cadence.workingDays}`, by }
}

/** The schedule that a form says; undefined where it says none that can be. */
export function toCadence({ kind, days, by }: ScheduleDraft): Cadence | null | undefined {
  if (kind === 'none') return null
  const until = toClock(by)
  if (until === undefined) return undefined
  if (kind !== 'other') return { workingDays: USUAL_DAYS[kind], by: until }
  const workingDays = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0
  return workingDays >= 1 && workingDays <= MOST_DAYS ? { workingDays, by: until } : undefined
}

/** An hour as people write it, `8:00` or `08:00`, in the form that is sent; undefined where it is none. */
export function toClock(text: string): string | undefined {
  const clock = text.trim().padStart(5, '0')
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(clock) ? clock : undefined
}
