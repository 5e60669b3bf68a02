import type { FigureRow } from '../../shared/answer.ts'
import type { Effect } from '../../shared/batch.ts'
import { isCell } from '../../shared/cell.ts'
import { dayOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { nameOn, type UnitSet } from '../../shared/units.ts'
import type { Ledger, Reading, View } from '../ledger/ledger.ts'
import { figureRows } from './answer.ts'
import type { Context } from './context.ts'
import { BatchUnknown } from './errors.ts'
import { type Move, mostMoved, ranksOf } from './movement.ts'
import { touchedMonths } from './touched-months.ts'

/** The figures that a wall shows of each dataset: what an officer must see move before a batch counts. */
const DOSSIER_HEADLINES = ['received', 'resolved', 'onTimeRate', 'open', 'overdue'].map((name) => `dossiers.${name}`)
const HEADLINES: Readonly<Record<string, readonly string[]>> = {
  dossiers: DOSSIER_HEADLINES,
  'dossier-reports': DOSSIER_HEADLINES,
  feedback: ['received', 'answered', 'onTimeRate', 'open', 'overdue'].map((name) => `feedback.${name}`),
  surveys: ['surveys.answers', 'surveys.satisfactionRate'],
  'index-scores': ['index.total'],
}

/** What a dry run needs of the figures around it. */
export interface EffectRequest {
  ledger: Ledger
  batch: string
  kind: 'commit' | 'withdraw'
  scope: Scope
  now: Date
  contextFor: (reading: Reading, query: Query, scope: Scope, view?: View) => Promise<Context>
}

/** What the wall would say after a batch: the same arithmetic over the rows as they would then be, read-only. */
export async function effectOf(request: EffectRequest, options: { timeoutMs: number }): Promise<Effect> {
  const { ledger, batch: id, kind, scope, now, contextFor } = request
  const batch = await ledger.batch(id, scope)
  if (!batch) throw new BatchUnknown(id)
  const comparison = kind === 'commit' ? await ledger.compare(id) : null
  const feed = await ledger.feed(batch.feed, scope)
  return ledger.read(
    scope,
    async (reading) => {
      const { seq } = reading
      const view: View = kind === 'commit' ? { seq, pending: id } : { seq, withdrawing: id }
      const set = await ledger.units(seq)
      const names = (unit: string) => ({ unit, unitName: nameOf(set, unit, now) })
      const closed = (comparison?.closed ?? []).map(({ unit, rows }) => ({ ...names(unit ?? ''), rows }))
      const shared = { seq, rows: comparison?.rows ?? batch.rows, closed }
      const measures = HEADLINES[batch.dataset] ?? []
      const replaces = comparison === null || comparison.rows.changed + comparison.rows.closed > 0
      const months = await touchedMonths(reading, batch, { kind, view, replaces }, measures, now)
      const [first, last] = [months[0], months.at(-1)]
      if (measures.length === 0 || !first || !last) return { ...shared, figures: [], ranks: [] }
      const unit = feed?.unit ?? null
      const base = {
        measures: [...measures],
        period: { from: first.from, to: last.to },
        ...(unit !== null && { unit }),
      }
      const ask = async (query: Query, as?: View) => figureRows(await contextFor(reading, query, scope, as), false)
      const totals: Query = { ...base, by: ['month'] }
      const split: Query = { ...base, by: ['unit', 'month'] }
      const { resolved } = await contextFor(reading, totals, scope)
      const asked = resolved.unit ?? ''
      const wanted = new Set(months.map((month) => month.from.slice(0, 7)))
      const pair = async (query: Query) => pairUp(await ask(query), await ask(query, view), measures, wanted, asked)
      const whole = await pair(totals)
      const parts = (await pair(split)).filter((move) => move.unit !== asked)
      const newest = last.from.slice(0, 7)
      const shown = mostMoved(parts)
      return {
        ...shared,
        figures: [...whole, ...parts.filter((move) => shown.has(move.unit))].map((move) => ({
          ...move,
          ...names(move.unit),
        })),
        ranks: ranksOf(
          parts.filter((move) => move.period === newest),
          (unit) => set.units.get(unit)?.level,
        )
          .filter((rank) => shown.has(rank.unit) || rank.before !== rank.after)
          .map((rank) => ({ ...rank, ...names(rank.unit) })),
      }
    },
    options,
  )
}

function nameOf(set: UnitSet, id: string, now: Date): string {
  const unit = set.units.get(id)
  return unit ? nameOn(unit, dayOf(now)) : id
}

function pairUp(
  before: readonly FigureRow[],
  after: readonly FigureRow[],
  measures: readonly string[],
  months: ReadonlySet<string>,
  asked: string,
): Move[] {
  const keyOf = (row: FigureRow) => `${String(row.unit ?? asked)}\u001f${String(row.month)}`
  const held = new Map(before.map((row) => [keyOf(row), row]))
  const then = new Map(after.map((row) => [keyOf(row), row]))
  return [...new Set([...held.keys(), ...then.keys()])].flatMap((key) => {
    const [unit = '', period = ''] = key.split('\u001f')
    if (!months.has(period)) return []
    return measures.map((measure) => ({
      measure,
      unit,
      period,
      before: valueIn(held.get(key), measure),
      after: valueIn(then.get(key), measure),
    }))
  })
}

function valueIn(row: FigureRow | undefined, measure: string): number | null {
  const cell = row?.[measure]
  return isCell(cell) ? cell.value : null
}
