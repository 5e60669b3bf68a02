import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { indicators } from '../../shared/datasets/indicators.ts'
import type { Count, Stock } from '../../shared/measures/measure.ts'
import type { DayRange } from '../../shared/period.ts'
import { figureRows } from './answer.ts'
import { chooseAmong, reportsKnow } from './basis.ts'
import { columnSql, createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import { edgeOf, stockDays } from './part.ts'
import { REPORTS, readReportRows } from './reports.ts'
import { tile } from './tiling.ts'

/** What one source says of one count in one unit and period. */
export interface Said {
  /** Null: all row feeds together. */
  feed: string | null
  measure: string
  bucket: number
  unit: string | null
  cell: Cell
}

/** The count as the rows have it. */
export async function saidByRows(context: Context): Promise<Said[]> {
  const { resolved } = context
  const keyOf = (keys: Readonly<Record<string, unknown>>) => JSON.stringify(resolved.times.map((time) => keys[time]))
  const buckets = new Map(resolved.buckets.map(({ keys }, i) => [keyOf(keys), i]))
  const rows = await figureRows({ ...context, resolved: { ...resolved, basis: 'rows' } }, true)
  const unitOf = (row: FigureRow) => (typeof row.unit === 'string' ? row.unit : null)
  return rows.flatMap((row) =>
    resolved.measures.flatMap(({ id }) => {
      const cell = row[id]
      if (!isCell(cell) || cell.value === null) return []
      const unit = resolved.byUnit ? unitOf(row) : resolved.unit
      return [{ feed: null, measure: id, bucket: buckets.get(keyOf(row)) ?? 0, unit, cell }]
    }),
  )
}

/** The count as the reports of each feed have it, each feed by itself. */
export async function saidByReports(context: Context, measures: readonly (Count | Stock)[]): Promise<Said[]> {
  const { resolved, reading } = context
  if (!reportsKnow(resolved)) return []
  const reports = await readReportRows(reading, reading.saidByFeeds(REPORTS, resolved.seq), resolved, true)
  const bare = { ...context, resolved: { ...resolved, basis: 'reports' as const } }
  return [...Map.groupBy(reports, (report) => report.feed)].flatMap(([feed, sent]) =>
    chooseAmong(bare, measures, sent, new Map()).flatMap(({ part }) => {
      if (part.value === null) return []
      const unit = resolved.byUnit ? part.unit : resolved.unit
      return [{ feed, measure: part.measure, bucket: part.bucket, unit, cell: { value: part.value, basis: 'reports' } }]
    }),
  )
}

type Indicator = DayRange & { feed: string; measure: string; unit: string; value: number }

/** The count as somebody publishes it under the measure's own id: a national portal that gives its totals and nothing else. */
export async function saidByIndicators(context: Context, measures: readonly (Count | Stock)[]): Promise<Said[]> {
  const { resolved, segments } = context
  if (resolved.filters.length > 0 || (resolved.only !== null && !resolved.byUnit)) return []
  const rows = await readIndicators(
    context,
    measures.map(({ id }) => id),
  )
  const byKey = Map.groupBy(rows, ({ feed, measure, unit }) => JSON.stringify([feed, measure, unit]))
  return [...byKey.values()].flatMap((sent) => {
    const [{ feed, measure: id, unit } = { feed: '', measure: '', unit: '' }] = sent
    const measure = measures.find((known) => known.id === id)
    if (!measure) return []
    const edge = edgeOf(measure)
    const days = stockDays(resolved, edge)
    return resolved.buckets.flatMap((bucket, b) => {
      const members = segments.findLast((segment) => segment.from <= bucket.to)?.members ?? null
      if (resolved.byUnit ? !members?.some(({ group }) => group === unit) : unit !== resolved.unit) return []
      const on = (row: Indicator) => (edge === 'start' ? row.from === bucket.from : row.to === days[b])
      const found = measure.kind === 'count' ? tile(sent, bucket) : sent.filter(on).slice(-1)
      if (!found || found.length === 0) return []
      const value = found.reduce((sum, row) => sum + row.value, 0)
      return [{ feed, measure: id, bucket: b, unit, cell: { value, basis: 'reports' } }]
    })
  })
}

async function readIndicators({ reading, resolved }: Context, ids: readonly string[]): Promise<Indicator[]> {
  const binder = createBinder()
  const column = (name: string) => columnSql(indicators, name)
  const where = [
    `${column('indicator')} = any(${binder.bind([...ids], 'text[]')})`,
    `${column('value')} is not null`,
    // "More than 100" is no count to compare with.
    `coalesce(${column('comparator')}, '=') = '='`,
    `${column('to')} between ${binder.bind(resolved.period.from, 'date')} and ${binder.bind(resolved.period.to, 'date')}`,
  ]
  const heads = [
    'r.feed as feed',
    `${column('indicator')} as measure`,
    'r.unit as unit',
    `${column('from')} as "from"`,
    `${column('to')} as "to"`,
    `${column('value')}::double precision as value`,
  ]
  return reading.query<Indicator>(
    `select ${heads.join(', ')} from ${reading.saidByFeeds(indicators, resolved.seq)} r where ${where.join(' and ')} order by ${column('from')}, r.key`,
    binder.params,
  )
}
