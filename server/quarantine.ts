import { randomBytes } from 'node:crypto'
import type { Issue, SheetMapping } from '../shared/batch.ts'
import type { CellValue, Dataset } from '../shared/datasets/dataset.ts'
import { findDataset } from '../shared/datasets/list.ts'
import type { QuarantinedRow } from '../shared/feed-register.ts'
import { ROW_STOPPED } from '../shared/held-rules.ts'
import { actorOf, type Scope } from '../shared/roles.ts'
import { createSealing } from './access/sealing.ts'
import { createMarks, isUnforeseen, type Marks, type PushedRow, takeApart } from './aside-row.ts'
import type { Clock } from './clock.ts'
import { refusal } from './errors.ts'
import type { Feed, Ledger } from './ledger/ledger.ts'
import {
  countAside,
  decideAside,
  endWaiting,
  type KeptAside,
  keepAside,
  noteTry,
  readAside,
  readAsideRow,
  readWaiting,
} from './ledger/quarantine.ts'
import type { LimitUse } from './limits.ts'

/** A row that did not count, with its faults. */
export interface Rejected {
  row: number
  issues: Issue[]
  /** Under which it is kept aside; absent where it is not. */
  quarantined?: string
}

/** A push as far as rows of it are kept aside. */
export interface AsidePush {
  feed: Feed
  dataset: Dataset
  rows: readonly PushedRow[]
  mapping: readonly SheetMapping[]
  /** Of which its sender may speak; null = all. */
  unit: string | null
  scope: Scope
  /** Set where a row that waits already is tried again: the id under which it waits. */
  retried?: string | undefined
}

/** Rows that other systems pushed and that could not count for a reason that they could not know. */
export interface Quarantine {
  /** What waits of a feed: anything at all, and the rows at which the check stopped too often to be tried again. */
  waiting(feed: string, dataset: Dataset, rows: readonly PushedRow[]): Promise<{ any: boolean; stopped: Set<number> }>
  /** Keeps those aside that may be; tells for each under which id. */
  keep(push: AsidePush, rejected: readonly Rejected[]): Promise<Rejected[]>
  /** Rows of these numbers counted: what waited of them is over. */
  counted(push: AsidePush, rows: readonly number[]): Promise<void>
  /** Newest first, of the feeds that a scope sees. */
  list(
    filter: { feed?: string | undefined; state?: QuarantinedRow['state'] | undefined },
    scope: Scope,
  ): Promise<QuarantinedRow[]>
  /** A row that waits, whole, with what the person put in the place of its cells. @throws IOC_QUARANTINE_UNKNOWN (404), IOC_QUARANTINE_DECIDED (409) */
  reopen(
    id: string,
    cells: Readonly<Record<string, CellValue>>,
    scope: Scope,
  ): Promise<{ feed: Feed; kept: KeptAside; row: PushedRow }>
  /** @throws as `reopen` */
  discard(id: string, scope: Scope): Promise<QuarantinedRow>
  /** How many rows wait, by feed. */
  count(): Promise<{ feed: string; rows: number; since: string }[]>
}

/** How often a row at which the check stopped is tried. @see RELIABILITY F28 */
const TRIES = 3
const LISTED = 500

export interface QuarantineParts {
  ledger: Pick<Ledger, 'transact' | 'feeds' | 'feed'>
  clock: Pick<Clock, 'now'>
  secret: string
  /** The most rows of one feed that wait. */
  most: number
  use: Pick<LimitUse, 'refused'>
}

