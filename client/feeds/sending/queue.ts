import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Problem } from '../../../shared/problem.ts'
import { type Upload, type UploadTarget, uploadFile } from '../../api/upload.ts'
import { problemOf } from '../../ui/use-read.ts'

/** One file on its way to become a delivery. */
export interface Queued {
  key: number
  file: File
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  /** Bytes that have left, of how many. */
  sent: number
  total: number
  /** Its delivery, once it was taken. */
  batch: string | null
  problem: Problem | null
}

/** Files sent one after the other to one feed, each as a delivery of its own. */
export interface SendQueue {
  store: StoreApi<{ items: readonly Queued[] }>
  /** Takes the place of what was sent before. Answers when no file waits any more. */
  start(files: readonly File[], target: UploadTarget): Promise<void>
  /** Sends those once more that were refused or broke off. */
  retry(): Promise<void>
  /** Breaks off the file that is being sent; those behind it are not sent. */
  stop(): void
  clear(): void
}

/** A queue of nothing. @param send - how a file leaves the browser */
export function createSendQueue(send: typeof uploadFile = uploadFile): SendQueue {
  const store = createStore<{ items: readonly Queued[] }>(() => ({ items: [] }))
  let target: UploadTarget | null = null
  let current: Upload | null = null
  let lastKey = 0
  let running: Promise<void> | null = null
  let isStopped = false

  const change = (key: number, part: Partial<Queued>) =>
    store.setState(({ items }) => ({ items: items.map((item) => (item.key === key ? { ...item, ...part } : item)) }))

  async function sendOne({ key, file }: Queued, to: UploadTarget): Promise<void> {
    change(key, { state: 'sending', sent: 0, problem: null })
    try {
      current = send(file, to, (sent, total) => change(key, { sent, total }))
      const { id } = await current.done
      change(key, { state: 'sent', batch: id })
    } catch (error) {
      change(key, { state: 'failed', problem: problemOf(error) })
    } finally {
      current = null
    }
  }

  async function run(): Promise<void> {
    isStopped = false
    for (;;) {
      const next = store.getState().items.find(({ state }) => state === 'waiting')
      if (!next || !target || isStopped) return
      await sendOne(next, target)
    }
  }

  const begin = (): Promise<void> => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }

  return {
    store,
    start(files, to) {
      target = to
      const items = files.map((file): Queued => {
        lastKey += 1
        return { key: lastKey, file, state: 'waiting', sent: 0, total: file.size, batch: null, problem: null }
      })
      store.setState({ items })
      return begin()
    },
    retry() {
      store.setState(({ items }) => ({
        items: items.map((item) => (item.state === 'failed' ? { ...item, state: 'waiting' as const } : item)),
      }))
      return begin()
    },
    stop() {
      isStopped = true
      store.setState(({ items }) => ({ items: items.filter(({ state }) => state !== 'waiting') }))
      current?.abort()
    },
    clear: () => store.setState({ items: [] }),
  }
}

/** Is a file being sent, or does one wait? */
export function isSending(items: readonly Queued[]): boolean {
  return items.some(({ state }) => state === 'sending' || state === 'waiting')
}
