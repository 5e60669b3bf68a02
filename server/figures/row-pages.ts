import type { ReceiptRow } from '../../shared/answer.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { storedColumns } from '../../shared/datasets/stored.ts'
import { isPurged } from '../../shared/purged.ts'
import { type Binder, columnSql, createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import { numberSql } from './distribution.ts'
import { BadQuery } from './errors.ts'
import { hitsOf, rowsSought } from './hits.ts'
import type { Origin } from './origins.ts'
import { type Term, termTest } from './receipt-terms.ts'
import { filterSql } from './sql.ts'

/** A row on its way into a page, with the mark after which the next page begins. */
export type PagedRow = ReceiptRow & Origin & { mark: string }

/** Rows behind a figure that lie in one place, in an order of their own. */
export interface Section {
  id: string
  /** Their weighted sum. */
  total(): Promise<number>
  /** Rows that count and are not listed: nobody knows any more whom they were about. */
  purged?(): Promise<number>
  /** At most `limit` rows after a mark; `''` is the beginning. */
  read(after: string, limit: number): Promise<PagedRow[]>
}

/** The rows of one dataset that the terms count. */
export function rowSection(context: Context, id: string, terms: readonly Term[]): Section {
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`no dataset ${id}`)
  const readTotals = once(async () => {
    const binder = createBinder()
    const text = `select coalesce(sum(w.weight), 0)::double precision as total, count(*) filter (where ${isPurged('r')}) as purged
                    ${countedSql(context, dataset, terms, binder)}`
    const [row] = await context.reading.query<{ total: number; purged: number }>(text, binder.params)
    return row ?? { total: 0, purged: 0 }
  })
  return {
    id,
    total: async () => (await readTotals()).total,
    purged: async () => (await readTotals()).purged,
    async read(after, limit) {
      const binder = createBinder()
      const number = numberOf(context, dataset, terms, binder)
      const from = countedSql(context, dataset, terms, binder)
      const rated = terms.some((term) => term.hits !== 0)
      const heads = [
        ...lineHeads(dataset),
        'h.weight',
        ...(rated ? ['h.hits', 'h.hits <> 0 as "counts"'] : []),
        ...(number === null ? [] : ['h.number']),
      ]
      const order = number === null ? 'h.key' : 'h.place desc, h.key'
      const found = ['r.key', 'w.weight::double precision as weight', 'w.hits::double precision as hits']
      if (number !== null) found.push(`${number} as number`, `${ranked(number)} as place`)
      // What counts is sought first: with the order and the limit in view the database would walk all keys for few hits.
      const text = `with hit as materialized (select ${found.join(', ')} ${from} and not ${isPurged('r')}),
        page as (select * from hit h where true${afterSql(after, number !== null, binder)} order by ${order} limit ${binder.bind(limit, 'int')})
        select ${heads.join(', ')} from page h join ${context.relation(dataset)} r on r.key = h.key order by ${order}`
      const rows = await context.reading.query<ReceiptRow & Origin>(text, binder.params)
      return rows.map((row) => ({ ...row, dataset: id, mark: markOf(row, number !== null) }))
    },
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null
  return () => {
    asked ??= ask()
    return asked
  }
}

/** What every line of a receipt shows: its columns, its key, and where it stood. */
export function lineHeads(dataset: Dataset): string[] {
  const columns = storedColumns(dataset).map(({ name, sql }) => `r.${sql} as "${name}"`)
  return [...columns, 'r.key as key', 'r.batch_id as batch', 'r.sheet as "sheetNo"', 'r.row_no as "rowNo"']
}

function countedSql(context: Context, dataset: Dataset, terms: readonly Term[], binder: Binder): string {
  const { join, weight, hits, any, coarse } = hitsOf(context, dataset, terms, binder)
  const where = [any, '(w.weight <> 0 or w.hits <> 0)', ...filterSql(context.resolved.filters, dataset, binder)]
  const rows = rowsSought(context, dataset, terms, coarse)
  return `from ${rows} r${join} cross join lateral (select ${weight} as weight, ${hits} as hits) w where ${where.join(' and ')}`
}

/** The number that a median, mean or maximum looks at, by which its rows are then ordered; null for what only counts. */
function numberOf(context: Context, dataset: Dataset, terms: readonly Term[], binder: Binder): string | null {
  const [term] = terms
  if (!term || terms.length > 1) return null
  if (term.leaf.kind === 'distribution') return numberSql(term.leaf, dataset)
  if (term.leaf.kind !== 'oldest') return null
  const found = termTest(term.leaf, context, dataset, binder)
  return found && `(${found.day} - ${columnSql(dataset, term.leaf.since)})::double precision`
}

/** Rows without the number stand last. */
function ranked(number: string): string {
  return `coalesce(${number}, '-infinity'::double precision)`
}

const SEPARATOR = '\u001f'

function markOf(row: ReceiptRow, ordered: boolean): string {
  return ordered ? `${row.number ?? '-Infinity'}${SEPARATOR}${row.key}` : row.key
}

function afterSql(after: string, ordered: boolean, binder: Binder): string {
  if (after === '') return ''
  if (!ordered) return ` and h.key > ${binder.bind(after, 'text')}`
  const cut = after.indexOf(SEPARATOR)
  const value = Number(after.slice(0, cut))
  if (cut < 0 || Number.isNaN(value)) throw new BadQuery('"after" không phải là cuối của một trang')
  const place = binder.bind(value, 'double precision')
  const key = binder.bind(after.slice(cut + 1), 'text')
  return ` and (h.place < ${place} or (h.place = ${place} and h.key > ${key}))`
}
