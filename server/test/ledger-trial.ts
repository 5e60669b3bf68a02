import type { Dataset } from '../../shared/datasets/dataset.ts'
import { storedColumns, toLine } from '../../shared/datasets/stored.ts'
import { units } from '../../shared/datasets/units.ts'
import { type Actor, SYSTEM_SCOPE } from '../../shared/roles.ts'
import { createSetClock, type SetClock } from '../clock.ts'
import type { Feed, Ledger, StagedRow, Verdict, Within } from '../ledger/ledger.ts'
import { openLedger } from '../ledger/postgres.ts'
import { freshDatabase } from './database.ts'

/** A small dataset for trying the ledger: one key, one unit, one day, one number. */
export const visits: Dataset = {
  id: 'visits',
  title: { vi: 'Lượt thăm', en: 'Visits' },
  mode: 'upsert',
  key: ['code'],
  unitColumns: ['unit'],
  dateColumn: 'day',
  lookup: 'inside',
  dimensions: {},
  columns: [
    { name: 'unit', kind: 'unit', title: { vi: 'Đơn vị', en: 'Unit' } },
    { name: 'day', kind: 'day', title: { vi: 'Ngày', en: 'Day' } },
    { name: 'n', kind: 'count', title: { vi: 'Số lượt', en: 'Number' } },
  ],
}

export const SECRET = 'a secret of at least thirty-two characters'
export const ACTOR: Actor = { name: 'lan', role: 'officer', reason: 'trial' }
export const NOTHING_WITHIN: Within = async () => {}

/** A ledger on an empty database of its own. */
export interface Trial {
  ledger: Ledger
  clock: SetClock
  url: string
  end(): Promise<void>
}

/** One row of a trial delivery. */
export interface Visit {
  key: string
  unit?: string
  day?: string
  n?: number
  version?: number
  updatedAt?: string
  deleted?: boolean
}

export async function openTrial(
  datasets: readonly Dataset[] = [visits],
  start = '2026-03-02T01:00:00Z',
): Promise<Trial> {
  const database = await freshDatabase()
  const clock = createSetClock(new Date(start))
  const { url } = database
  const ledger = await openLedger({ url, dataDir: 'unused', secret: SECRET, clock, datasets: [...datasets, units] })
  return {
    ledger,
    clock,
    url,
    async end() {
      await ledger.close()
      await database.drop()
    },
  }
}

export function feedOf(id: string, more: Partial<Feed> = {}): Feed {
  return {
    id,
    title: id,
    dataset: 'visits',
    owner: null,
    unit: null,
    namespace: id,
    mode: 'upsert',
    tree: 'main',
    cadence: null,
    sample: false,
    system: false,
    ...more,
  }
}

export function verdictOf(more: Partial<Verdict> = {}): Verdict {
  return {
    state: 'ready',
    read: 0,
    accepted: 0,
    rejected: 0,
    issues: [],
    mapping: [],
    mappingVersion: '1',
    droppedColumns: [],
    sheets: ['Sheet1'],
    speaksFor: null,
    ...more,
  }
}

export function toStaged(rows: readonly Visit[], dataset: Dataset = visits): StagedRow[] {
  const columns = storedColumns(dataset)
  return rows.map(({ key, version, updatedAt, deleted = false, unit = 'u1', day = '2026-03-01', n = 0 }, index) => ({
    sheet: 0,
    rowNo: index + 2,
    key,
    code: null,
    version: version ?? null,
    updatedAt: updatedAt ?? null,
    deleted,
    line: toLine({ unit, day, n }, columns),
  }))
}

/** Stages and settles rows of a feed; nothing counts yet. */
export async function prepare(
  { ledger }: Trial,
  feed: string,
  rows: readonly Visit[],
  how: { extractedAt?: string; verdict?: Partial<Verdict>; file?: boolean } = {},
): Promise<string> {
  const batch = await ledger.openBatch(
    {
      dataset: 'visits',
      feed,
      file: how.file ? { name: 'visits.csv', size: 1, sha256: '00' } : null,
      period: null,
      extractedAt: how.extractedAt ?? null,
    },
    SYSTEM_SCOPE,
  )
  await ledger.stage(batch.id, visits, toStaged(rows))
  await ledger.settle(batch.id, verdictOf({ read: rows.length, accepted: rows.length, ...how.verdict }))
  return batch.id
}

/** Stages, settles and commits rows of a feed. */
export async function deliver(
  trial: Trial,
  feed: string,
  rows: readonly Visit[],
  how: Parameters<typeof prepare>[3] & { within?: Within } = {},
): Promise<{ batch: string; seq: number }> {
  const batch = await prepare(trial, feed, rows, how)
  const { seq } = await trial.ledger.commit(batch, { within: how.within ?? NOTHING_WITHIN, actor: ACTOR })
  return { batch, seq }
}

/** What counted at a seq, as `key=n` in the order of keys. */
export function seenAt({ ledger }: Trial, seq: number): Promise<string> {
  return ledger.read(SYSTEM_SCOPE, async (reading) => {
    const rows = await reading.query<{ key: string; n: number }>(
      `select key, n from ${reading.relation(visits, { seq })} r order by key`,
    )
    return rows.map(({ key, n }) => `${key}=${n}`).join(' ')
  })
}
