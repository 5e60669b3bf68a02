import { useCallback, useState } from 'react'

/** How the last copying went; `idle` before the first. */
export type Copied = 'idle' | 'copied' | 'failed'

/** Puts text on the clipboard and says how that went. */
export function useCopied(): { state: Copied; copy: (text: string) => void; forget: () => void } {
  const [state, setState] = useState<Copied>('idle')
  const copy = (text: string) => {
    // The clipboard is shut on plain http from another machine.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    copied.then(
      () => setState('copied'),
      () => setState('failed'),
    )
  }
  const forget = useCallback(() => setState('idle'), [])
  return { state, copy, forget }
}
