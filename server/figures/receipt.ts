import type { Cell } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { Measure, Reported } from '../../shared/measures/measure.ts'
import type { Query } from '../../shared/query.ts'
import type { LeftOut, Receipt } from '../../shared/receipt.ts'
import type { Scope } from '../../shared/roles.ts'
import { nameOn } from '../../shared/units.ts'
import { figureRows } from './answer.ts'
import type { Context } from './context.ts'
import { BadQuery } from './errors.ts'
import { deliverySection } from './feed-figures.ts'
import { finish } from './finish.ts'
import { leftOutOf, rejectedOf, staleRows, unplacedRows } from './left-out.ts'
import { reportsSetAside, rowsSetAside } from './left-out-reports.ts'
import { onlyMeasure } from './one-measure.ts'
import { countRows } from './receipt-count.ts'
import { feedsOf } from './receipt-feeds.ts'
import { definitionOf } from './receipt-formula.ts'
import { originsOfLines } from './receipt-lines.ts'
import { reportShares } from './receipt-reports.ts'
import { type Term, termsOf } from './receipt-terms.ts'
import { choosePublished } from './reported.ts'
import { REPORTS } from './reports.ts'
import type { Tools } from './tools.ts'

/**
 * Where one figure comes from: its definition, the state it was read in, the feeds and how many of their rows count, and
 * what stands near it and does not. Counts only: the rows themselves are pages of `rows`.
 */
export function receiptOf(tools: Tools, query: Query & { measure: string }, scope: Scope): Promise<Receipt> {
  return tools.read(scope, async (reading) => {
    const asked = onlyMeasure(query)
    const context = await tools.contextFor(reading, asked, scope)
    const { resolved, set } = context
    const [measure] = resolved.measures
    if (!measure) throw new BadQuery('thiếu chỉ số')
    const figure = await figureOf(context, asked, measure)
    const held = figure.none === 'suppressed' ? HIDDEN : await partsOf(context, measure, tools)
    const { unit, period, units, today } = resolved
    const named = unit === null ? undefined : set.units.get(unit)
    const on = units === 'now' || period.to > today ? today : period.to
    return {
      asOf: await tools.asOf(reading, context),
      definition: definitionOf(measure, resolved.book),
      unit: unit === null ? null : { id: unit, name: named ? nameOn(named, on) : unit },
      period,
      tree: { seq: set.stamp, units },
      figure,
      counted: held.counted,
      leftOut: showable(held.leftOut, Math.max(query.suppressBelow ?? 0, scope.suppressBelow ?? 0)),
      feeds: await feedsOf(context, held.byFeed, tools.ledger, scope),
      ...(held.published && { published: held.published }),
    }
  })
}

/** The same cell that an answer to the same question shows. */
async function figureOf(context: Context, query: Query, measure: Measure): Promise<Cell> {
  const [row] = await finish(await figureRows(context, false), context, query)
  const cell = row?.[measure.id]
  return isCell(cell) ? cell : { value: null, none: 'noData' }
}

/** Where small counts are not shown, those of a reason are not either. */
function showable(leftOut: readonly LeftOut[], least: number): LeftOut[] {
  return leftOut.filter(({ rows }) => rows >= least)
}

/** More than feeds ever owe. */
const MANY = Number.MAX_SAFE_INTEGER

/** What a figure is made of, and what it leaves out. */
interface Parts {
  counted: Receipt['counted']
  leftOut: readonly LeftOut[]
  byFeed: ReadonlyMap<string, number>
  published?: Receipt['published']
}

/** A figure too small to show is not to be found out by what it is made of. */
const HIDDEN: Parts = { counted: { rows: 0, weight: 0 }, leftOut: [], byFeed: new Map() }

async function partsOf(context: Context, measure: Measure, tools: Tools): Promise<Parts> {
  if (measure.kind === 'reported') return publishedParts(context, measure, tools)
  const terms = termsOf(measure, context.resolved.book)
  const shares = await reportShares(context, terms)
  const lines = await originsOfLines(context, REPORTS, [...shares.keys()])
  const byFeed = new Map(lines.byFeed)
  const counted = { rows: 0, weight: 0, hits: 0 }
  let purged = 0
  const count = (line: { weight: number; hits: number; rows?: number }) => {
    counted.rows += line.rows ?? 1
    counted.weight += line.weight
    counted.hits += line.hits
  }
  const countFeed = (feed: string, rows: number) => byFeed.set(feed, (byFeed.get(feed) ?? 0) + rows)
  for (const share of shares.values()) count(share)
  const leftOut: LeftOut[] = []
  for (const [dataset, group] of Map.groupBy(terms, ({ leaf }) => leaf.dataset)) {
    if (dataset === 'feeds') {
      for (const { weight, hits = 0, feed } of await (await deliverySection(context, group)).read('', MANY)) {
        count({ weight, hits: Number(hits) })
        countFeed(String(feed), 1)
      }
      continue
    }
    const rows = await countRows(context, dataset, group)
    if (context.resolved.basis === 'reports') {
      leftOut.push(...rowsSetAside(rows))
      continue
    }
    count(rows)
    purged += rows.purged
    for (const [feed, n] of rows.byFeed) countFeed(feed, n)
    leftOut.push(...leftOutOf(rows), ...(await besideRows(context, dataset, group)))
  }
  leftOut.push(...(await reportsSetAside(context, terms, new Set(shares.keys()))), ...rejectedOf(lines.rejected))
  const { hits, ...rest } = counted
  const told = { ...(terms.some((term) => term.hits !== 0) ? counted : rest), ...(purged > 0 && { purged }) }
  return { counted: told, leftOut: byRows(leftOut), byFeed }
}

async function besideRows(context: Context, dataset: string, terms: readonly Term[]): Promise<LeftOut[]> {
  return [...(await staleRows(context, dataset, terms)), ...(await unplacedRows(context, dataset, terms))]
}

function byRows(leftOut: readonly LeftOut[]): LeftOut[] {
  return leftOut.toSorted((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1))
}

/** A published figure is one row, named as it stands in its file. */
async function publishedParts(context: Context, measure: Reported, { ledger }: Tools): Promise<Parts> {
  const dataset = findDataset(measure.dataset)
  const [chosen] = await choosePublished(context, measure)
  if (!dataset || !chosen) return { ...HIDDEN, leftOut: [] }
  const { key, unit, from, to } = chosen.row
  const lines = await originsOfLines(context, dataset, [key])
  const [place] = await context.reading.query<{ batch: string; sheetNo: number; rowNo: number; feed: string }>(
    `select r.batch_id as batch, r.sheet as "sheetNo", r.row_no as "rowNo", b.feed as feed
       from ${context.relation(dataset)} r join batches b on b.id = r.batch_id where r.key = $1`,
    [key],
  )
  const [origin] = place ? await ledger.origins([place.batch], context.resolved.scope) : []
  return {
    counted: { rows: 1, weight: 1 },
    leftOut: rejectedOf(lines.rejected),
    byFeed: lines.byFeed,
    ...(place && {
      published: {
        feed: place.feed,
        batch: place.batch,
        file: origin?.file ?? null,
        sheet: origin?.sheets[place.sheetNo] || null,
        rowNo: place.rowNo,
        unit,
        from,
        to,
      },
    }),
  }
}
