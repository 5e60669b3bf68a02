import type { AuditEntry, AuditFilter, AuditPage, AuditVerification, PurgeItem } from '../../shared/audit.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Day } from '../../shared/period.ts'
import type { Actor, Scope } from '../../shared/roles.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { DeliveryPort } from './delivery-port.ts'

export type {
  Answers,
  BatchFilter,
  Comparison,
  Decision,
  Decisions,
  DeliveryName,
  MemoryItem,
  NewBatch,
  StagedRow,
  Verdict,
} from './delivery-port.ts'

/** A registered source of one dataset. */
export interface Feed {
  id: string
  title: string
  dataset: string
  /** Who answers for it. */
  owner: string | null
  /** The unit inside which its names are looked up, and for which a `replace` delivery speaks. */
  unit: string | null
  /** Fixed for the feed's life: two feeds with one namespace speak of the same keys. */
  namespace: string
  mode: 'upsert' | 'replace'
  /** The unit tree that a `units` feed brings, or that this feed's unit names belong to. */
  tree: string
  /** Expected every so many working days, by this local time; null = no expectation. */
  cadence: { workingDays: number; by: string } | null
  sample: boolean
  /** The program's own catalogues (units of the country): neither sample nor a delivery. */
  system: boolean
  /**
   * How the source system counts a result without a due date; absent = `unclassified`. Written into each row that comes in, so
   * that a change holds for what is delivered from then on.
   */
  noDueDate?: 'unclassified' | 'onTime'
  /** A second person has to agree before a file of it counts; absent = no. */
  needsApproval?: boolean
  /** When it was registered: from then on a delivery is expected. The store's own, never written by a caller. */
  registeredAt?: string
}

/** A local day on which a feed delivered something that counts. */
export interface Arrival {
  feed: string
  day: Day
  /** The first delivery of that day: when it came, and which it was. */
  firstAt: string
  batch: string
}

/** What a commit or withdrawal did. */
export interface Commit {
  seq: number
  at: string
  batch: string
  datasets: string[]
  touched: Touched
}

/** What a change touched: enough to know which watches to compute again. `units: 'all'` when the list would be long. */
export interface Touched {
  datasets: string[]
  units: string[] | 'all'
  days: { from: Day; to: Day } | null
}

/** SQL and its parameters go to the store only through this; `text` never holds a value from outside. */
export interface Sql {
  query<T>(text: string, params?: readonly unknown[]): Promise<T[]>
}

/** Rows of one dataset as they changed at `seq`: an SQL relation with all columns of the row table and `sign` (+1 new, −1 gone). */
export interface RowChange {
  seq: number
  dataset: Dataset
  relation: string
}

/** Runs inside the transaction of a commit or withdrawal, once for each dataset that changed; keeps the rollups. */
export type Within = (sql: Sql, change: RowChange) => Promise<void>

/**
 * Which rows a reader sees: those that counted at `seq`, or those that would count right after a staged batch were
 * committed, or a committed one withdrawn.
 */
export type View = { seq: number } | { seq: number; pending: string } | { seq: number; withdrawing: string }

/** Where figures read: one repeatable-read transaction, so that every query of an answer sees the same state. */
export interface Reading extends Sql {
  /** The last published seq as this transaction sees it. */
  seq: number
  committedAt: string | null
  /**
   * An SQL table expression (parenthesised, without alias) over the visible rows of a dataset, with every column of its row
   * table and of its history. Who looks at the history of many rows says which by `where`, a test on the alias `r`.
   */
  relation(dataset: Dataset, view: View, where?: string): string
  /** The same over what each feed last said until a seq, also where another feed's word counts in its place; with `feed`. */
  saidByFeeds(dataset: Dataset, seq: number): string
  /** An SQL table expression over the keys whose counting version at `to` is another than at `from`; columns as `changesOf` says. */
  changes(dataset: Dataset, from: number, to: number, days: readonly string[]): string
}

/** Writes one line of the audit, inside the transaction of what it tells of. */
export type Record = (entry: AuditEntry) => Promise<void>

/** What was done, by whom: append-only, each line chained to the one before. */
export interface AuditBook {
  /** Newest first. */
  page(filter: AuditFilter): Promise<AuditPage>
  /** Every line that a filter finds, oldest first, in pieces. */
  lines(filter: AuditFilter): AsyncIterable<AuditPage['lines']>
  /** The last line; null before the first. */
  head(): Promise<AuditHead | null>
  /** What a line is chained to: the hash of the one before it, of the first line the installation's fingerprint. */
  hashBefore(id: number): Promise<string>
  /**
   * Follows the chain from its first line to its last.
   *
   * @param heads - last lines that were kept outside the database: they must still be there as they were
   */
  verify(heads?: readonly Pick<AuditHead, 'id' | 'hash'>[]): Promise<AuditVerification>
}

