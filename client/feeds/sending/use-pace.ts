import { useRef } from 'react'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { addSample, type Pace, paceOf, roundLeft, type Sample } from './pace.ts'

/** How fast `done` grows while the component stands. @param total - null where the end is not known */
export function usePace(done: number, total: number | null): Pace | null {
  const samples = useRef<Sample[]>([])
  samples.current = addSample(samples.current, { atMs: performance.now(), done })
  return paceOf(samples.current, total)
}

/** "còn khoảng 20 giây"; empty where nothing can be said. */
export function useTimeLeft(): (pace: Pace | null) => string {
  const words = useWords()
  const locale = useLocale()
  return (pace) => {
    if (pace?.secondsLeft === undefined || pace.secondsLeft === null) return ''
    const { unit, n } = roundLeft(pace.secondsLeft)
    return words(`feeds.form.left.${unit}`, { n: formatNumber(n, locale) })
  }
}
