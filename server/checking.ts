import { join } from 'node:path'
import type { Batch } from '../shared/batch.ts'
import type { Dataset } from '../shared/datasets/dataset.ts'
import { findDataset } from '../shared/datasets/list.ts'
import { dayOf } from '../shared/period.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import type { Clock } from './clock.ts'
import { refusal } from './errors.ts'
import type { Installation } from './installation.ts'
import type { CheckRequest, Intake, Sealed } from './intake/intake.ts'
import type { Feed, Ledger } from './ledger/ledger.ts'
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
  dataDir: string
  /** Told when a check failed for a reason of our own. */
  onError: (error: unknown, batch: string) => void
}

/** Reads and checks sealed files in the background, and knows how long their bytes are needed. */
export interface Checking {
  start(batch: Batch, sealed: Sealed): void
  /** Checks a batch once more, with answers. @throws IOC_NO_BYTES (409) */
  again(batch: Batch, answers: Record<string, string>): Promise<Batch>
  /** Resolves when the check of a batch has ended; at once when none runs. */
  ended(batch: string): Promise<void>
  /** Checks again what a crash left unfinished, or throws it away. */
  resume(): Promise<void>
  /** Removes a file's bytes unless another delivery of the same file still needs them. */
  dropBytes(batch: { id: string; file: Pick<Sealed, 'sha256'> | null }): Promise<void>
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
    remembered: await ledger.remembered(id),
    procedures: [],
  }
}

/** Background checks of one server. */
export function openChecking(stages: CheckingStages): Checking {
  const { intake, ledger, live } = stages
  const running = new Map<string, Promise<void>>()
  let closed = false

  const check = async (batch: Batch, sealed: Sealed, answers: Record<string, string>): Promise<void> => {
    const dataset = findDataset(batch.dataset)
    const feed = await ledger.feed(batch.feed, SYSTEM_SCOPE)
    if (!dataset || !feed) throw new Error(`batch ${batch.id} belongs to an unknown dataset or feed`)
    const request = await checkRequest(dataset, feed, batch, stages)
    const onProgress = (done: number, total: number | null) =>
      live.progress({ id: batch.id, stage: 'checking', done, total })
    await ledger.setState(batch.id, 'checking')
    const verdict = await intake.check(sealed, { ...request, answers, onProgress }, (of, rows) =>
      ledger.stage(batch.id, of, rows),
    )
    await ledger.settle(batch.id, verdict)
    live.progress({ id: batch.id, stage: 'done', done: verdict.read, total: verdict.read })
  }

  const run = (batch: Batch, sealed: Sealed, answers: Record<string, string>): Promise<void> => {
    const ended = check(batch, sealed, answers)
      .catch((error: unknown) => failed(batch, error))
      .finally(() => running.delete(batch.id))
    running.set(batch.id, ended)
    return ended
  }

  const failed = async (batch: Batch, error: unknown): Promise<void> => {
    if (closed || (await isDiscarded(batch.id))) return
    stages.onError(error, batch.id)
    const title = 'Lỗi bên trong máy chủ khi kiểm tra tệp'
    await ledger.setState(batch.id, 'refused', { code: 'IOC_INTERNAL', title, status: 500 })
  }

  const isDiscarded = async (id: string): Promise<boolean> =>
    (await ledger.batch(id, SYSTEM_SCOPE))?.state === 'discarded'

  return {
    start(batch, sealed) {
      void run(batch, sealed, {}).catch((error: unknown) => stages.onError(error, batch.id))
    },
    async again(batch, answers) {
      const sealed = sealedOf(batch, stages.dataDir)
      if (!sealed) throw refusal('IOC_NO_BYTES')
      await ledger.setState(batch.id, 'checking')
      void run(batch, sealed, answers).catch((error: unknown) => stages.onError(error, batch.id))
      return { ...batch, state: 'checking' }
    },
    ended: (id) => running.get(id) ?? Promise.resolve(),
    async resume() {
      for (const batch of await ledger.unfinished()) {
        const sealed = sealedOf(batch, stages.dataDir)
        if (sealed) void run(batch, sealed, {}).catch((error: unknown) => stages.onError(error, batch.id))
        else await ledger.discard(batch.id, INTERRUPTED)
      }
      for (const batch of await ledger.batches({ state: 'ready', limit: 1000 }, SYSTEM_SCOPE)) {
        if (!batch.file) await ledger.discard(batch.id, INTERRUPTED)
      }
    },
    async dropBytes({ id, file }) {
      if (!file) return
      for (const state of ['receiving', 'checking', 'asking', 'ready', 'refused'] as const) {
        const waiting = await ledger.batches({ state, limit: 1000 }, SYSTEM_SCOPE)
        if (waiting.some((other) => other.id !== id && other.file?.sha256 === file.sha256)) return
      }
      await intake.drop(file.sha256)
    },
    close() {
      closed = true
    },
  }
}

function sealedOf({ file }: Batch, dataDir: string): Sealed | null {
  return file && { ...file, path: join(dataDir, 'inbox', file.sha256) }
}
