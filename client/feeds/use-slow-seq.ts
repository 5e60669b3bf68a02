import { useEffect, useRef, useState } from 'react'
import { useConnection } from '../live/use-figure.ts'

const SLOW_MS = 8_000

/** The ledger's seq, followed at most every few seconds: pages made of lists need not be read again at each push. */
export function useSlowSeq(): number | null {
  const { seq } = useConnection()
  const [held, setHeld] = useState(seq)
  const changedAt = useRef(0)
  useEffect(() => {
    if (seq === held) return
    const wait = Math.max(0, changedAt.current + SLOW_MS - Date.now())
    const timer = setTimeout(() => {
      changedAt.current = Date.now()
      setHeld(seq)
    }, wait)
    return () => clearTimeout(timer)
  }, [seq, held])
  return held
}
