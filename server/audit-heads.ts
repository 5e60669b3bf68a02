import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf } from '../shared/period.ts'
import type { Clock } from './clock.ts'
import type { AuditBook, AuditHead } from './ledger/ledger.ts'

/** The end of the audit as it was kept outside the database on some day. */
export interface KeptHead extends Pick<AuditHead, 'id' | 'hash'> {
  /** Local day. */
  day: string
}

/** The daily heads of the audit: whoever shortens or rewrites the chain in the database does not reach them there. */
export interface AuditHeads {
  read(): Promise<KeptHead[]>
  /** Keeps the head of this moment, unless it is kept already. */
  keep(): Promise<void>
  /** Keeps the last head and ends. */
  close(): Promise<void>
}

const FILE = 'audit-heads.ndjson'
const LOOK_MS = 600_000

export interface AuditHeadParts {
  audit: Pick<AuditBook, 'head'>
  clock: Clock
  dataDir: string
  /** Hears of each head too: a log that leaves this machine carries it out of reach. */
  log: (head: KeptHead) => void
  onError: (error: unknown) => void
}

/** Keeps a head a day, and one at the end of the program. */
export function openAuditHeads({ audit, clock, dataDir, log, onError }: AuditHeadParts): AuditHeads {
  const path = join(dataDir, FILE)
  let last: KeptHead | null = null

  const read = async (): Promise<KeptHead[]> => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    return text.split('\n').flatMap(toHead)
  }
  const keep = async (): Promise<void> => {
    const head = await audit.head()
    last ??= (await read()).at(-1) ?? null
    if (!head || head.hash === last?.hash) return
    const kept = { day: dayOf(clock.now()), id: head.id, hash: head.hash }
    // A line end in front, too: a line that a crash cut short must not swallow this one.
    await appendFile(path, `\n${JSON.stringify(kept)}\n`, { mode: 0o600 })
    last = kept
    log(kept)
  }
  const look = async (): Promise<void> => {
    last ??= (await read()).at(-1) ?? null
    if (last?.day !== dayOf(clock.now())) await keep()
  }
  const timer = setInterval(() => void look().catch(onError), LOOK_MS)
  timer.unref()
  return {
    read,
    keep,
    async close() {
      clearInterval(timer)
      await keep().catch(onError)
    },
  }
}

/** A line that a crash cut short says nothing. */
function toHead(line: string): KeptHead[] {
  if (line.trim() === '') return []
  try {
    const { day, id, hash } = JSON.parse(line) as KeptHead
    return Number.isSafeInteger(id) && typeof hash === 'string' ? [{ day, id, hash }] : []
  } catch {
    return []
  }
}
