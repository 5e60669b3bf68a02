import type { Batch } from '../shared/batch.ts'
import type { Clock } from './clock.ts'
import type { Intake } from './intake/intake.ts'
import type { Ledger } from './ledger/ledger.ts'

/** How long the bytes of files stay: as long as they may be read again, and a while after a delivery that counted without some of its rows. */
export interface FileBytes {
  /** Removes them unless a delivery needs them. */
  drop(file: { sha256: string } | null): Promise<void>
  /** Removes those that no delivery needs any more, also what a crash left. */
  sweep(): Promise<void>
  /** Says of each delivery whether its bytes are here. */
  look(batches: readonly Batch[]): Promise<Batch[]>
  /** Sweeps no more. */
  close(): void
}

export interface FileBytesParts {
  ledger: Pick<Ledger, 'neededBytes'>
  intake: Pick<Intake, 'drop' | 'holds' | 'sealed'>
  clock: Pick<Clock, 'now'>
  /** How long a delivery that counted without some of its rows can be given back, hours; 0 = not at all. */
  returnedHours: number
  onError: (error: unknown) => void
}

const SWEEP_MS = 600_000
const HOUR_MS = 3_600_000

/** Keeps the inbox no fuller than it has to be. */
export function openFileBytes({ ledger, intake, clock, returnedHours, onError }: FileBytesParts): FileBytes {
  const isNeeded = async (sha256: string): Promise<boolean> => {
    const since = new Date(clock.now().getTime() - returnedHours * HOUR_MS)
    return (await ledger.neededBytes([sha256], since)).has(sha256)
  }
  const drop = async (file: { sha256: string } | null): Promise<void> => {
    if (file) await intake.drop(file.sha256, () => isNeeded(file.sha256))
  }
  const sweep = async (): Promise<void> => {
    for (const sha256 of await intake.sealed()) await drop({ sha256 })
  }
  const sweeping = setInterval(() => void sweep().catch(onError), SWEEP_MS)
  sweeping.unref()
  return {
    drop,
    sweep,
    look: (batches) =>
      Promise.all(
        batches.map(async (batch) =>
          batch.file ? { ...batch, hasBytes: await intake.holds(batch.file.sha256) } : batch,
        ),
      ),
    close: () => clearInterval(sweeping),
  }
}
