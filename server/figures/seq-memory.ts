import { Abandoned } from './errors.ts'

/** Keeps what depends on a seq alone for the newest few of them, so that equal questions of one state ask the store once. */
export interface SeqMemory {
  recall<T>(seq: number, name: string, read: () => Promise<T>): Promise<T>
}

/** @param most - of how many seqs something is kept */
export function createSeqMemory(most = 8): SeqMemory {
  const bySeq = new Map<number, Map<string, Promise<unknown>>>()
  return {
    async recall<T>(seq: number, name: string, read: () => Promise<T>): Promise<T> {
      const held = bySeq.get(seq) ?? new Map<string, Promise<unknown>>()
      bySeq.delete(seq)
      bySeq.set(seq, held)
      for (const oldest of bySeq.keys()) {
        if (bySeq.size <= most) break
        bySeq.delete(oldest)
      }
      const known = held.get(name) as Promise<T> | undefined
      // Whoever read it may have gone; those who wait beside him have not.
      if (known)
        return known.catch((error: unknown) =>
          error instanceof Abandoned ? this.recall(seq, name, read) : Promise.reject(error),
        )
      const reading = read()
      held.set(name, reading)
      // A reading that failed is asked for again.
      reading.catch(() => held.delete(name))
      return reading
    },
  }
}
