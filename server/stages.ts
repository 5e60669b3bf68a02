import type { Checking } from './checking.ts'
import type { Clock } from './clock.ts'
import type { Figures } from './figures/figures.ts'
import type { FileBytes } from './file-bytes.ts'
import type { Installation } from './installation.ts'
import type { Intake } from './intake/intake.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Live } from './live/live.ts'
import type { Quarantine } from './quarantine.ts'

/** The stages that a delivery passes; they do not know each other. */
export interface Stages {
  intake: Intake
  ledger: Ledger
  figures: Figures
  live: Live
  clock: Clock
  installation: Installation
  /** Checks files in the background. */
  checking: Checking
  /** Knows how long the bytes of files are needed. */
  bytes: FileBytes
  /** Rows of pushes that wait for a decision. */
  quarantine: Quarantine
  dataDir: string
  /** How much space has to be free, in bytes, for a file to be taken in, and for anything to be written; reading goes on. */
  space: { uploads: number; writes: number }
  /** An installation started without the sample never asks before it mixes. */
  asksAboutSample: boolean
  /** Hears of errors of our own that nobody is answered with. */
  onError: (error: unknown) => void
}
