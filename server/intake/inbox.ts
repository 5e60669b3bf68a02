import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Sealed } from './intake.ts'
import type { ReadLimits } from './read/limits.ts'
import { clearDrafts, dropSealed, sealFile } from './seal.ts'

/** The folder of sealed bytes: taken in, looked for and removed, so that nobody removes what another delivery of the same bytes has just brought. */
export interface Inbox {
  /** Until `release` the bytes are claimed: a `drop` that asks leaves them. */
  seal(stream: Readable, name: string): Promise<Sealed>
  release(sha256: string): void
  drop(sha256: string, isNeeded?: () => Promise<boolean>): Promise<void>
  holds(sha256: string): Promise<boolean>
  /** What lies there: the names of all sealed bytes. */
  sealed(): Promise<string[]>
}

const SHA256 = /^[0-9a-f]{64}$/

/** Opens the inbox of a data folder. What a crash cut off is cleared before the first delivery. */
export function openInbox(folder: string, limits: ReadLimits): Inbox {
  const claims = new Map<string, number>()
  let cleared: Promise<void> | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** Placing and removing take turns. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    // The next one waits for the end of this one, however it ends; who asked hears of the failure.
    last = done.catch(() => undefined)
    return done
  }
  const clear = () => {
    cleared ??= clearDrafts(folder)
    return cleared
  }
  const claim = (sha256: string, by: number) => {
    const count = (claims.get(sha256) ?? 0) + by
    if (count > 0) claims.set(sha256, count)
    else claims.delete(sha256)
  }

  return {
    async seal(stream, name) {
      await clear()
      return sealFile(stream, name, folder, limits, (sha256, place) =>
        alone(async () => {
          await place()
          claim(sha256, 1)
        }),
      )
    },
    release: (sha256) => claim(sha256, -1),
    drop: (sha256, isNeeded) =>
      alone(async () => {
        if (isNeeded && (claims.has(sha256) || (await isNeeded()))) return
        await dropSealed(sha256, folder)
      }),
    async holds(sha256) {
      if (!SHA256.test(sha256)) return false
      return (await sizeOf(join(folder, sha256))) !== null
    },
    async sealed() {
      await clear()
      return (await readdir(folder)).filter((name) => SHA256.test(name))
    },
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
