import type { Actor } from '../../shared/roles.ts'
import { recordCommit } from './audit-deeds.ts'
import { type BatchRecord, readBatch } from './batches.ts'
import { NOTHING, toRowCounts, type VerdictCounts, writeVerdicts } from './compare.ts'
import { type Connection, isAway } from './connection.ts'
import { guardApproval, guardOvertaken, guardReady } from './decidable.ts'
import { EffectMoved, StagingLost } from './errors.ts'
import { MappingMoved } from './errors-desk.ts'
import { guardForeign, type Spoken, spokenBy, type UnitsSeen } from './foreign.ts'
import type { Commit, Within } from './ledger.ts'
import { rememberAnswers } from './memory.ts'
import { guardPurged } from './purged.ts'
import type { RowTable } from './row-tables.ts'
import { publish, type Turn } from './sequence.ts'
import { stagingOf } from './staging.ts'
import { announceChange } from './touched.ts'
import { isCollision } from './transaction.ts'
import { readCounts, writeCounts } from './verdict-counts.ts'

export interface CommitHow {
  within: Within
  actor: Actor
  effectSeq?: number
  mappingVersion?: string | null
  dropRejected?: boolean
}

/** A batch that somebody wants to count. */
export interface Asked {
  id: string
  how: CommitHow
}

/** What became of it: it counts, it was refused, or it speaks of a row that another batch of this turn brought. */
export type Outcome = { commit: Commit } | { refused: unknown } | 'later'

/**
 * Makes batches count, each whole or not at all: closes the versions it replaces, adds its own, records what it only
 * confirms. Batches of one turn share its seq, so they may not speak of the same keys.
 */
export async function commitTogether(
  turn: Turn,
  tablesOf: (datasets: readonly string[]) => RowTable[],
  asked: readonly Asked[],
  unitsSeen: UnitsSeen,
): Promise<Outcome[]> {
  const { connection, seq, at } = turn
  const outcomes: Outcome[] = []
  const done: { batch: BatchRecord; actor: Actor; datasets: string[] }[] = []
  const changed = new Map<string, RowTable>()
  for (const { id, how } of asked) {
    await connection.query('savepoint batch')
    try {
      const applied = await applyBatch(
        turn,
        { tablesOf, unitsSeen },
        { id, how },
        done.map((other) => other.batch.id),
      )
      if (applied === 'later') {
        outcomes.push('later')
        continue
      }
      const { batch, tables } = applied
      for (const table of tables) changed.set(table.dataset.id, table)
      const datasets = tables.map(({ dataset }) => dataset.id)
      done.push({ batch, actor: how.actor, datasets })
      outcomes.push({ commit: { seq, at, batch: id, datasets, touched: { datasets, units: [], days: null } } })
    } catch (refused) {
      if (isCollision(refused) || isAway(refused)) throw refused
      await connection.query('rollback to savepoint batch')
      outcomes.push({ refused })
    }
  }
  const within = asked[0]?.how.within
  if (!within || done.length === 0) return outcomes
  const { touched } = await announceChange(turn, [...changed.values()], within)
  for (const { batch, actor, datasets } of done) {
    await publish(turn, { kind: 'commit', batch: batch.id, datasets, actor })
    await recordCommit(turn, batch, datasets, actor)
  }
  return outcomes.map((outcome) =>
    outcome !== 'later' && 'commit' in outcome ? { commit: { ...outcome.commit, touched } } : outcome,
  )
}

/** @throws BatchNotReady, BatchCounted, BatchHasRejected, MappingMoved, ApprovalNeeded, ApprovalSelf, BatchOvertaken, PurgedMeanwhile, EffectMoved, StagingLost */
async function applyBatch(
  turn: Turn,
  { tablesOf, unitsSeen }: { tablesOf: (datasets: readonly string[]) => RowTable[]; unitsSeen: UnitsSeen },
  { id, how }: Asked,
  before: readonly string[],
): Promise<{ batch: BatchRecord; tables: RowTable[] } | 'later'> {
  const { connection, seq, at } = turn
  const batch = await readBatch(connection, id, true)
  // A second person agrees to what the first one asked for.
  guardReady(batch, (batch.approval?.dropRejected ?? how.dropRejected) === true)
  guardApproval(batch, how.actor.name)
  if (how.mappingVersion !== undefined && how.mappingVersion !== batch.mappingVersion) throw new MappingMoved()
  await guardOvertaken(connection, batch, turn.before, how.effectSeq)
  const held = await readCounts(connection, id)
  const tables = tablesOf([...held.keys()])
  for (const table of tables) if (await shareKeys(connection, table, id, before)) return 'later'
  // Asked anew in every turn: rows, the tree of units and the unit of a feed may all have changed hands.
  const spoken = await spokenBy(connection, batch, unitsSeen, new Date(at))
  await guardForeign(connection, batch, tables, spoken, turn.before)
  const { counts, asOf } = await freshCounts(turn, batch, tables, held, { effectSeq: how.effectSeq, spoken })
  for (const table of tables) await applyStaged(turn, batch, table, counts.get(table.dataset.id) ?? NOTHING, asOf)
  const rows = toRowCounts([...counts.values()], batch.rows)
  await connection.query(
    `update batches set state = 'committed', seq = $2, committed_at = $3, reason = $4, counts = $5, committed_by = $6, problem = null
      where id = $1`,
    [id, seq, at, how.actor.reason ?? null, JSON.stringify(rows), how.actor.name],
  )
  await rememberAnswers(connection, batch, how.actor, at)
  return { batch: { ...batch, rows }, tables }
}

