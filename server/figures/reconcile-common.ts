import type { Count, Stock } from '../../shared/measures/measure.ts'
import type { Context } from './context.ts'
import { type Said, saidByReports, saidByRows } from './reconcile-sources.ts'

/** What a source and the rows say of the units of which that source speaks. */
export interface Common {
  /** What the rows say of these units alone. */
  rows: number
  /** What the source says less what the rows say, in these units. */
  difference: number
  /** Of how many units the source speaks, and how many speak at all. */
  units: { spoken: number; all: number }
}

/**
 * A feed that reports for some units only is compared with the rows of those units: the rest is no difference but a silence.
 *
 * @param split - the same question, split by the units below the asked one
 * @returns by measure, bucket and feed; nothing where a feed speaks for the asked unit as a whole
 */
export async function commonOf(
  split: Context,
  measures: readonly (Count | Stock)[],
): Promise<ReadonlyMap<string, Common>> {
  const reports = await saidByReports(split, measures)
  if (reports.length === 0) return new Map()
  const rows = await saidByRows(split)
  const found = new Map<string, Common>()
  for (const [key, sent] of Map.groupBy(reports, commonKey)) {
    if (sent.some(({ unit }) => unit === split.resolved.unit)) continue
    const [{ measure, bucket } = { measure: '', bucket: 0 }] = sent
    const held = new Map(
      rows
        .filter((row) => row.measure === measure && row.bucket === bucket && row.cell.value !== 0)
        .map(({ unit, cell }) => [unit, cell.value ?? 0]),
    )
    const spoken = new Set(sent.map(({ unit }) => unit))
    const inRows = sent.reduce((sum, { unit }) => sum + (held.get(unit) ?? 0), 0)
    const said = sent.reduce((sum, { cell }) => sum + (cell.value ?? 0), 0)
    const all = new Set([...held.keys(), ...spoken]).size
    found.set(key, { rows: inRows, difference: said - inRows, units: { spoken: spoken.size, all } })
  }
  return found
}

/** By what a source finds what it has in common with the rows. */
export function commonKey({ feed, measure, bucket }: Pick<Said, 'feed' | 'measure' | 'bucket'>): string {
  return JSON.stringify([feed, measure, bucket])
}
