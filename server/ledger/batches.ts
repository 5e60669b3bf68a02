import { randomBytes } from 'node:crypto'
import type { Batch, RowCounts } from '../../shared/batch.ts'
import type { BatchState } from '../../shared/batch-states.ts'
import type { Connection } from './connection.ts'
import { BatchUnknown } from './errors.ts'
import type { Feed, NewBatch, Verdict } from './ledger.ts'

/** A batch as the ledger itself needs it, beside what the API shows. */
export interface BatchRecord extends Batch {
  mode: Feed['mode']
  namespace: string
  /** The unit of which it may speak: that of its feed, or the narrower one of its sender; null = all. */
  unit: string | null
  speaksUnit: string | null
  speaksFrom: string | null
  speaksTo: string | null
  comparedSeq: number | null
  comparedAt: string | null
  /** May a second person have to agree before a file of its feed counts? */
  needsApproval: boolean
}

interface BatchRow {
  id: string
  dataset: string
  feed: string
  state: BatchState
  file: Batch['file']
  period: string | null
  extracted_at: string | null
  received_at: string
  received_by: string
  sample: boolean
  counts: Partial<RowCounts>
  issues: Batch['issues']
  mapping: Batch['mapping']
  mapping_version: string | null
  dropped_columns: string[]
  questions: NonNullable<Batch['questions']> | null
  problem: NonNullable<Batch['problem']> | null
  sheets: string[]
  speaks_unit: string | null
  speaks_from: string | null
  speaks_to: string | null
  compared_seq: number | null
  compared_at: string | null
  seq: number | null
  committed_at: string | null
  withdrawn_seq: number | null
  reason: string | null
  answers: NonNullable<Batch['answers']>
  format: NonNullable<Batch['format']> | null
  remembered: string[]
  approval: NonNullable<Batch['approval']> | null
  committed_by: string | null
  mode: Feed['mode']
  namespace: string
  unit: string | null
  needs_approval: boolean
}

const NO_ROWS: RowCounts = { read: 0, accepted: 0, rejected: 0, new: 0, changed: 0, unchanged: 0, stale: 0, closed: 0 }
const ID = /^[a-z2-7]{20}$/

/** A batch id may stand in an SQL text only after this has looked at it. @throws BatchUnknown */
export function checkId(id: string): string {
  if (!ID.test(id)) throw new BatchUnknown(id)
  return id
}

/** 100 random bits as letters and digits, so that nobody guesses a delivery. */
export function createId(): string {
  return Array.from(randomBytes(20), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte & 31]).join('')
}

/** Writes down that a delivery arrived. */
export async function insertBatch(
  connection: Connection,
  batch: NewBatch,
  how: { at: Date; by: string; sample: boolean },
): Promise<string> {
  const id = createId()
  const receivedAt = batch.receivedAt ?? how.at
  await connection.query(
    `insert into batches (id, dataset, feed, state, file, period, extracted_at, received_at, received_by, sample, within)
     values ($1, $2, $3, 'receiving', $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      batch.dataset,
      batch.feed,
      toJson(batch.file),
      batch.period,
      batch.extractedAt,
      receivedAt,
      how.by,
      how.sample,
      batch.within ?? null,
    ],
  )
  return id
}

/** @throws BatchUnknown */
export async function readBatch(connection: Connection, id: string, lock = false): Promise<BatchRecord> {
  const found = await readBatches(connection, `b.id = $1 ${lock ? 'for update of b' : ''}`, [checkId(id)])
  if (!found[0]) throw new BatchUnknown(id)
  return found[0]
}

/** @param rest - condition and order, without values from outside */
export async function readBatches(connection: Connection, rest: string, params: unknown[]): Promise<BatchRecord[]> {
  const { rows } = await connection.query<BatchRow>(
    `select b.*, f.mode, f.namespace, f.needs_approval, coalesce(b.within, f.unit) as unit
       from batches b left join feeds f on f.id = b.feed where ${rest}`,
    params,
  )
  return rows.map(toRecord)
}

/** Stores what reading and checking found. */
export async function writeVerdict(
  connection: Connection,
  id: string,
  verdict: Verdict,
  counts: RowCounts,
  coversTo: string | null,
): Promise<void> {
  await connection.query(
    `update batches set state = $2, counts = $3, issues = $4, mapping = $5, mapping_version = $6, dropped_columns = $7,
            questions = $8, problem = $9, sheets = $10, covers_to = $11, format = $12, remembered = $13, approval = null
      where id = $1`,
    [
      id,
      verdict.state,
      toJson(counts),
      toJson(verdict.issues),
      toJson(verdict.mapping),
      verdict.mappingVersion,
      toJson(verdict.droppedColumns),
      toJson(verdict.questions ?? null),
      toJson(verdict.problem ?? null),
      toJson(verdict.sheets),
      coversTo,
      toJson(verdict.format ?? null),
      toJson(verdict.remembered ?? []),
    ],
  )
}

/** What the API shows of a batch. */
export function toBatch(record: BatchRecord): Batch {
  const { mode, namespace, unit, speaksUnit, speaksFrom, speaksTo, comparedSeq, comparedAt, needsApproval, ...batch } =
    record
  return batch
}

/** A value for a jsonb parameter; null stays an SQL null. */
export function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

function toRecord(row: BatchRow): BatchRecord {
  return {
    id: row.id,
    dataset: row.dataset,
    feed: row.feed,
    state: row.state,
    file: row.file,
    period: row.period,
    extractedAt: row.extracted_at,
    receivedAt: row.received_at,
    receivedBy: row.received_by,
    rows: { ...NO_ROWS, ...row.counts },
    issues: row.issues,
    mapping: row.mapping,
    mappingVersion: row.mapping_version,
    droppedColumns: row.dropped_columns,
    sample: row.sample,
    ...(row.questions && { questions: row.questions }),
    ...(row.problem && { problem: row.problem }),
    ...(row.seq !== null && { seq: row.seq }),
    ...(row.committed_at !== null && { committedAt: row.committed_at }),
    ...(row.withdrawn_seq !== null && { withdrawnSeq: row.withdrawn_seq }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(Object.keys(row.answers).length > 0 && { answers: row.answers }),
    ...(row.format && { format: row.format }),
    ...(row.remembered.length > 0 && { remembered: row.remembered }),
    ...(row.approval && { approval: row.approval }),
    ...(row.committed_by !== null && { committedBy: row.committed_by }),
    mode: row.mode,
    namespace: row.namespace,
    unit: row.unit,
    speaksUnit: row.speaks_unit,
    speaksFrom: row.speaks_from,
    speaksTo: row.speaks_to,
    comparedSeq: row.compared_seq,
    comparedAt: row.compared_at,
    needsApproval: row.needs_approval === true,
  }
}
