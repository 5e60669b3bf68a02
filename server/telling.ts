import type { Batch } from '../shared/batch.ts'
import type { Live } from './live/live.ts'

/** Those who wait see at least twice a second that something still goes on. */
const BEAT_MS = 400

/** Tells that a batch is being made to count while it is; how far it has come the database does not say. */
export async function tellWhile<T>(
  work: Promise<T>,
  { id, rows }: Pick<Batch, 'id' | 'rows'>,
  live: Pick<Live, 'progress'>,
): Promise<T> {
  const total = rows.accepted
  const tell = () => live.progress({ id, stage: 'committing', done: 0, total })
  tell()
  const telling = setInterval(tell, BEAT_MS)
  try {
    const done = await work
    live.progress({ id, stage: 'done', done: total, total })
    return done
  } finally {
    clearInterval(telling)
  }
}
