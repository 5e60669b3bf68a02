import { useEffect } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { useCopied } from '../ui/use-copied.ts'
import { CopyButton } from './copy-button.tsx'

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
  return <CopyButton said={said} isDone={state !== 'idle'} onCopy={() => copy(location.href)} />
}
