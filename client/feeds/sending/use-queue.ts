import { useEffect } from 'react'
import { useStore } from 'zustand/react'
import { createSendQueue, isSending, type Queued, type SendQueue } from './queue.ts'

/** The queue of the page: it goes on while the officer looks at what was sent already. */
const ofPage = createSendQueue()

/** The files on their way; the browser asks before it is closed over them. */
export function useQueue(): SendQueue & { items: readonly Queued[]; isBusy: boolean } {
  const items = useStore(ofPage.store, (state) => state.items)
  const isBusy = isSending(items)
  useEffect(() => {
    if (!isBusy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isBusy])
  return { ...ofPage, items, isBusy }
}
