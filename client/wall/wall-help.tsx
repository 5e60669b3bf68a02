import { useEffect, useState } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { KeyList } from '../ui/key-list.tsx'
import { useKeys } from '../ui/use-keys.ts'

const SHOWN_MS = 12_000
const HINT_MS = 6_000

/** The keys of the wall. Shown on `?`, gone by itself; a short hint at the beginning. */
export function WallHelp() {
  const words = useWords()
  const [shown, setShown] = useState<'hint' | 'keys' | null>('hint')
  const close = () => setShown(null)
  useKeys({
    '?': () => setShown((before) => (before === 'keys' ? null : 'keys')),
    Escape: close,
    f: toggleFullScreen,
  })
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(null), shown === 'hint' ? HINT_MS : SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  if (!shown) return null
  if (shown === 'hint') return <p className="key-hint">{words('help.hint')}</p>
  const lines = [
    ['f', words('help.fullScreen')],
    ['m', words('help.mapMeasure')],
    ['← →', words('help.units')],
    ['?', words('help.help')],
    ['Esc', words('help.out')],
  ] as const
  return (
    <aside className="key-help" aria-label={words('help.title')}>
      <h2>{words('help.title')}</h2>
      <KeyList lines={lines} />
    </aside>
  )
}

function toggleFullScreen(): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  change.catch((refused: unknown) => console.warn('full screen was refused', refused))
}
