import { join } from 'node:path'
import type { Batch } from '../shared/batch.ts'
import type { Dataset } from '../shared/datasets/dataset.ts'
import { findDataset } from '../shared/datasets/list.ts'
import { dayOf } from '../shared/period.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import type { Clock } from './clock.ts'
import { refusal } from './errors.ts'
import type { FileBytes } from './file-bytes.ts'
import type { Installation } from './installation.ts'
import type { CheckRequest, Intake, Sealed } from './intake/intake.ts'
import { knownProcedures } from './known-procedures.ts'
import type { Answers, Feed, Ledger } from './ledger/ledger.ts'
import type { Live } from './live/live.ts'

/** Why a push goes that a crash caught before its commit: its sender was never answered and sends it again. */
const INTERRUPTED = { name: 'system', role: 'system', reason: 'interrupted' } as const

/** What a check needs. */
export interface CheckingStages {
  intake: Intake
  ledger: Ledger
  live: Pick<Live, 'progress'>
  clock: Clock
  installation: Installation
  bytes: FileBytes
  dataDir: string
  /** Told when a check failed for a reason of our own. */
  onError: (error: unknown, batch: string) => void
}

/** Reads and checks sealed files in the background. */
export interface Checking {
  start(batch: Batch, sealed: Sealed): void
  /** Checks a batch once more, with answers, which are kept. @throws IOC_NO_BYTES, BatchState (409) */
  again(batch: Batch, answers: Answers): Promise<Batch>
  /** Resolves when the check of a batch has ended; at once when none runs. */
  ended(batch: string): Promise<void>
  /** Ends the check of a batch that was thrown away. */
  stop(batch: string): void
  /** Checks again what a crash left unfinished, or throws it away; removes bytes that nobody needs. */
  resume(): Promise<void>
  /** Removes a file's bytes unless another delivery of the same file still needs them. */
  dropBytes(batch: { file: Pick<Sealed, 'sha256'> | null }): Promise<void>
  /** No error of a check is reported any more. */
  close(): void
}

/** Everything that a check may depend on, gathered at its beginning. */
export async function checkRequest(
  dataset: Dataset,
  feed: Feed,
  { period, extractedAt }: Pick<Batch, 'period' | 'extractedAt'>,
  { ledger, clock, installation }: Pick<CheckingStages, 'ledger' | 'clock' | 'installation'>,
): Promise<CheckRequest> {
  const { id, unit, tree, mode, noDueDate } = feed
  const units = await ledger.units((await ledger.head()).seq)
  const homeUnit = await installation.home()
  return {
    dataset,
    feed: { id, unit, tree, mode, noDueDate },
    period,
    extractedAt,
    units,
    homeUnit,
    today: dayOf(clock.now()),
    answers: {},
    remembered: [],
    procedures: [],
  }
}

/** The same for a file: with what was said of it and of the feed's earlier files. */
export async function fileRequest(
  batch: Batch,
  stages: Pick<CheckingStages, 'ledger' | 'clock' | 'installation'>,
): Promise<CheckRequest> {
  const { ledger } = stages
  const dataset = findDataset(batch.dataset)
  const feed = await ledger.feed(batch.feed, SYSTEM_SCOPE)
  if (!dataset || !feed) throw new Error(`batch ${batch.id} belongs to an unknown dataset or feed`)
  const remembered = await ledger.remembered(feed.id)
  return {
    ...(await checkRequest(dataset, feed, batch, stages)),
    answers: { ...batch.answers },
    remembered: remembered.map(({ fingerprint, answers }) => ({ fingerprint, answers })),
    procedures: await knownProcedures(ledger),
  }
}

/** Where the bytes of a delivery lie; null for pushes. */
export function sealedOf({ file }: Batch, dataDir: string): Sealed | null {
  return file && { ...file, path: join(dataDir, 'inbox', file.sha256) }
}

/** Background checks of one server. */
export function openChecking(stages: CheckingStages): Checking {
  const { intake, ledger, live, bytes } = stages
  const running = new Map<string, { ended: Promise<void>; stopping: AbortController }>()
  let closed = false

  const check = async (batch: Batch, sealed: Sealed, signal: AbortSignal): Promise<void> => {
    const request = await fileRequest(batch, stages)
    const onProgress = (done: number, total: number | null) =>
      live.progress({ id: batch.id, stage: 'checking', done, total })
    await ledger.setState(batch.id, 'checking')
    const verdict = await intake.check(sealed, { ...request, onProgress, signal }, (of, rows) =>
      ledger.stage(batch.id, of, rows),
    )
    await ledger.settle(batch.id, verdict)
    live.progress({ id: batch.id, stage: 'done', done: verdict.read, total: verdict.read })
  }

  const failed = async (batch: Batch, error: unknown): Promise<void> => {
    if (closed || (await isDiscarded(batch.id))) return
    stages.onError(error, batch.id)
    const title = 'Lỗi bên trong máy chủ khi kiểm tra tệp'
    await ledger.setState(batch.id, 'refused', { code: 'IOC_INTERNAL', title, status: 500 })
  }

  const isDiscarded = async (id: string): Promise<boolean> =>
    (await ledger.batch(id, SYSTEM_SCOPE))?.state === 'discarded'

  const run = (batch: Batch, sealed: Sealed): void => {
    const stopping = new AbortController()
    const ended = check(batch, sealed, stopping.signal)
      .catch((error: unknown) => failed(batch, error))
      .catch((error: unknown) => stages.onError(error, batch.id))
      .finally(() => running.delete(batch.id))
    running.set(batch.id, { ended, stopping })
  }

  return {
    start: run,
    async again(batch, answers) {
      const sealed = sealedOf(batch, stages.dataDir)
      if (!sealed || !(await intake.holds(sealed.sha256))) throw refusal('IOC_NO_BYTES')
      await ledger.setAnswers(batch.id, batch.answers ?? {}, answers)
      const { approval: _, problem: __, questions: ___, ...rest } = batch
      const taken: Batch = { ...rest, answers: { ...answers }, state: 'checking' }
      run(taken, sealed)
      return taken
    },
    ended: (id) => running.get(id)?.ended ?? Promise.resolve(),
    stop: (id) => running.get(id)?.stopping.abort(),
    async resume() {
      for (const batch of await ledger.unfinished()) {
        const sealed = sealedOf(batch, stages.dataDir)
        if (sealed) run(batch, sealed)
        else await ledger.discard(batch.id, INTERRUPTED)
      }
      for (const batch of await ledger.batches({ state: 'ready', limit: 1000 }, SYSTEM_SCOPE)) {
        if (!batch.file) await ledger.discard(batch.id, INTERRUPTED)
      }
      await bytes.sweep()
    },
    dropBytes: ({ file }) => bytes.drop(file),
    close() {
      closed = true
    },
  }
}
