import type { Cell } from '../../shared/answer.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { nameOn } from '../../shared/units.ts'
import type { Workbench } from '../../shared/workbench.ts'
import type { Reading } from '../ledger/ledger.ts'
import { figureRows } from './answer.ts'
import type { WorkbenchQuery } from './figures.ts'
import { finish } from './finish.ts'
import type { Tools } from './tools.ts'
import { componentOf, liftsOf } from './workbench-parts.ts'
import { weightsOn } from './workbench-weights.ts'

const INDEX = '766'
/** As the portal orders the components; others follow by name. */
const ORDER = ['CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDHL', 'MDSH']
const NOTHING: Cell = { value: null, none: 'noData' }

/**
 * An index taken apart for one unit: what each component is worth, what was published, what our own rows give for the parts that
 * they can, and which parts have most to win. Published and computed points stand side by side and are never added.
 *
 * @see Decision 766/QĐ-TTg, 23 June 2022; DOMAIN §2.1
 */
export async function workbenchOf(tools: Tools, asked: WorkbenchQuery, scope: Scope): Promise<Workbench> {
  return tools.read(scope, async (reading) => {
    const published = Object.fromEntries(ORDER.map((id) => [id, `index.${id}`]))
    const first = await tools.contextFor(reading, { ...asked, measures: Object.values(published) }, scope)
    const { resolved, set } = first
    const { unit, period, book, seq } = resolved
    const weights = await weightsOn(first, INDEX, period.to < resolved.today ? period.to : resolved.today)
    const scores = await cellsOf(tools, reading, asked, Object.values(published), scope)
    const measures = new Set(
      weights.flatMap(({ measure }) => (measure !== null && book.find(measure) ? [measure] : [])),
    )
    const ratios = await cellsOf(tools, reading, asked, [...measures], scope)
    const components = weights
      .filter(({ part }) => part === '')
      .sort((a, b) => place(a.component) - place(b.component) || (a.component < b.component ? -1 : 1))
      .map((own) => {
        const parts = weights.filter(({ component, part }) => component === own.component && part !== '')
        return componentOf(own, parts, scores.get(`index.${own.component}`) ?? NOTHING, ratios)
      })
    const named = unit === null ? undefined : set.units.get(unit)
    return {
      asOf: await tools.asOf(reading, { resolved: { ...resolved, seq } }),
      index: INDEX,
      unit: { id: unit ?? '', name: named ? nameOn(named, period.to) : '' },
      period,
      components,
      lifts: liftsOf(components),
    }
  })
}

async function cellsOf(
  tools: Tools,
  reading: Reading,
  asked: WorkbenchQuery,
  measures: string[],
  scope: Scope,
): Promise<ReadonlyMap<string, Cell>> {
  if (measures.length === 0) return new Map()
  const query: Query = { ...asked, measures }
  const context = await tools.contextFor(reading, query, scope)
  const [row] = await finish(await figureRows(context, false), context, query)
  return new Map(measures.map((id) => [id, (row?.[id] as Cell | undefined) ?? NOTHING]))
}

function place(component: string): number {
  const at = ORDER.indexOf(component)
  return at < 0 ? ORDER.length : at
}
