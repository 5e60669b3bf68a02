import type { Effect } from '../../shared/batch.ts'
import { dayOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { nameOn } from '../../shared/units.ts'
import { figureRows } from './answer.ts'
import { bothSides, headlinesOf, toldMoves } from './effect-sides.ts'
import { BatchUnknown } from './errors.ts'
import type { Tools } from './tools.ts'
import { touchedMonths } from './touched-months.ts'

const PATIENCE = 4

/**
 * The figures that a delivery moved when it began to count, replayed from the ledger: what its effect had said. Empty for
 * one that never counted. Pushes that shared a seq are told together.
 *
 * @throws BatchUnknown
 */
export async function deliveredFigures(
  { ledger, read, stateOf, contextOf }: Tools,
  id: string,
  scope: Scope,
): Promise<Effect['figures']> {
  const batch = await ledger.batch(id, scope)
  if (!batch) throw new BatchUnknown(id)
  const { seq } = batch
  const measures = headlinesOf(batch.dataset)
  if (seq === undefined || measures.length === 0) return []
  const feed = await ledger.feed(batch.feed, scope)
  return read(
    scope,
    async (reading) => {
      const after = await stateOf(reading, { seq }, scope)
      const { now, set } = after
      // Both sides at the moment of the commit and in its tree, as the effect was told.
      const before = { ...(await stateOf(reading, { seq: seq - 1 }, scope)), now, set }
      const views = { before: { seq: seq - 1 }, after: { seq } }
      const replaces = batch.rows.changed + batch.rows.closed > 0
      const months = await touchedMonths(reading, batch, { kind: 'commit', views, replaces }, measures, now)
      const [first] = months
      if (!first) return []
      const unit = feed?.unit ?? null
      const ask = (state: typeof after) => (query: Query) =>
        figureRows(contextOf(reading, query, scope, state, { seq: state.seq }), false)
      const asked: Query = { measures: [...measures], period: first, ...(unit !== null && { unit }) }
      const whole = contextOf(reading, asked, scope, after).resolved.unit ?? ''
      const sides = await bothSides({ measures, unit, months, whole, before: ask(before), after: ask(after) })
      return toldMoves(sides).moves.map((move) => {
        const found = set.units.get(move.unit)
        return { ...move, unitName: found ? nameOn(found, dayOf(now)) : move.unit }
      })
    },
    PATIENCE,
  )
}
