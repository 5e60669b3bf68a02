import { hash } from 'node:crypto'
import { finished } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { type BatchRecord, checkId } from './batches.ts'
import type { CodeBook } from './codes.ts'
import type { Connection, Pool } from './connection.ts'
import type { StagedRow } from './ledger.ts'
import type { RowTable } from './row-tables.ts'

/** Rows on their way into staging, batch by batch. */
export interface Staging {
  /** Takes rows; waits only while the ones before are still being written. */
  add(batch: BatchRecord, table: RowTable, rows: readonly StagedRow[]): Promise<void>
  /** Waits until everything taken is in the database. */
  flush(batch: string): Promise<void>
  /** Forgets a batch that is dropped. */
  forget(batch: string): void
}

/** One batch and dataset being written. */
interface Lane {
  target: string
  table: RowTable
  pieces: Buffer[]
  bytes: number
  writing: Promise<void> | null
  fault: unknown
}

const COPY_BYTES = 1 << 20

/** Writes staged rows in pieces of a megabyte, one piece at a time for each batch and dataset. */
export function createStaging(pool: Pool, codes: CodeBook): Staging {
  const lanes = new Map<string, Map<string, Lane>>()

  const open = async (batch: BatchRecord, table: RowTable): Promise<Lane> => {
    const own = lanes.get(batch.id) ?? new Map<string, Lane>()
    lanes.set(batch.id, own)
    const held = own.get(table.dataset.id)
    if (held) return held
    const target = stagingOf(batch, table)
    if (target !== table.staging) await createOwn(pool, batch.id, table, target)
    const lane: Lane = { target, table, pieces: [], bytes: 0, writing: null, fault: null }
    own.set(table.dataset.id, lane)
    return lane
  }

  const drain = async (lane: Lane): Promise<void> => {
    await lane.writing
    if (lane.fault) throw lane.fault
    if (lane.bytes === 0) return
    const pieces = lane.pieces
    lane.pieces = []
    lane.bytes = 0
    lane.writing = copy(pool, lane, pieces).catch((error: unknown) => {
      // Kept and thrown at the next call: nobody waits for this promise yet.
      lane.fault = error
    })
  }

  return {
    async add(batch, table, rows) {
      const lane = await open(batch, table)
      const piece = Buffer.from(toCopyText(batch, table, rows, codes), 'utf8')
      lane.pieces.push(piece)
      lane.bytes += piece.length
      if (lane.bytes >= COPY_BYTES) await drain(lane)
    },
    async flush(batch) {
      const own = [...(lanes.get(batch)?.values() ?? [])]
      lanes.delete(batch)
      for (const lane of own) {
        await drain(lane)
        await lane.writing
        if (lane.fault) throw lane.fault
      }
    },
    forget: (batch) => void lanes.delete(batch),
  }
}

/** The staging table of a batch: files have one of their own, pushes share one. */
export function stagingOf(batch: { id: string; file: unknown }, table: RowTable): string {
  return batch.file === null ? table.staging : `${table.staging}_${checkId(batch.id)}`
}

/** Drops what a batch left in staging. */
export async function clearStaging(
  connection: Connection,
  batch: { id: string; file: unknown },
  table: RowTable,
): Promise<void> {
  const target = stagingOf(batch, table)
  if (target === table.staging) await connection.query(`delete from only ${target} where batch_id = $1`, [batch.id])
  else await connection.query(`drop table if exists ${target}`)
}

/** A child of the shared table, so that who reads the shared one by batch finds both; its check lets others pass it by. */
async function createOwn(pool: Pool, batch: string, table: RowTable, target: string): Promise<void> {
  await pool.query(
    `create unlogged table if not exists ${target} (check (batch_id = '${checkId(batch)}')) inherits (${table.staging})
       with (autovacuum_enabled = false)`,
  )
}

async function copy(pool: Pool, lane: Lane, pieces: readonly Buffer[]): Promise<void> {
  const client = await pool.take()
  let broken: Error | undefined
  try {
    const stored = lane.table.stored.map(({ sql }) => sql).join(', ')
    const columns = `batch_id, key, version, stamp, deleted, sheet, row_no, hash, sealed${stored && `, ${stored}`}`
    const stream = client.query(copyFrom(`copy ${lane.target} (${columns}) from stdin`))
    for (const piece of pieces) stream.write(piece)
    stream.end()
    await finished(stream)
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}

function toCopyText(batch: BatchRecord, table: RowTable, rows: readonly StagedRow[], codes: CodeBook): string {
  const sealed = table.codes
    ? codes.seal(
        batch.namespace,
        rows.map(({ key, code }) => ({ normalised: key, written: code ?? key })),
      )
    : null
  const nothing = table.stored.map(() => '\\N').join('\t')
  let text = ''
  for (const [index, row] of rows.entries()) {
    const code = sealed?.[index]
    const key = code ? code.key : escapeField(row.key)
    const stamp = row.updatedAt ?? batch.extractedAt ?? '\\N'
    const digest = row.deleted ? '\\N' : hash('md5', row.line, 'hex')
    const hidden = code && !row.deleted ? `\\\\x${code.sealed.toString('hex')}` : '\\N'
    const line = row.deleted ? nothing : row.line
    text += `${batch.id}\t${key}\t${row.version ?? '\\N'}\t${stamp}\t${row.deleted ? 't' : 'f'}\t${row.sheet}\t${row.rowNo}\t${digest}\t${hidden}${nothing && `\t${line}`}\n`
  }
  return text
}

function escapeField(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (char) => `\\${{ '\t': 't', '\n': 'n', '\r': 'r' }[char] ?? char}`)
}
