import type { Issue } from '../../shared/batch.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { storedColumns, toLine } from '../../shared/datasets/stored.ts'
import type { Catalogue } from '../../shared/measures/catalogue.ts'
import type { DayRange } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { type Actor, SYSTEM_SCOPE } from '../../shared/roles.ts'
import { createSetClock, type SetClock } from '../clock.ts'
import type { Figures } from '../figures/figures.ts'
import { openFigures } from '../figures/open-figures.ts'
import type { Feed, Ledger } from '../ledger/ledger.ts'
import { openLedger } from '../ledger/postgres.ts'
import { freshDatabase } from './database.ts'

/** A small city on a real ledger, for trying figures: rows go in under canonical names. */
export interface City {
  ledger: Ledger
  figures: Figures
  clock: SetClock
  url: string
  /** Registers the feed when it is new. */
  feed(dataset: string, more?: Partial<Feed>): Promise<string>
  /** Stages rows; nothing counts yet. */
  stage(feed: string, rows: readonly Row[], how?: Delivery): Promise<string>
  /** Stages and commits rows. */
  deliver(feed: string, rows: readonly Row[], how?: Delivery): Promise<{ batch: string; seq: number }>
  /** The only row of an answer without a split. */
  ask(query: Query): Promise<Record<string, unknown>>
  end(): Promise<void>
}

/** What is said of a delivery beside its rows. */
export interface Delivery {
  extractedAt?: string
  speaksFor?: DayRange & { unit: string | null }
  file?: string
  /** How many rows the checks refused, by rule. */
  refused?: Readonly<Record<string, number>>
}

const ACTOR: Actor = { name: 'lan', role: 'officer', reason: 'trial' }

/** @param start - where the clock stands; @param home - the unit asked about when a query names none; @param catalogue - other definitions than the program's */
export async function openCity(start: string, home: string | null = null, catalogue?: Catalogue): Promise<City> {
  const database = await freshDatabase()
  const clock = createSetClock(new Date(start))
  const secret = 'a secret of at least thirty-two characters'
  const ledger = await openLedger({ url: database.url, dataDir: 'unused', secret, clock })
  const figures = openFigures({ ledger, clock, homeUnit: async () => home, ...(catalogue && { catalogue }) })
  await figures.catalogue()
  const city: City = {
    ledger,
    figures,
    clock,
    url: database.url,
    async feed(dataset, more = {}) {
      const id = more.id ?? dataset
      await ledger.registerFeed(
        {
          id,
          title: id,
          dataset,
          owner: null,
          unit: null,
          namespace: dataset,
          mode: 'upsert',
          tree: 'main',
          cadence: null,
          sample: false,
          system: false,
          ...more,
        },
        ACTOR,
      )
      return id
    },
    async stage(feed, rows, how = {}) {
      const registered = await ledger.feed(feed, SYSTEM_SCOPE)
      const dataset = findDataset(registered?.dataset ?? '')
      if (!registered || !dataset) throw new Error(`no feed ${feed}`)
      const batch = await ledger.openBatch(
        {
          dataset: dataset.id,
          feed,
          file: how.file ? { name: how.file, size: 1, sha256: '00' } : null,
          period: null,
          extractedAt: how.extractedAt ?? clock.now().toISOString(),
        },
        SYSTEM_SCOPE,
      )
      const columns = storedColumns(dataset)
      const coded = dataset.columns.some((column) => column.kind === 'code' && dataset.key.includes(column.name))
      await ledger.stage(
        batch.id,
        dataset,
        rows.map((raw, index) => {
          const row = dataset.complete ? dataset.complete(raw, registered) : raw
          const key = dataset.key.map((name) => String(row[name] ?? '')).join('\u001f')
          return {
            sheet: 0,
            rowNo: index + 2,
            key,
            code: coded ? key : null,
            version: null,
            updatedAt: null,
            deleted: raw.deleted === true,
            line: toLine(row, columns),
          }
        }),
      )
      const refused = Object.entries(how.refused ?? {})
      const rejected = refused.reduce((sum, [, n]) => sum + n, 0)
      await ledger.settle(batch.id, {
        state: 'ready',
        read: rows.length + rejected,
        accepted: rows.length,
        rejected,
        issues: refused.map(([rule, n]) => issueOf(rule, n)),
        mapping: [{ sheet: 'Trang 1', headerRow: 1, profile: null, columns: [] }],
        mappingVersion: '1',
        droppedColumns: [],
        sheets: ['Trang 1'],
        speaksFor: how.speaksFor ?? null,
      })
      return batch.id
    },
    async deliver(feed, rows, how) {
      const batch = await city.stage(feed, rows, how)
      const { seq } = await ledger.commit(batch, { within: figures.adjust, actor: ACTOR })
      return { batch, seq }
    },
    async ask(query) {
      const { rows } = await figures.answer(query, SYSTEM_SCOPE)
      if (rows.length !== 1 || !rows[0]) throw new Error(`${rows.length} rows instead of one`)
      return rows[0]
    },
    async end() {
      await ledger.close()
      await database.drop()
    },
  }
  return city
}

/** What the checks say of rows that they refused. */
function issueOf(rule: string, rows: number): Issue {
  const place = { sheet: null, column: null, value: null, firstRows: [], suggestion: null }
  return { rule, severity: 'error', params: {}, rows, message: rule, ...place }
}

/** A province with two communes and a department; ids are `p`, `a`, `b`, `d`. */
export const SMALL_TREE: readonly Row[] = [
  { unit: 'p', tree: 'main', level: 'province', name: 'Tỉnh P', scheme: 'area', code: '80' },
  { unit: 'a', tree: 'main', level: 'commune', name: 'Xã A', scheme: 'area', code: '00001', parent: 'p' },
  { unit: 'b', tree: 'main', level: 'commune', name: 'Phường B', scheme: 'area', code: '00002', parent: 'p' },
  { unit: 'd', tree: 'main', level: 'department', name: 'Sở D', agencyCode: 'H80.01', parent: 'p' },
]
