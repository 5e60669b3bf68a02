import { useEffect, useSyncExternalStore } from 'react'
import { followSession, keptSession } from '../api/kept-session.ts'
import { readSession } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { signInFromHere } from './way-back.ts'

/** Says that the session ended while the page stood open; what was typed stays, and the note goes once somebody is back in. */
export function EndedNote() {
  const words = useWords()
  const isEnded = useSyncExternalStore(followSession, () => keptSession().isEnded)
  useEffect(() => {
    if (!isEnded) return
    const look = () => void readSession().catch(() => undefined)
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [isEnded])
  if (!isEnded) return null
  return (
    <div className="ended-note" role="alert">
      <span className="strong">{words('account.ended.title')}</span>
      <span>{words('account.ended.note')}</span>
      <a className="text-link" href={signInFromHere()} target="_blank" rel="noopener">
        {words('account.ended.enter')}
      </a>
    </div>
  )
}
