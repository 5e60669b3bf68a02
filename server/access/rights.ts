import type { Clock } from '../clock.ts'
import { type AccessParts, MOVE_RIGHTS } from './store.ts'

const LOOK_MS = 1_000
/** So many callers are remembered at once. */
const MOST_REMEMBERED = 20_000

/** What is remembered of callers, and the watch that makes it forgotten when somebody's rights move on any server. */
export interface Rights {
  /** The store for every part of access: what moves rights through it is felt here at once. */
  store: AccessParts['store']
  /** What `find` finds, remembered until rights move, it says itself or `seconds` are over; nothing (null) is not remembered. */
  recall<T extends object>(key: string, seconds: number, find: () => Promise<Found<T> | null>): Promise<T | null>
  forget(key: string): void
  onChange(listener: () => void): void
  close(): void
}

/** Something found, and until when it may be remembered at most. */
export interface Found<T> {
  value: T
  until?: Date | undefined
}

interface Remembered {
  untilMs: number
  found: Promise<object | null>
}

/**
 * Looks once a second whether rights have moved. While the database is away nothing is forgotten: nothing new comes out of
 * it either.
 */
export function watchRights(store: AccessParts['store'], clock: Clock): Rights {
  const listeners: (() => void)[] = []
  let remembered = new Map<string, Remembered>()
  let version: number | null = null
  let looking = false

  const change = () => {
    // What is still being found belongs to the old map and is not remembered.
    remembered = new Map()
    for (const listener of listeners) listener()
  }
  const look = async () => {
    if (looking) return
    looking = true
    try {
      const [row] = await store.transact((sql) => sql.query<{ version: number }>('select version from rights_state'))
      const seen = row?.version ?? 0
      const moved = version !== seen
      version = seen
      if (moved) change()
    } catch {
      // Asked again in a second; who calls meanwhile hears that the database is away.
    } finally {
      looking = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  timer.unref()

  return {
    store: {
      ...store,
      async transact(work) {
        let moved = false
        const done = await store.transact((sql, record) => {
          moved = false
          const watched: typeof sql = {
            query(text, params) {
              if (text === MOVE_RIGHTS) moved = true
              return sql.query(text, params)
            },
          }
          return work(watched, record)
        })
        if (moved) change()
        return done
      },
    },
    recall<T extends object>(key: string, seconds: number, find: () => Promise<Found<T> | null>) {
      const now = clock.now().getTime()
      const known = remembered.get(key)
      if (known && known.untilMs > now) return known.found as Promise<T | null>
      const held = remembered
      const entry: Remembered = { untilMs: now + seconds * 1_000, found: Promise.resolve(null) }
      const drop = () => {
        if (held.get(key) === entry) held.delete(key)
      }
      const found = find().then(
        (result) => {
          if (result === null) drop()
          else entry.untilMs = Math.min(entry.untilMs, result.until?.getTime() ?? entry.untilMs)
          return result?.value ?? null
        },
        (error: unknown) => {
          drop()
          throw error
        },
      )
      entry.found = found
      const [oldest] = held.keys()
      if (held.size >= MOST_REMEMBERED && oldest !== undefined) held.delete(oldest)
      held.set(key, entry)
      return found
    },
    forget: (key) => remembered.delete(key),
    onChange: (listener) => listeners.push(listener),
    close: () => clearInterval(timer),
  }
}
