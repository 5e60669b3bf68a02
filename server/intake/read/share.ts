/** How much of a stream of known length is read. */
export interface Share {
  /** Counts chunks as they pass; one that is being worked on counts half. */
  counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
  /** 0–1; 0 where the length is not known. */
  now(): number
}

/** @param size - bytes in all */
export function createShare(size: number): Share {
  let done = 0
  return {
    async *counted(chunks) {
      for await (const chunk of chunks) {
        done += chunk.length / 2
        yield chunk
        done += chunk.length / 2
      }
    },
    now: () => (size > 0 ? Math.min(1, done / size) : 0),
  }
}

/** Rows in all, from those read and the share that they take; null while too little is read to tell. */
export function estimateRows(read: number, share: number | undefined): number | null {
  if (share === undefined || share <= 0 || read === 0) return null
  return Math.max(read, Math.round(read / share))
}
