/** How far something had come at a moment. */
export interface Sample {
  /** Milliseconds of a clock that never goes back. */
  atMs: number
  done: number
}

/** How fast something goes now and how long it will take. */
export interface Pace {
  /** Bytes or rows a second. */
  perSecond: number
  /** Whole seconds; null while the end is not known. */
  secondsLeft: number | null
}

/** Older samples say nothing of the speed now. */
const WINDOW_MS = 8_000
/** Before that, a speed is a guess. */
const LEAST_MS = 1_000

/** The samples with one more; those that are too old are dropped, and all of them where it began anew. */
export function addSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1)
  if (last && next.done < last.done) return [next]
  if (last && next.done === last.done) return [...samples]
  return [...samples.filter(({ atMs }) => next.atMs - atMs <= WINDOW_MS), next]
}

/** The pace over the samples; null while too little is known. @param total - null where the end is not known */
export function paceOf(samples: readonly Sample[], total: number | null): Pace | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.atMs - first.atMs < LEAST_MS) return null
  const perSecond = ((last.done - first.done) / (last.atMs - first.atMs)) * 1_000
  if (perSecond <= 0) return null
  return { perSecond, secondsLeft: total === null ? null : Math.max(0, Math.ceil((total - last.done) / perSecond)) }
}

/** Seconds as people say them: steps of five, above a minute whole minutes. */
export function roundLeft(seconds: number): { unit: 'moment' | 'seconds' | 'minutes'; n: number } {
  if (seconds < 5) return { unit: 'moment', n: 0 }
  const round = Math.ceil(seconds / 5) * 5
  if (round < 60) return { unit: 'seconds', n: round }
  return { unit: 'minutes', n: Math.ceil(seconds / 60) }
}
