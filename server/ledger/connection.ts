import pg from 'pg'
import { DatabaseAway } from './errors.ts'

/** A connection taken from the pool, or the pool itself: runs one statement at a time. */
export interface Connection {
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number | null }>
}

/** The connections to the one database; the only door to the driver. */
export interface Pool extends Connection {
  /** A connection of one's own, given back by `release`; an error given to it closes the connection instead. */
  take(): Promise<pg.PoolClient>
  end(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 60_000
const IDLE_IN_TRANSACTION_MS = 60_000

/** Whole numbers are counts and seqs and fit a double; days stay days; instants are RFC 3339 in UTC. */
const READERS = new Map<number, (text: string) => unknown>([
  [20, Number],
  [1082, (text) => text],
  [1184, (text) => new Date(text).toISOString()],
  [1700, Number],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && READERS.get(oid)) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/**
 * Opens connections to a database.
 *
 * @param size - at most so many at a time
 * @param log - hears of connections that broke while nobody used them
 */
export function openPool(url: string, size = 2, log: (line: string) => void = () => {}): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    application_name: 'toan-canh',
    options: '-c timezone=UTC -c datestyle=ISO -c search_path=public -c jit=off',
    types,
  })
  // Without a listener a connection that breaks, idle or at work, would end the process.
  let closing = false
  const onError = (error: Error) => closing || log(`a database connection broke: ${error.message}`)
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return {
    query: (text, values) => pool.query(text, values as unknown[]).catch(renameAbsence),
    take: () => pool.connect().catch(renameAbsence),
    end() {
      closing = true
      return pool.end()
    },
  }
}

/** One statement on a connection of its own, closed afterwards. */
export async function queryOnce(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '08006', '08001'])

/** Was the database away (starting, stopping, cut off), rather than the question wrong? */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && AWAY.has(String(error.code))) return true
  return /Connection terminated|connection error|timeout exceeded when trying to connect/.test(error.message)
}

function renameAbsence(error: unknown): never {
  if (!isAway(error)) throw error
  throw new DatabaseAway({ cause: error })
}
