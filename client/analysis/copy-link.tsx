import { useEffect } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { useCopied } from '../ui/use-copied.ts'

const SHOWN_MS = 2_500

const SAID = { idle: 'copyLink', copied: 'copied', failed: 'copyFailed' } as const

/** Puts the address of this view on the clipboard; whoever opens it sees the same. */
export function CopyLink() {
  const words = useWords()
  const { state, copy, forget } = useCopied()
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(forget, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state, forget])
  const said = words(`analysis.${SAID[state]}`)
  return (
    <>
      <button type="button" className="button quiet" onClick={() => copy(location.href)}>
        {said}
      </button>
      {/* Beside the button: a status inside it would leave the button without a name for those who listen. */}
      <span className="visually-hidden" role="status">
        {state !== 'idle' && said}
      </span>
    </>
  )
}
