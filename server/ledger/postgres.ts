import { hash } from 'node:crypto'
import type { BatchState } from '../../shared/batch-states.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { DATASETS } from '../../shared/datasets/list.ts'
import { actorOf } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import { askApproval, declineApproval } from './approval.ts'
import { openAuditBook } from './audit.ts'
import { entryOf } from './audit-chain.ts'
import { discardedEntry, forgotEntry, receivedEntry, recordFeed } from './audit-deeds.ts'
import { createAudited, createLineWriter } from './audit-write.ts'
import { type BatchRecord, insertBatch, readBatch, toBatch, toJson } from './batches.ts'
import { createCodeBook } from './codes.ts'
import { createCommits } from './commit-queue.ts'
import { openPool } from './connection.ts'
import { readDecisions } from './decisions.ts'
import { readDefinition } from './definitions.ts'
import { openDesk } from './desk.ts'
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts'
import { FeedUnknown, BatchState as WrongState } from './errors.ts'
import { SenderGone } from './errors-desk.ts'
import { findFaults } from './faults.ts'
import { lockFeed, readArrivals, readDeliveries, readFeed, writeFeed } from './feeds.ts'
import type { UnitsSeen } from './foreign.ts'
import { doOnce, forgetAnswers } from './idempotency.ts'
import { neededBytes } from './kept-bytes.ts'
import { readLater } from './later.ts'
import type { Ledger } from './ledger.ts'
import { forgetMemory, readMemory, takeForCheck } from './memory.ts'
import { prepareLedger } from './prepare.ts'
import { purgeRows, readPurges } from './purge.ts'
import { read } from './reading.ts'
import { revealCodes } from './reveal.ts'
import { rowTableOf } from './row-tables.ts'
import { readerWall } from './scope.ts'
import { createTurns, publish, readState, toSql } from './sequence.ts'
import { compareBatch, settleBatch } from './settle.ts'
import { clearStaging, createStaging } from './staging.ts'
import { findUnfinished } from './unfinished.ts'
import { createUnitReader } from './units.ts'
import { readCounts } from './verdict-counts.ts'
import { raiseWall } from './walls.ts'
import { withdrawBatches } from './withdraw.ts'

export interface LedgerOptions {
  /** A given PostgreSQL ≥ 15; without it one is kept in `dataDir/postgres`. */
  url?: string
  dataDir: string
  /** At least 32 characters; without it the codes of the rows can neither be met again nor read. */
  secret: string
  clock: Pick<Clock, 'now'>
  /** Kinds of rows to make room for. */
  datasets?: readonly Dataset[]
  /** The least age, years, at which rows may be purged. */
  keepYears?: number
  /** Hears what an operator should read. */
  log?: (line: string) => void
}

const POOL_SIZE = 20
const ASIDE_SIZE = 8
const KEEP_YEARS = 5

