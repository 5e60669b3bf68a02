import { dayOf } from '../shared/period.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import { findUnit } from '../shared/unit-lookup.ts'
import type { Clock } from './clock.ts'
import { refusal } from './errors.ts'
import type { Ledger } from './ledger/ledger.ts'

/** The unit that the sample is about. */
export const SAMPLE_HOME = 'hau-giang'

/** What holds for the installation as a whole: whom it serves, and whether its figures are a sample. */
export interface Installation {
  /** The unit it serves; null = the root of the tree. */
  home(): Promise<string | null>
  /** The id of a unit as people name it. @throws IOC_UNKNOWN_UNIT (400) */
  unitNamed(text: string): Promise<string>
  /** Every committed row is sample data, or the sample is being loaded. */
  sample(): boolean
  /** Rows of the sample count at this moment. */
  holdsSample(): boolean
  /** The sample is on its way (or no longer). */
  loadingSample(loading: boolean): void
  /** Reads anew which feeds count, after something was committed or withdrawn. */
  refresh(): Promise<void>
}

/** @param homeUnit - `IOC_UNIT`, null when not set */
export async function openInstallation(ledger: Ledger, clock: Clock, homeUnit: string | null): Promise<Installation> {
  let counted = { sample: false, real: false }
  let loading = false
  const installation: Installation = {
    async home() {
      const units = await ledger.units((await ledger.head()).seq)
      if (homeUnit !== null) return findUnit(units, homeUnit, dayOf(clock.now()))?.id ?? null
      return installation.sample() && units.units.has(SAMPLE_HOME) ? SAMPLE_HOME : null
    },
    async unitNamed(text) {
      const units = await ledger.units((await ledger.head()).seq)
      const unit = findUnit(units, text, dayOf(clock.now()))
      if (!unit) throw refusal('IOC_UNKNOWN_UNIT', { unit: text })
      return unit.id
    },
    sample: () => !counted.real && (counted.sample || loading),
    holdsSample: () => counted.sample,
    loadingSample(value) {
      loading = value
    },
    async refresh() {
      const delivered = await ledger.read(SYSTEM_SCOPE, async (reading) => ledger.deliveries(reading, reading.seq))
      const counting = new Set(delivered.map(({ feed }) => feed))
      const feeds = (await ledger.feeds(SYSTEM_SCOPE)).filter(({ id, system }) => !system && counting.has(id))
      counted = { sample: feeds.some(({ sample }) => sample), real: feeds.some(({ sample }) => !sample) }
    },
  }
  await installation.refresh()
  return installation
}