async function shareKeys(
  connection: Connection,
  { staging }: RowTable,
  batch: string,
  before: readonly string[],
): Promise<boolean> {
  if (before.length === 0) return false
  const { rows } = await connection.query<{ shared: boolean }>(
    `select exists (select 1 from ${staging} s join ${staging} o on o.key = s.key
                     where s.batch_id = $1 and o.batch_id = any($2)) as shared`,
    [batch, before],
  )
  return rows[0]?.shared ?? true
}

/** The verdicts found before, or new ones where the ledger moved since. */
async function freshCounts(
  turn: Turn,
  batch: BatchRecord,
  tables: readonly RowTable[],
  held: ReadonlyMap<string, VerdictCounts>,
  { effectSeq, spoken }: { effectSeq: number | undefined; spoken: Spoken | null },
): Promise<{ counts: ReadonlyMap<string, VerdictCounts>; asOf: string }> {
  const { connection, at, before } = turn
  if (batch.comparedAt !== null && !(await hasMoved(connection, batch.comparedSeq, tables))) {
    // Compared anew after the effect that was looked at: what that one said is not known any more.
    const looked = effectSeq !== undefined && effectSeq < (batch.comparedSeq ?? 0)
    if (looked && (await hasMoved(connection, effectSeq, tables))) throw new EffectMoved(effectSeq, before)
    return { counts: held, asOf: batch.comparedAt }
  }
  await guardPurged(connection, batch, tables)
  const counts = new Map<string, VerdictCounts>()
  for (const table of tables) {
    const found = await writeVerdicts(connection, batch, table, at, spoken)
    const known = held.get(table.dataset.id)
    if (found.staged !== known?.staged) throw new StagingLost(batch.id)
    if (effectSeq !== undefined && effectSeq < before && JSON.stringify(found) !== JSON.stringify(known)) {
      throw new EffectMoved(effectSeq, before)
    }
    counts.set(table.dataset.id, found)
    await writeCounts(connection, batch.id, table.dataset.id, found)
  }
  return { counts, asOf: at }
}

async function hasMoved(connection: Connection, since: number | null, tables: readonly RowTable[]): Promise<boolean> {
  if (since === null) return true
  const { rows } = await connection.query<{ moved: boolean }>(
    'select exists (select 1 from commits where seq > $1 and datasets && $2) as moved',
    [since, tables.map(({ dataset }) => dataset.id)],
  )
  return rows[0]?.moved ?? true
}

/**
 * Moves one dataset of a batch from staging into the versions. The counts must come out, else the staging was lost.
 *
 * @param asOf - the moment of the comparison: the stamp of rows that bring none
 */
async function applyStaged(
  { connection, seq }: Turn,
  batch: BatchRecord,
  table: RowTable,
  counts: VerdictCounts,
  asOf: string,
): Promise<void> {
  const stamp = `coalesce(s.stamp, '${asOf}'::timestamptz)`
  const staged = `from ${stagingOf(batch, table)} s where s.batch_id = '${batch.id}'`
  const stored = table.stored.map(({ sql }) => sql)
  const move = async (wanted: number, text: string) => {
    if (wanted === 0) return
    const { rowCount } = await connection.query(text)
    if (rowCount !== wanted) throw new StagingLost(batch.id)
  }
  await move(
    counts.changed + counts.gone,
    `update ${table.rows} r set seq_to = ${seq} ${staged} and s.verdict in ('changed', 'gone')
        and r.key = s.key and r.seq_from is not null and r.seq_to is null`,
  )
  await move(
    counts.fresh + counts.changed + counts.stale,
    `insert into ${table.rows} (${['key, seq_from, batch_id, sheet, row_no, hash, version, stamp, asserted', ...stored].join(', ')})
     select s.key, case when s.verdict <> 'stale' then ${seq} end, s.batch_id, s.sheet, s.row_no, s.hash, s.version, ${stamp},
            ${['true', ...stored.map((name) => `s.${name}`)].join(', ')}
       ${staged} and s.verdict in ('new', 'changed', 'stale') order by s.key`,
  )
  await move(
    counts.same + counts.gone + counts.void,
    `insert into ${table.claims} (key, batch_id, sheet, row_no, hash, version, stamp, gone)
     select s.key, s.batch_id, s.sheet, s.row_no, s.hash, s.version, ${stamp}, s.deleted
       ${staged} and s.verdict in ('same', 'gone', 'void')`,
  )
  if (table.codes && counts.fresh + counts.stale > 0) await keepCodes(connection, table.codes, staged)
}

/** A code that is known stays as it was first written. */
async function keepCodes(connection: Connection, codes: string, staged: string): Promise<void> {
  const { rows } = await connection.query<{ empty: boolean }>(`select not exists (select 1 from ${codes}) as empty`)
  // In the order of their keys, which are random: the index then grows at its end only.
  await connection.query(
    `insert into ${codes} (key, sealed) select s.key, s.sealed ${staged} and s.verdict in ('new', 'stale')
        and s.sealed is not null order by s.key ${rows[0]?.empty ? '' : 'on conflict do nothing'}`,
  )
}
