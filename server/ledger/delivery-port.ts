import type { Batch, Effect, Issue, Question, RowCounts, SheetMapping } from '../../shared/batch.ts'
import type { BatchState } from '../../shared/batch-states.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Day } from '../../shared/period.ts'
import type { Actor, Scope } from '../../shared/roles.ts'

/** What an officer said of a file: by question or repair. */
export type Answers = { readonly [id: string]: string }

/** What was said of files with the same headers (`SheetMapping.fingerprint`), or of bytes (`encoding`, `legacy`). */
export interface MemoryItem {
  fingerprint: string
  answers: Answers
  /** Who said it last, and when. */
  by: string
  at: string
}

/** What is known of a delivery when it arrives. */
export interface NewBatch {
  dataset: string
  feed: string
  file: { name: string; size: number; sha256: string } | null
  period: string | null
  extractedAt: string | null
  /** A unit below the feed's, where its sender may speak of no more than that. */
  within?: string | null
  /** When it arrived, where that is not now: the sample's files came when their systems would have sent them. */
  receivedAt?: string
}

/** What reading and checking found, stored with the batch. */
export interface Verdict {
  state: Extract<BatchState, 'ready' | 'refused' | 'asking'>
  read: number
  accepted: number
  rejected: number
  issues: Issue[]
  mapping: SheetMapping[]
  mappingVersion: string
  droppedColumns: string[]
  questions?: Question[]
  /** Which remembered answers were used. */
  remembered?: string[]
  format?: NonNullable<Batch['format']>
  problem?: NonNullable<Batch['problem']>
  /** Sheets by number, so that a receipt can name them. */
  sheets: string[]
  /** The days for which a `replace` delivery speaks; keys of the feed inside them that it leaves out are closed. */
  speaksFor: { unit: string | null; from: Day; to: Day } | null
}

/** One accepted row on its way into staging. */
export interface StagedRow {
  sheet: number
  rowNo: number
  /** Normalised natural key: the dossier code for datasets with a `code` key (sealed by the ledger), else the key values joined by U+001F. */
  key: string
  /** The code as written, kept encrypted; null for datasets without one. */
  code: string | null
  version: number | null
  updatedAt: string | null
  /** The row is announced as deleted at its source: a tombstone, `line` is ignored. */
  deleted: boolean
  /** `toLine` of the row. */
  line: string
}

/** How a delivery is called where one of its rows is shown. Rows that were pushed came in no file and from no sheet. */
export interface DeliveryName {
  id: string
  feed: string
  file: string | null
  /** Names by the number of the sheet. */
  sheets: readonly (string | null)[]
}

export interface BatchFilter {
  dataset?: string
  feed?: string
  state?: BatchState
  limit?: number
}

/** A counted difference between a staged batch and what is held. */
export interface Comparison {
  seq: number
  rows: RowCounts
  closed: { unit: string | null; rows: number }[]
}

/** Who made a delivery count, and who took it back, as the ledger wrote it down; null = that never happened. */
export interface Decisions {
  committed: Decision | null
  withdrawn: Decision | null
  /** The first person, where a second one agreed. */
  askedBy: string | null
  /** Names of these people and of the sender, by user name; without those who have no account. */
  names: { readonly [user: string]: string }
}

/** One commit or withdrawal. */
export interface Decision {
  seq: number
  at: string
  by: string
  reason: string | null
}

/** The store as deliveries see it: from arrival to the moment before they count. */
export interface DeliveryPort {
  /** @param isGone - asked before it is written down: did its sender go away? @throws UploadAborted */
  openBatch(batch: NewBatch, scope: Scope, isGone?: () => boolean): Promise<Batch>
  stage(batch: string, dataset: Dataset, rows: readonly StagedRow[]): Promise<void>
  /** Closes staging: indexes it, compares it with what is held, stores the verdict. */
  settle(batch: string, verdict: Verdict): Promise<Batch>
  setState(batch: string, state: BatchState, problem?: Batch['problem']): Promise<void>
  discard(batch: string, actor: Actor): Promise<void>
  /**
   * Takes an undecided delivery back to be checked with other answers, which are kept, so that a check after a crash knows them
   * too. Whoever was asked to agree is asked no more.
   *
   * @param before - the answers that the others were made from
   * @throws BatchState (409) when it is being checked, is over, or was answered meanwhile
   */
  setAnswers(batch: string, before: Answers, answers: Answers): Promise<void>
  /**
   * A first person asks for the batch to count: it waits in `approving` for a second one.
   *
   * @throws BatchNotReady, BatchCounted, BatchHasRejected, ApprovalSelf (409)
   */
  askApproval(batch: string, asked: { dropRejected: boolean }, actor: Actor): Promise<Batch>
  /** Back to the first person; the reason stays with the audit. @throws BatchNotApproving (409) */
  declineApproval(batch: string, actor: Actor): Promise<Batch>
  /** What was said of earlier files of a feed, newest first. */
  remembered(feed: string): Promise<MemoryItem[]>
  /** Forgets what was said of files with that fingerprint; all of the feed without one. */
  forget(feed: string, fingerprint: string | null, actor: Actor): Promise<void>
  /** Later committed, unwithdrawn deliveries that speak of rows of this one, newest first, at most 50. */
  laterOf(batch: string, scope: Scope): Promise<NonNullable<Effect['later']>>
  /** Of these files, those whose bytes a delivery still needs, or that counted in part after `since`. */
  neededBytes(sha256s: readonly string[], since: Date): Promise<ReadonlySet<string>>
  batch(id: string, scope: Scope): Promise<Batch | null>
  /** Who made it count and who took it back; null where the scope does not see it. */
  decisions(batch: string, scope: Scope): Promise<Decisions | null>
  batches(filter: BatchFilter, scope: Scope): Promise<Batch[]>
  /** How these deliveries are called; those that the scope does not see are left out. */
  origins(ids: readonly string[], scope: Scope): Promise<DeliveryName[]>
  /** Batches that a crash left unfinished, to be checked again or dropped. */
  unfinished(): Promise<Batch[]>
  /** Compares anew with what is held now (the head may have moved since `settle`). */
  compare(batch: string): Promise<Comparison>
}
