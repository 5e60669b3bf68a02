import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import type { Context } from './context.ts'
import { BadQuery } from './errors.ts'
import { compareRatios, ratioOf } from './ratio.ts'

/**
 * Gives each cell its place among the units of its level: communes are not ranked with departments, nor a month with
 * another one. Equal fractions share a place (1, 2, 2, 4). Rates with fewer cases than their measure asks for are set
 * aside as `tooFew`, with their counts, so that nobody wins or loses by chance.
 *
 * @throws BadQuery where nothing is split by unit
 */
export function withRanks(
  rows: readonly FigureRow[],
  { resolved, set }: Pick<Context, 'resolved' | 'set'>,
): FigureRow[] {
  if (!resolved.byUnit) throw new BadQuery('"rank" chỉ đi cùng by: ["unit"]')
  const others = resolved.by.filter((name) => name !== 'unit')
  const leagueOf = (row: FigureRow) => {
    // The asked unit's own rows stand beside its children; it is none of them.
    if (row.unit === null || (row.unit === resolved.unit && resolved.level === null)) return null
    return JSON.stringify([set.units.get(String(row.unit))?.level, ...others.map((name) => row[name])])
  }
  const leagues = rows.map(leagueOf)
  const ranked = rows.map((row) => ({ ...row }))
  for (const measure of resolved.measures) {
    const league = new Map<string, FigureRow[]>()
    for (const [i, row] of ranked.entries()) {
      const cell = row[measure.id]
      const name = leagues[i]
      if (!isCell(cell)) continue
      row[measure.id] = fairCell(cell, measure)
      if (typeof name === 'string') league.set(name, [...(league.get(name) ?? []), row])
    }
    if (measure.better !== 'neither') for (const members of league.values()) place(members, measure)
  }
  return ranked
}

function fairCell(cell: Cell, measure: Measure): Cell {
  const few = measure.kind === 'rate' && cell.value !== null && (cell.denominator ?? 0) < (measure.minimum ?? 0)
  if (!few) return cell
  return { ...cell, value: null, none: 'tooFew', ...(cell.standing && { standing: noJudgement(cell) }) }
}

function noJudgement({ target }: Cell): NonNullable<Cell['standing']> {
  return target === undefined ? 'noTarget' : 'noData'
}

function place(members: readonly FigureRow[], { id, better }: Measure): void {
  const cells = members.flatMap((row) => {
    const cell = row[id]
    const ratio = isCell(cell) ? ratioOf(cell) : null
    return isCell(cell) && ratio ? [{ row, cell, ratio }] : []
  })
  // A score of an older month is not compared with those of the newest one.
  const newest = cells
    .flatMap(({ cell }) => (cell.period === undefined ? [] : [cell.period]))
    .sort()
    .at(-1)
  const entrants = cells.filter(({ cell }) => cell.period === newest)
  const sign = better === 'lower' ? 1 : -1
  const sorted = entrants.toSorted((a, b) => sign * compareRatios(a.ratio, b.ratio))
  const same = (i: number, j: number) => {
    const [a, b] = [sorted[i], sorted[j]]
    return a !== undefined && b !== undefined && compareRatios(a.ratio, b.ratio) === 0
  }
  let first = 0
  for (const [i, { row, cell }] of sorted.entries()) {
    if (!same(i, i - 1)) first = i
    const tied = same(i, i - 1) || same(i, i + 1)
    row[id] = { ...cell, rank: { place: first + 1, of: sorted.length, tied } }
  }
}
