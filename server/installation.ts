import { dayOf } from '../shared/period.ts'
import { type Actor, SYSTEM_SCOPE } from '../shared/roles.ts'
import { findUnit } from '../shared/unit-lookup.ts'
import { moveRights } from './access/store.ts'
import type { Clock } from './clock.ts'
import { refusal } from './errors.ts'
import type { Ledger } from './ledger/ledger.ts'

/** The unit that the sample is about. */
export const SAMPLE_HOME = 'hau-giang'

/** Another server of the same database may choose another unit: it is read anew after so long. */
const HOME_READ_MS = 5_000

/** What holds for the installation as a whole: whom it serves, and whether its figures are a sample. */
export interface Installation {
  /** The unit it serves; null = the root of the tree. */
  home(): Promise<string | null>
  /** Chooses the unit that it serves, by id; null = none. `IOC_UNIT` goes before it. */
  chooseHome(unit: string | null, actor: Actor): Promise<void>
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
  let chosen: { unit: string | null; readAtMs: number } | null = null
  const chosenHome = async () => {
    const nowMs = performance.now()
    if (chosen === null || nowMs - chosen.readAtMs > HOME_READ_MS) {
      const [row] = await ledger.transact((sql) =>
        sql.query<{ value: unknown }>(`select value from settings where name = 'home'`),
      )
      chosen = { unit: typeof row?.value === 'string' ? row.value : null, readAtMs: nowMs }
    }
    return chosen.unit
  }
  const installation: Installation = {
    async home() {
      const units = await ledger.units((await ledger.head()).seq)
      if (homeUnit !== null) return findUnit(units, homeUnit, dayOf(clock.now()))?.id ?? null
      const chosen = await chosenHome()
      if (chosen !== null && units.units.has(chosen)) return chosen
      return installation.sample() && units.units.has(SAMPLE_HOME) ? SAMPLE_HOME : null
    },
    async chooseHome(unit, actor) {
      const { name, role, reason, origin } = actor
      await ledger.transact(async (sql, record) => {
        const [before] = await sql.query<{ value: unknown }>(
          `select value from settings where name = 'home' for update`,
        )
        await sql.query(
          `insert into settings (name, value, at, actor) values ('home', $1, $2, $3)
           on conflict (name) do update set value = excluded.value, at = excluded.at, actor = excluded.actor`,
          [JSON.stringify(unit), clock.now(), name],
        )
        await record({
          action: 'setting.changed',
          actor: name,
          role,
          unit,
          object: { kind: 'setting', id: 'home' },
          ...(origin && { origin }),
          ...(reason !== undefined && { reason }),
          detail: { before: before?.value ?? null, after: unit },
        })
        await moveRights(sql)
      })
      chosen = null
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