/**
 * Opens the one store, starting its database if it lives in the data folder.
 *
 * @throws SecretShort, SecretOther, DataLocked, DataVersion, DataForeign, DataAccess, DatabaseNewer, DatabaseUnfit
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const codes = createCodeBook(options.secret)
  const log = options.log ?? (() => {})
  const embedded: EmbeddedDatabase | null = options.url ? null : await startEmbedded({ dataDir: options.dataDir, log })
  const url = embedded?.url ?? options.url ?? ''
  const pool = openPool(url, POOL_SIZE, log)
  // For single statements only: they are also asked inside a reading, which already holds a connection of the other pool,
  // and must not wait for one more of those.
  const aside = openPool(url, ASIDE_SIZE, log)
  const tables = (options.datasets ?? DATASETS).map(rowTableOf)
  const close = async () => {
    await Promise.all([pool.end(), aside.end()])
    await embedded?.stop()
  }
  try {
    await prepareLedger(pool, tables, codes.fingerprint)
  } catch (error) {
    await close()
    throw error
  }
  const now = () => options.clock.now()
  const tablesOf = (ids: readonly string[]) => tables.filter(({ dataset }) => ids.includes(dataset.id))
  const staging = createStaging(pool, codes)
  const audited = createAudited(pool, createLineWriter(now, codes.fingerprint))
  const takeTurn = createTurns(audited, now)
  const receiving = new Map<string, { record: BatchRecord; datasets: Set<string> }>()
  const readUnits = createUnitReader()
  const unitsSeen: UnitsSeen = async (connection) => readUnits(connection, (await readState(connection, now)).before)
  const commits = createCommits(takeTurn, tablesOf, unitsSeen)

  const head = async () => {
    const { rows } = await aside.query<{ seq: number; committedAt: string | null }>(
      'select published as seq, committed_at as "committedAt" from ledger_state',
    )
    return rows[0] ?? { seq: 0, committedAt: null }
  }
  const unitsNow = async () => readUnits(aside, (await head()).seq)
  const desk = openDesk(aside, unitsNow)
  const readAs: Ledger['read'] = async (scope, work, { timeoutMs = 5_000 } = {}) => {
    const wall = scope.units === 'all' ? null : readerWall(scope, await unitsNow(), now())
    return read(pool, wall, work, timeoutMs)
  }
  const clear = async (batch: BatchRecord) => {
    for (const table of tablesOf([...(await readCounts(aside, batch.id)).keys()]))
      await clearStaging(aside, batch, table)
  }
  const receivingOf = async (id: string) => {
    const held = receiving.get(id) ?? { record: await readBatch(aside, id), datasets: new Set<string>() }
    receiving.set(id, held)
    return held
  }

  return {
    head,
    async seqAt(time) {
      const { rows } = await aside.query<{ seq: number | null }>('select max(seq) as seq from commits where at <= $1', [
        time,
      ])
      return rows[0]?.seq ?? 0
    },
    async commitTime(seq) {
      const { rows } = await aside.query<{ at: string }>('select at from commits where seq = $1 limit 1', [seq])
      return rows[0] ? new Date(rows[0].at) : null
    },
    units: (seq) => readUnits(aside, seq),

    setAnswers: (id, before, answers) => takeForCheck(aside, id, before, answers),
    askApproval: (id, asked, actor) =>
      audited((connection, record) => askApproval(connection, record, id, asked, actor, now())),
    declineApproval: (id, actor) => audited((connection, record) => declineApproval(connection, record, id, actor)),
    remembered: (feed) => readMemory(aside, feed),
    forget: (feed, fingerprint, actor) =>
      audited(async (connection, record) => {
        const held = await readFeed(connection, feed)
        const kinds = await forgetMemory(connection, feed, fingerprint)
        if (kinds > 0) await record(forgotEntry(feed, held?.unit ?? null, kinds, actor))
      }),
    async laterOf(id, scope) {
      if ((await desk.batch(id, scope)) === null) return []
      const feeds = (await desk.feeds(scope)).map((feed) => feed.id)
      const batch = await readBatch(aside, id)
      return readLater(aside, batch, tablesOf([...(await readCounts(aside, id)).keys()]), feeds)
    },
    neededBytes: (sha256s, since) => neededBytes(aside, sha256s, since),

    ...desk,
    decisions: async (id, scope) => ((await desk.batch(id, scope)) ? readDecisions(aside, id) : null),
    registerFeed: (feed, actor) =>
      audited(async (connection, record) => {
        await lockFeed(connection, feed.id)
        const held = await readFeed(connection, feed.id)
        const written = await writeFeed(connection, feed, actor, now())
        await recordFeed(record, held, written, actor)
        return written
      }),
    deliveries: readDeliveries,
    arrivals: readArrivals,

    async openBatch(batch, scope, isGone) {
      const feed = await desk.feed(batch.feed, scope)
      if (!feed || feed.dataset !== batch.dataset) throw new FeedUnknown(batch.feed)
      return audited(async (connection, record) => {
        const id = await insertBatch(connection, batch, { at: now(), by: scope.actor, sample: feed.sample })
        await record(receivedEntry({ ...batch, id, unit: feed.unit }, actorOf(scope)))
        const opened = toBatch(await readBatch(connection, id))
        if (isGone?.()) throw new SenderGone()
        return opened
      })
    },
    async stage(id, dataset, rows) {
      const { record, datasets } = await receivingOf(id)
      datasets.add(dataset.id)
      const table = tables.find((known) => known.dataset.id === dataset.id)
      if (!table) throw new TypeError(`no tables for dataset ${dataset.id}`)
      await staging.add(record, table, rows)
    },
    async settle(id, verdict) {
      const { datasets } = await receivingOf(id)
      receiving.delete(id)
      const written = tablesOf([...datasets])
      try {
        await staging.flush(id)
        return await settleBatch(pool, now, id, written, verdict, unitsSeen)
      } catch (error) {
        // Thrown away meanwhile: nobody looks at what was staged after that.
        const batch = await readBatch(aside, id)
        if (batch.state === 'discarded') for (const table of written) await clearStaging(aside, batch, table)
        throw error
      }
    },
    async setState(id, state: BatchState, problem) {
      const batch = await readBatch(aside, id)
      if (state === 'checking' && batch.state !== 'receiving') {
        // Checked again: what was staged before is staged anew.
        receiving.delete(id)
        staging.forget(id)
        await clear(batch)
        await aside.query('delete from batch_datasets where batch_id = $1', [id])
      }
      const { rowCount } = await aside.query(
        `update batches set state = $2, problem = $3, approval = null
          where id = $1 and state not in ('discarded', 'committed', 'withdrawn')`,
        [id, state, toJson(problem ?? null)],
      )
      if (rowCount !== 1) throw new WrongState(id, (await readBatch(aside, id)).state)
    },
    async discard(id, actor) {
      const batch = await readBatch(aside, id)
      if (batch.state === 'committed' || batch.state === 'withdrawn') throw new WrongState(id, batch.state)
      const datasets = receiving.get(id)?.datasets ?? []
      receiving.delete(id)
      staging.forget(id)
      await audited(async (connection, record) => {
        const reason = `${actor.name}: ${actor.reason ?? ''}`
        const { rowCount } = await connection.query(
          `update batches set state = 'discarded', reason = $2
            where id = $1 and state not in ('discarded', 'committed', 'withdrawn')`,
          [id, reason],
        )
        if (rowCount === 1) return record(discardedEntry(batch, actor))
        const { state } = await readBatch(connection, id)
        if (state !== 'discarded') throw new WrongState(id, state)
      })
      for (const table of tablesOf([...datasets])) await clearStaging(aside, batch, table)
      await clear(batch)
    },
    unfinished: () => findUnfinished(aside, tablesOf),
    compare: (id) => compareBatch(pool, now, tablesOf, id, unitsSeen),

    async commit(id, how) {
      const batch = await readBatch(aside, id)
      const done = await commits.commit({ id, how }, batch.file === null)
      await clear(batch)
      return done
    },
    withdraw: (id, how) => withdrawBatches(takeTurn, tablesOf, typeof id === 'string' ? [id] : id, how),
    mark: (kind, detail, { within, actor }) =>
      takeTurn(async (turn) => {
        await within(toSql(turn.connection), turn.seq)
        await publish(turn, { kind, batch: null, datasets: [], actor, detail })
        const sha256 = hash('sha256', JSON.stringify(detail) ?? '', 'hex')
        await turn.record(entryOf('definition.changed', actor, { detail: { seq: turn.seq, sha256 } }))
        return turn.seq
      }),
    definition: readDefinition,

    async once(key, bodyHash, work) {
      await forgetAnswers(aside, now())
      return doOnce(aside, now(), key, bodyHash, work)
    },
    faults: (sql) => findFaults(sql, tables),
    read: readAs,
    wall: raiseWall,
    transact: (work) => audited((connection, record) => work(toSql(connection), record)),
    reveal: (dataset, keys, actor, scope) => revealCodes({ read: readAs, audited, codes }, dataset, keys, actor, scope),
    purge: (asked, actor) => purgeRows({ takeTurn, now, keepYears: options.keepYears ?? KEEP_YEARS }, asked, actor),
    purges: () => readPurges(toSql(aside)),
    audit: openAuditBook(aside, codes.fingerprint),
    close,
  }
}
