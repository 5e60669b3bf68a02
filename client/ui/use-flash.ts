import { type RefObject, useEffect, useRef } from 'react'
import { prefersStillness, token } from '../styles/token.ts'

/** Brightens an element once when `value` becomes another one; never at first sight, never for viewers who ask for stillness. */
export function useFlash(element: RefObject<HTMLElement | null>, value: string): void {
  const before = useRef(value)
  useEffect(() => {
    if (before.current === value) return
    before.current = value
    const target = element.current
    if (!target || prefersStillness()) return
    const duration = Number.parseFloat(token('--flash-ms'))
    target.animate(
      [{ boxShadow: `inset 0 0 0 999px ${token('--flash')}` }, { boxShadow: 'inset 0 0 0 999px transparent' }],
      {
        duration,
        easing: 'ease-out',
      },
    )
  }, [element, value])
}
