import type { Actor } from '../../shared/roles.ts'
import type { Audited } from './audit-write.ts'
import { toJson } from './batches.ts'
import type { Connection } from './connection.ts'
import type { Record as Recorder, Sql } from './ledger.ts'

/** The turn of one commit, withdrawal or mark: its number and moment, inside its transaction. */
export interface Turn {
  connection: Connection
  /** The seq published before this turn. */
  before: number
  seq: number
  /** Never earlier than the turn before, even when the clock was put back. */
  at: string
  /** Writes a line of the audit when the work is done. */
  record: Recorder
}

const LOCK = 7_604_002
const WAIT_MS = 600_000

/** Runs work with the next number. The work numbers nothing unless it calls `publish`. */
export type TakeTurn = <T>(work: (turn: Turn) => Promise<T>) => Promise<T>

/**
 * Turns one at a time: in this process by a queue, so that waiting takes no connections from readers, and between servers
 * by a lock in the database.
 */
export function createTurns(audited: Audited, now: () => Date): TakeTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(() => runTurn(audited, now, work))
    // The next one waits for the end of this one, however it ends; who asked hears of the failure.
    last = turn.catch(() => undefined)
    return turn
  }
}

function runTurn<T>(audited: Audited, now: () => Date, work: (turn: Turn) => Promise<T>): Promise<T> {
  return audited(async (connection, record) => {
    await connection.query(
      `set local statement_timeout = ${WAIT_MS}; set local idle_in_transaction_session_timeout = 0; set local work_mem = '128MB'`,
    )
    await connection.query('select pg_advisory_xact_lock($1)', [LOCK])
    const { before, at } = await readState(connection, now)
    return work({ connection, before, seq: before + 1, at, record })
  })
}

/** The published seq and the moment that stands for now in its order. */
export async function readState(connection: Connection, now: () => Date): Promise<{ before: number; at: string }> {
  const { rows } = await connection.query<{ published: number; committed_at: string | null }>(
    'select published, committed_at from ledger_state',
  )
  const last = rows[0]?.committed_at ?? null
  const clock = now().toISOString()
  return { before: rows[0]?.published ?? 0, at: last !== null && last > clock ? last : clock }
}

/** Makes the turn's number the one that readers see, once the transaction is through. */
export async function publish(
  turn: Turn,
  what: {
    kind: 'commit' | 'withdraw' | 'definition' | 'purge'
    batch: string | null
    datasets: string[]
    actor: Actor
    detail?: unknown
  },
): Promise<void> {
  const { connection, seq, at } = turn
  await connection.query(
    `insert into commits (seq, kind, batch_id, datasets, at, actor, role, reason, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      seq,
      what.kind,
      what.batch,
      what.datasets,
      at,
      what.actor.name,
      what.actor.role,
      what.actor.reason ?? null,
      toJson(what.detail ?? null),
    ],
  )
  await connection.query('update ledger_state set published = $1, committed_at = $2', [seq, at])
}

/** A connection as other stages may use it. */
export function toSql(connection: Connection): Sql {
  return {
    query: async <T>(text: string, params?: readonly unknown[]) => (await connection.query(text, params)).rows as T[],
  }
}
