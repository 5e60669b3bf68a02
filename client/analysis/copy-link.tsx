import { useEffect, useState } from 'react'
import { useWords } from '../i18n/provider.tsx'

const SHOWN_MS = 2_500

/** Puts the address of this view on the clipboard; whoever opens it sees the same. */
export function CopyLink() {
  const words = useWords()
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () => {
    // The clipboard is shut on plain http from another machine.
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'))
    copied.then(
      () => setState('copied'),
      () => setState('failed'),
    )
  }
  const text = { idle: 'copyLink', copied: 'copied', failed: 'copyFailed' } as const
  return (
    <button type="button" className="button quiet" onClick={copy}>
      <span role="status">{words(`analysis.${text[state]}`)}</span>
    </button>
  )
}
