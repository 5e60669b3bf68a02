import { type RefObject, useEffect, useRef } from 'react'
import type { Step } from './step-bar.tsx'

/**
 * After a change of step the focus stands on the heading of the new one, so that keys and screen readers go on from there.
 * Fields that somebody is in are left alone: a step may change by itself when a file has been read.
 */
export function useStepFocus(step: Step): RefObject<HTMLDivElement | null> {
  const main = useRef<HTMLDivElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    const { activeElement } = document
    if (activeElement?.matches('input, select, textarea, dialog *')) return
    const heading = main.current?.querySelector<HTMLElement>('h2')
    if (heading) heading.tabIndex = -1
    ;(heading ?? main.current)?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [step])
  return main
}
