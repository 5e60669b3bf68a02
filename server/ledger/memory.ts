import { headerOfAnswer, isRemembered } from '../../shared/answers.ts'
import type { SheetMapping } from '../../shared/batch.ts'
import type { Actor } from '../../shared/roles.ts'
import type { BatchRecord } from './batches.ts'
import type { Connection } from './connection.ts'
import { BatchState } from './errors.ts'
import type { Answers, MemoryItem } from './ledger.ts'

/** So many answers of one kind of file are kept, and so many kinds of files of one feed; the newest. */
const MOST_ANSWERS = 500
const MOST_KINDS = 200

/** What is said of a file's bytes, before it has headers: kept under its own name. */
const OF_BYTES = ['encoding', 'legacy'] as const

/**
 * Takes an undecided delivery back to be checked with other answers; of two who do so at once, one does.
 *
 * @param before - the answers that the others were made from
 * @throws BatchState (409) when it is being checked, is over, or was answered meanwhile
 */
export async function takeForCheck(
  connection: Connection,
  id: string,
  before: Answers,
  answers: Answers,
): Promise<void> {
  const { rows } = await connection.query<{ state: string; taken: boolean }>(
    `with taken as (
       update batches set state = 'checking', answers = $3, approval = null, problem = null
        where id = $1 and state in ('asking', 'ready', 'refused', 'approving') and answers = $2::jsonb returning id)
     select b.state, exists (select 1 from taken) as taken from batches b where b.id = $1`,
    [id, JSON.stringify(before), JSON.stringify(answers)],
  )
  if (!rows[0]?.taken) throw new BatchState(id, rows[0]?.state ?? 'unknown')
}

/** What was said of earlier files of a feed, newest first. */
export async function readMemory(connection: Connection, feed: string): Promise<MemoryItem[]> {
  const { rows } = await connection.query<MemoryItem>(
    'select fingerprint, answers, actor as by, at from feed_memory where feed = $1 order by at desc, fingerprint limit $2',
    [feed, MOST_KINDS],
  )
  return rows
}

/** Forgets one kind of file, or all of a feed; gives how many were known. */
export async function forgetMemory(connection: Connection, feed: string, fingerprint: string | null): Promise<number> {
  const { rowCount } = await connection.query(
    'delete from feed_memory where feed = $1 and ($2::text is null or fingerprint = $2)',
    [feed, fingerprint],
  )
  return rowCount ?? 0
}

/** Keeps what was said of a file that counts now, for the feed's next one with the same headers. */
export async function rememberAnswers(
  connection: Connection,
  { id, feed, file, answers, mapping }: BatchRecord,
  actor: Actor,
  at: string,
): Promise<void> {
  if (file === null || answers === undefined) return
  const said = memoryOf(answers, mapping)
  if (said.size === 0) return
  const { rows } = await connection.query<{ fingerprint: string; answers: Answers }>(
    'select fingerprint, answers from feed_memory where feed = $1 and fingerprint = any($2) for update',
    [feed, [...said.keys()]],
  )
  const known = new Map(rows.map(({ fingerprint, answers: held }) => [fingerprint, held]))
  for (const [fingerprint, now] of said) {
    const taken = columnsOf(now)
    const earlier = Object.entries(known.get(fingerprint) ?? {}).filter(
      ([name, answer]) => !Object.hasOwn(now, name) && !(headerOfAnswer(name) !== null && taken.has(answer)),
    )
    const all = Object.fromEntries([...Object.entries(now), ...earlier].slice(0, MOST_ANSWERS))
    await connection.query(
      `insert into feed_memory (feed, fingerprint, answers, batch, actor, at) values ($1, $2, $3, $4, $5, $6)
       on conflict (feed, fingerprint) do update set answers = $3, batch = $4, actor = $5, at = $6`,
      [feed, fingerprint, JSON.stringify(all), id, actor.name, at],
    )
  }
  await connection.query(
    `delete from feed_memory where feed = $1 and fingerprint in (
       select fingerprint from feed_memory where feed = $1 order by at desc, fingerprint offset $2)`,
    [feed, MOST_KINDS],
  )
}

/** The columns that headers are said to be: a column that was given to another header is that one's from now on. */
function columnsOf(answers: Answers): ReadonlySet<string> {
  const named = Object.entries(answers).filter(([name, answer]) => headerOfAnswer(name) !== null && answer !== '')
  return new Set(named.map(([, answer]) => answer))
}

/** The answers of one file by what they hold for: the headers of each sheet, or its bytes. */
export function memoryOf(answers: Answers, mapping: readonly SheetMapping[]): ReadonlyMap<string, Answers> {
  const said = new Map<string, Answers>()
  const lasting = Object.entries(answers).filter(([name]) => isRemembered(name))
  for (const kind of OF_BYTES) {
    const answer = lasting.find(([name]) => name === kind)
    if (answer) said.set(kind, Object.fromEntries([answer]))
  }
  for (const { fingerprint, columns, skipped } of mapping) {
    if (fingerprint === undefined || skipped !== undefined) continue
    const headers = new Set(columns.map(({ header }) => header))
    const own = lasting.filter(([name]) => {
      const header = headerOfAnswer(name)
      return !OF_BYTES.some((kind) => kind === name) && (header === null || headers.has(header))
    })
    if (own.length > 0) said.set(fingerprint, { ...said.get(fingerprint), ...Object.fromEntries(own) })
  }
  return said
}