/** The end of the audit at some moment. */
export interface AuditHead {
  id: number
  at: string
  hash: string
}

/** What `purge` erases: who a row was about, never what it counts. */
export interface PurgeAsked {
  dataset: Dataset
  /** Rows of which no version reaches this local day, and that no longer wait for anything. */
  before: Day
}

export interface Purged {
  seq: number
  rows: number
  codes: number
}

/** The one store: append-only, every change numbered, every read at a seq. */
export interface Ledger extends DeliveryPort {
  /** The last published seq, 0 when nothing was ever committed. */
  head(): Promise<{ seq: number; committedAt: string | null }>
  /** Seq that was current at a moment, 0 before the first. */
  seqAt(time: Date): Promise<number>
  commitTime(seq: number): Promise<Date | null>

  units(seq: number): Promise<UnitSet>

  /** @param at - as they were registered at that moment; else as they are */
  feeds(scope: Scope, at?: Date): Promise<Feed[]>
  feed(id: string, scope: Scope): Promise<Feed | null>
  registerFeed(feed: Feed, actor: Actor): Promise<Feed>
  /** For each feed, when its last committed, unwithdrawn batch arrived and until which day it speaks. */
  deliveries(sql: Sql, seq: number): Promise<{ feed: string; lastReceivedAt: string; coversTo: Day | null }[]>
  /** On which days each feed delivered, of what counted at a seq; by feed and day. */
  arrivals(sql: Sql, seq: number): Promise<Arrival[]>

  /**
   * Counts a batch and remembers its answers for the feed's next file.
   *
   * @param how - `mappingVersion`: how the file was read when it was looked at
   * @throws BatchNotReady, BatchCounted, BatchHasRejected, MappingMoved, EffectMoved, ApprovalNeeded, ApprovalSelf, BatchOvertaken (409): another
   *   file of the feed counted since this one was compared
   */
  commit(
    batch: string,
    how: { within: Within; actor: Actor; effectSeq?: number; mappingVersion?: string | null; dropRejected?: boolean },
  ): Promise<Commit>
  /** Takes one batch back, or several in one seq. @throws BatchNotCommitted (409) */
  withdraw(batch: string | readonly string[], how: { within: Within; actor: Actor }): Promise<Commit>
  /** Takes a seq for something other than rows: a changed measure catalogue, for example. */
  mark(
    kind: 'definition',
    detail: unknown,
    how: { within: (sql: Sql, seq: number) => Promise<void>; actor: Actor },
  ): Promise<number>

  /** What `mark` wrote down last up to a seq; null before the first. */
  definition(sql: Sql, seq: number): Promise<unknown>

  /** Keeps an answer for an idempotency key; gives back the first answer for a repeated one. */
  once<T>(key: string, bodyHash: string, work: () => Promise<T>): Promise<T>

  /** The codes behind keys that the scope covers, as they were written; others are left out. Each call is in the audit. */
  reveal(dataset: Dataset, keys: readonly string[], actor: Actor, scope: Scope): Promise<Map<string, string>>
  /** Erases the identity of rows whose time is over, under a seq of its own; figures stay. @throws PurgeNobody (400), PurgeTooYoung (409) */
  purge(asked: PurgeAsked, actor: Actor): Promise<Purged>
  /** Every purge, newest first. */
  purges(): Promise<PurgeItem[]>

  /** Which of the ledger's own rules do not hold, in words; empty when all do. */
  faults(sql: Sql): Promise<string[]>
  /**
   * One consistent reading, in which the database itself shows only what the scope covers; statements are cut after
   * `timeoutMs` (default 5 s).
   */
  read<T>(scope: Scope, work: (reading: Reading) => Promise<T>, options?: { timeoutMs?: number }): Promise<T>
  /** Shows scoped readings a table that another stage keeps: of its rows those whose unit columns name a covered unit. */
  wall(sql: Sql, table: string, unitColumns: readonly string[]): Promise<void>
  /** One transaction over what lies beside the rows: people, keys, screens, settings. */
  transact<T>(work: (sql: Sql, record: Record) => Promise<T>): Promise<T>
  audit: AuditBook
  close(): Promise<void>
}
