import { type RefObject, useEffect, useState } from 'react'

/** Below this many rows all of them stand in the page, so that the browser's own search finds every name. */
const ALL_BELOW = 150
const BEYOND = 12

/** Which rows of a long table have to be drawn. @param rowPx - height of a row, CSS pixels */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
): { from: number; to: number } {
  const [seen, setSeen] = useState({ top: 0, height: 800 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let frame = 0
    const look = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setSeen({ top: element.scrollTop, height: element.clientHeight }))
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller])
  if (count <= ALL_BELOW) return { from: 0, to: count }
  const from = Math.max(0, Math.floor(seen.top / rowPx) - BEYOND)
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((seen.top + seen.height) / rowPx) + BEYOND) }
}