/** Opens what is kept aside; codes lie in it encrypted, and are gone once a row is decided about. */
export function openQuarantine({ ledger, clock, secret, most, use }: QuarantineParts): Quarantine {
  const sealing = createSealing(secret, 'rows kept aside')
  const marksOf = createMarks(secret)

  const waitingRow = async (id: string, scope: Scope): Promise<{ feed: Feed; kept: KeptAside }> => {
    const kept = await ledger.transact((sql) => readAsideRow(sql, id))
    const feed = kept && (await ledger.feed(kept.feed, scope))
    if (!kept || !feed) throw refusal('IOC_QUARANTINE_UNKNOWN')
    if (kept.state !== 'waiting') throw refusal('IOC_QUARANTINE_DECIDED', { state: kept.state })
    return { feed, kept }
  }
  const decide = async (row: string, state: 'counted' | 'discarded', feed: Feed, scope: Scope) => {
    const actor = actorOf(scope)
    const isOurs = await ledger.transact(async (sql, record) => {
      if (!(await decideAside(sql, row, state, actor.name, clock.now()))) return false
      await record({
        action: 'quarantine.decided',
        actor: actor.name,
        role: actor.role,
        unit: feed.unit,
        object: { kind: 'feed', id: feed.id },
        ...(actor.origin && { origin: actor.origin }),
        detail: { row, state },
      })
      return true
    })
    if (!isOurs) throw refusal('IOC_QUARANTINE_DECIDED', { state })
  }

  return {
    async waiting(feed, dataset, rows) {
      const { any, stopped } = await ledger.transact((sql) => readWaiting(sql, feed, ROW_STOPPED.id, TRIES))
      if (stopped.length === 0) return { any, stopped: new Set() }
      const known = new Set(stopped.map((mark) => mark.toString('hex')))
      const met = rows.flatMap((row, at) => (known.has(marksOf(feed, dataset, row).mark.toString('hex')) ? at + 1 : []))
      return { any, stopped: new Set(met) }
    },
    async keep(push, rejected) {
      const { feed, dataset, rows, mapping, unit, retried } = push
      const actor = push.scope.actor
      const kept = rejected.filter(({ issues }) => isUnforeseen(issues))
      if (kept.length === 0) return [...rejected]
      if (retried !== undefined) {
        await ledger.transact((sql) => noteTry(sql, retried, kept[0]?.issues ?? []))
        return rejected.map((one) => (kept.includes(one) ? { ...one, quarantined: retried } : one))
      }
      const aside = kept.map(({ row: no, issues }) => {
        const row = rows[no - 1] ?? {}
        const { cells, codes } = takeApart(row, dataset, mapping)
        const { mark, keyMark } = marksOf(feed.id, dataset, row)
        const sealed = sealing.seal(Buffer.from(JSON.stringify(codes)))
        const id = randomBytes(15).toString('base64url')
        return { id, feed: feed.id, dataset: dataset.id, unit, actor, row: no, mark, keyMark, issues, cells, sealed }
      })
      const ids = await ledger.transact((sql) => keepAside(sql, aside, clock.now(), most))
      const held = new Map(kept.map((one, at) => [one, ids[at] ?? null]))
      for (const id of held.values()) if (id === null) use.refused('quarantineRows')
      return rejected.map((one) => {
        const id = held.get(one) ?? null
        return id === null ? one : { ...one, quarantined: id }
      })
    },
    async counted({ feed, dataset, rows, retried, scope }, numbers) {
      if (retried !== undefined) await decide(retried, 'counted', feed, scope)
      const marks: Marks[] = numbers.map((no) => marksOf(feed.id, dataset, rows[no - 1] ?? {}))
      await ledger.transact((sql) => endWaiting(sql, feed.id, marks, clock.now()))
    },
    async list({ feed, state }, scope) {
      const feeds = (await ledger.feeds(scope)).map(({ id }) => id).filter((id) => feed === undefined || id === feed)
      const rows = await ledger.transact((sql) => readAside(sql, { feeds, state: state ?? null, limit: LISTED }))
      return rows.map(toShown)
    },
    async reopen(id, cells, scope) {
      const { feed, kept } = await waitingRow(id, scope)
      const open = (findDataset(kept.dataset)?.columns ?? []).filter(({ kind, derived }) => kind !== 'code' && !derived)
      const known = open.map(({ name }) => name)
      const strange = Object.keys(cells).find((name) => !known.includes(name))
      if (strange !== undefined) throw refusal('IOC_BAD_REQUEST', { field: 'cells', rule: strange }, known)
      const codes = kept.sealed ? (JSON.parse(sealing.unseal(kept.sealed).toString()) as Record<string, string>) : {}
      return { feed, kept, row: { ...kept.cells, ...cells, ...codes } }
    },
    async discard(id, scope) {
      const { feed, kept } = await waitingRow(id, scope)
      await decide(kept.id, 'discarded', feed, scope)
      return { ...toShown(kept), state: 'discarded' }
    },
    count: () => ledger.transact(countAside),
  }
}

function toShown({ sealed, unit, ...row }: KeptAside): QuarantinedRow {
  return row
}
