import type { FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { DayRange } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { type Move, mostMoved } from './movement.ts'

/** The figures that a wall shows of each dataset: what an officer must see move before a batch counts. */
const DOSSIER_HEADLINES = ['received', 'resolved', 'onTimeRate', 'open', 'overdue'].map((name) => `dossiers.${name}`)
const HEADLINES: Readonly<Record<string, readonly string[]>> = {
  dossiers: DOSSIER_HEADLINES,
  'dossier-reports': DOSSIER_HEADLINES,
  feedback: ['received', 'answered', 'onTimeRate', 'open', 'overdue'].map((name) => `feedback.${name}`),
  surveys: ['surveys.answers', 'surveys.satisfactionRate'],
  'index-scores': ['index.total'],
}

/** The measures by which the effect of a delivery of this dataset is told; none for those that no wall shows. */
export function headlinesOf(dataset: string): readonly string[] {
  return HEADLINES[dataset] ?? []
}

/** What is asked of both sides. */
export interface SidesAsked {
  measures: readonly string[]
  unit: string | null
  /** In order, at least one. */
  months: readonly DayRange[]
  /** Name of the unit asked about in rows without one. */
  whole: string
  before: (query: Query) => Promise<FigureRow[]>
  after: (query: Query) => Promise<FigureRow[]>
  /** The before side also tells the months since this day; only those of `months` are compared. */
  since?: string
}

/** Both sides of a change, and what was there in the months before. */
export interface Sides {
  whole: Move[]
  parts: Move[]
  /** The before side of every month that was asked, those outside `months` too. */
  history: Omit<Move, 'after'>[]
}

/** Each measure before and after: of the whole, and of the units right below it. */
export async function bothSides(asked: SidesAsked): Promise<Sides> {
  const { measures, unit, months, whole, before, after, since } = asked
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return { whole: [], parts: [], history: [] }
  const base = { measures: [...measures], ...(unit !== null && { unit }) }
  const wanted = new Set(months.map(({ from }) => from.slice(0, 7)))
  const history: Sides['history'] = []
  const pair = async (by: string[]): Promise<Move[]> => {
    const held = await before({ ...base, by, period: { from: since ?? first.from, to: last.to } })
    const then = await after({ ...base, by, period: { from: first.from, to: last.to } })
    const rows = byKey(held, whole)
    for (const { unit, period, row } of rows.values())
      for (const measure of measures) history.push({ measure, unit, period, before: valueIn(row, measure) })
    return pairUp(rows, byKey(then, whole), measures).filter(({ period }) => wanted.has(period))
  }
  const total = await pair(['month'])
  const parts = (await pair(['unit', 'month'])).filter((move) => move.unit !== whole)
  return { whole: total, parts, history }
}

/** The figures worth telling: the whole, and the units that move most. */
export function toldMoves({ whole, parts }: Pick<Sides, 'whole' | 'parts'>): { moves: Move[]; units: Set<string> } {
  const units = mostMoved(parts)
  return { moves: [...whole, ...parts.filter((move) => units.has(move.unit))], units }
}

interface Keyed {
  unit: string
  period: string
  row: FigureRow
}

function byKey(rows: readonly FigureRow[], whole: string): Map<string, Keyed> {
  return new Map(
    rows.map((row) => {
      const [unit, period] = [String(row.unit ?? whole), String(row.month)]
      return [`${unit}\u001f${period}`, { unit, period, row }]
    }),
  )
}

function pairUp(
  before: ReadonlyMap<string, Keyed>,
  after: ReadonlyMap<string, Keyed>,
  measures: readonly string[],
): Move[] {
  return [...new Map([...before, ...after])].flatMap(([key, { unit, period }]) =>
    measures.map((measure) => ({
      measure,
      unit,
      period,
      before: valueIn(before.get(key)?.row, measure),
      after: valueIn(after.get(key)?.row, measure),
    })),
  )
}

function valueIn(row: FigureRow | undefined, measure: string): number | null {
  const cell = row?.[measure]
  return isCell(cell) ? cell.value : null
}
