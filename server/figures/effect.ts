import type { Batch, Effect } from '../../shared/batch.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { type DayRange, dayOf, monthOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { nameOn, type UnitSet } from '../../shared/units.ts'
import type { Comparison, Feed, Ledger, Reading, View } from '../ledger/ledger.ts'
import { figureRows } from './answer.ts'
import type { Context } from './context.ts'
import { monthsOfRows, newestMonth } from './effect-rows.ts'
import { bothSides, headlinesOf, toldMoves } from './effect-sides.ts'
import { jumpsOf, MONTHS_BEFORE, rowWarnings, type UnnamedWarning } from './effect-warnings.ts'
import { BatchUnknown } from './errors.ts'
import { ranksOf } from './movement.ts'
import { ownRanks } from './own-rank.ts'
import { touchedMonths } from './touched-months.ts'

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
  const { ledger, batch: id, kind, scope, now } = request
  const batch = await ledger.batch(id, scope)
  if (!batch) throw new BatchUnknown(id)
  const comparison = kind === 'commit' ? await ledger.compare(id) : null
  const later = kind === 'withdraw' ? await ledger.laterOf(id, scope) : null
  const feed = await ledger.feed(batch.feed, scope)
  return ledger.read(
    scope,
    async (reading) => {
      const { seq } = reading
      const view: View = kind === 'commit' ? { seq, pending: id } : { seq, withdrawing: id }
      const set = await ledger.units(seq)
      const names = (unit: string) => ({ unit, unitName: nameOf(set, unit, now) })
      const measures = headlinesOf(batch.dataset)
      const replaces = comparison === null || comparison.rows.changed + comparison.rows.closed > 0
      const views = { before: { seq }, after: view }
      const months = await touchedMonths(reading, batch, { kind, views, replaces }, measures, now)
      const { figures, ranks, jumps } = await figuresOf(request, reading, {
        measures,
        months,
        unit: feed?.unit,
        view,
        set,
      })
      const warnings = comparison ? [...(await warningsOf(reading, { batch, feed, view, comparison })), ...jumps] : []
      return {
        seq,
        rows: comparison?.rows ?? batch.rows,
        closed: (comparison?.closed ?? []).map(({ unit, rows }) => ({ ...names(unit ?? ''), rows })),
        figures: figures.map((move) => ({ ...move, ...names(move.unit) })),
        ranks: ranks.map((rank) => {
          const level = set.units.get(rank.unit)?.level
          return { ...rank, ...names(rank.unit), ...(level && { level }) }
        }),
        ...(warnings.length > 0 && {
          warnings: warnings.map((warning) => ({
            ...warning,
            unitName: warning.unit === null ? null : names(warning.unit).unitName,
          })),
        }),
        ...(later !== null && { later }),
      }
    },
    options,
  )
}

/** Figures that move, places that change, and what would jump out of line with the months before. */
async function figuresOf(
  { kind, scope, now, contextFor }: EffectRequest,
  reading: Reading,
  asked: { measures: readonly string[]; months: DayRange[]; unit: string | null | undefined; view: View; set: UnitSet },
) {
  const { measures, months, unit = null, view, set } = asked
  const [first, last] = [months[0], months.at(-1)]
  if (measures.length === 0 || !first || !last) return { figures: [], ranks: [], jumps: [] }
  const ask = async (query: Query, as?: View) => figureRows(await contextFor(reading, query, scope, as), false)
  const totals: Query = {
    measures: [...measures],
    period: { from: first.from, to: last.to },
    ...(unit !== null && { unit }),
  }
  const { resolved } = await contextFor(reading, totals, scope)
  const [before, after] = [(query: Query) => ask(query), (query: Query) => ask(query, view)]
  const sides = await bothSides({
    measures,
    unit,
    months,
    whole: resolved.unit ?? '',
    before,
    after,
    ...(kind === 'commit' && { since: monthOf(first.from, -MONTHS_BEFORE).from }),
  })
  const { moves, units } = toldMoves(sides)
  const newest = last.from.slice(0, 7)
  const ranks = ranksOf(
    sides.parts.filter((move) => move.period === newest),
    (each) => set.units.get(each)?.level,
  ).filter((rank) => units.has(rank.unit) || rank.before !== rank.after)
  const own = unit === null ? [] : await ownRanks({ unit, measures, month: last, set, scope, before, after })
  return { figures: moves, ranks: [...own, ...ranks], jumps: kind === 'commit' ? jumpsOf(sides, dayOf(now)) : [] }
}

/** What looks wrong in the rows themselves. */
async function warningsOf(
  reading: Reading,
  { batch, feed, view, comparison }: { batch: Batch; feed: Feed | null; view: View; comparison: Comparison },
): Promise<UnnamedWarning[]> {
  const dataset = findDataset(batch.dataset)
  if (!dataset) return []
  const before = { seq: reading.seq }
  const { rows } = comparison
  return rowWarnings({
    batch,
    rows,
    replaces: feed?.mode === 'replace',
    months: rows.new > 0 ? await monthsOfRows(reading, dataset, batch.id, { before, after: view }) : [],
    newest: rows.new > 0 ? await newestMonth(reading, dataset, batch.feed, before) : null,
  })
}

function nameOf(set: UnitSet, id: string, now: Date): string {
  const unit = set.units.get(id)
  return unit ? nameOn(unit, dayOf(now)) : id
}
