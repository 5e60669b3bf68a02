import type { Cell, FigureRow, Standing } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import type { Context } from './context.ts'
import { compareRatios, type Ratio, ratioOf } from './ratio.ts'
import { choosePublished } from './reported.ts'

/** Where targets are kept. */
export const TARGETS = 'targets'

/** How far from its target a share may lie and still be near it: two percentage points. */
const NEAR_SHARE = 0.02
/** The same for all else: two parts in a hundred of the target. */
const NEAR_PART = 0.02

/**
 * Gives each cell the target that holds for its unit and period (as the figure `targets.<measure>` says it) and how it
 * stands to it, on raw ratios. What adds up over units or days takes only the target set for exactly its unit, and for
 * flows exactly its period: the province's 120,000 dossiers are no commune's target, nor a year's those of a month.
 *
 * @see DOMAIN §1.4, V14
 */
export async function withStandings(rows: readonly FigureRow[], context: Context): Promise<FigureRow[]> {
  const { resolved } = context
  const judged = rows.map((row) => ({ ...row }))
  const bucketOf = new Map(
    resolved.buckets.map(({ keys }, i) => [JSON.stringify(resolved.times.map((t) => keys[t])), i]),
  )
  for (const measure of resolved.measures) {
    const targets = await targetsOf(measure, context)
    for (const row of judged) {
      const cell = row[measure.id]
      if (!isCell(cell)) continue
      const bucket = bucketOf.get(JSON.stringify(resolved.times.map((time) => row[time]))) ?? 0
      const target = targets.get(`${bucket} ${resolved.byUnit ? row.unit : ''}`)
      row[measure.id] = judge(cell, measure, target)
    }
  }
  return judged
}

async function targetsOf(measure: Measure, context: Context): Promise<Map<string, number>> {
  const { resolved } = context
  const asked = resolved.book.find(`${TARGETS}.${measure.id}`)
  if (asked?.kind !== 'reported') return new Map()
  // Targets are set for a unit and days; they know no channel or field.
  const bare = { ...context, resolved: { ...resolved, columns: [], filters: [] } }
  const found = await choosePublished(bare, asked)
  const narrowed = resolved.columns.length > 0 || resolved.filters.length > 0
  return new Map(
    found.flatMap(({ bucket, unit, row }) => {
      const days = resolved.buckets[bucket]
      const exact = {
        unit: row.unit === (resolved.byUnit ? unit : (resolved.unit ?? '')),
        period: row.from === days?.from && row.to === days.to,
      }
      if (row.value === null || !holds(measure, narrowed, exact, resolved.book)) return []
      return [[`${bucket} ${resolved.byUnit ? unit : ''}`, row.value] as const]
    }),
  )
}

function holds(
  measure: Measure,
  narrowed: boolean,
  exact: { unit: boolean; period: boolean },
  book: MeasureBook,
): boolean {
  if (!adds(measure)) return true
  return !narrowed && exact.unit && (exact.period || isStock(measure, book))
}

function adds({ kind }: Measure): boolean {
  return kind !== 'rate' && kind !== 'distribution' && kind !== 'oldest' && kind !== 'reported'
}

/** Taken on one day: a target that runs on that day is its target. */
function isStock(measure: Measure, book: MeasureBook): boolean {
  if (measure.kind !== 'sum')
    return measure.kind === 'stock' || measure.kind === 'dueSoon' || measure.kind === 'matched'
  return [...measure.plus, ...measure.minus].every((id) => {
    const part = book.find(id)
    return part !== undefined && isStock(part, book)
  })
}

function judge(cell: Cell, measure: Measure, target: number | undefined): Cell {
  if (target === undefined) return { ...cell, standing: 'noTarget' }
  const ratio = ratioOf(cell)
  if (!ratio) return { ...cell, target, standing: 'noData' }
  if (measure.better === 'neither') return { ...cell, target }
  return { ...cell, target, standing: standingTo(ratio, target, measure) }
}

function standingTo(figure: Ratio, target: number, measure: Measure): Standing {
  const share = measure.unitOfMeasure === 'fraction'
  const margin = measure.near ?? (share ? NEAR_SHARE : Math.abs(target) * NEAR_PART)
  const sign = measure.better === 'lower' ? -1 : 1
  const reaches = (mark: number) => sign * compareRatios(figure, { over: mark, under: 1 }) >= 0
  if (reaches(target)) return 'met'
  return reaches(target - sign * margin) ? 'near' : 'missed'
}
