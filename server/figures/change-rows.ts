import type { RowsAnswer } from '../../shared/answer.ts'
import type { ChangedRow, ChangeRowsQuery } from '../../shared/change.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { storedColumns } from '../../shared/datasets/stored.ts'
import { type Between, classesSql, isRowPart } from './change-classes.ts'
import { type Share, type Shares, sharesOf } from './change-shares.ts'
import type { Step, Walk } from './change-walk.ts'
import { nameOrigins } from './origins.ts'
import type { PagedRow, Section } from './row-pages.ts'
import { readPage } from './rows.ts'
import type { Tools } from './tools.ts'

const MOST_ROWS = 1000

/** One page of the rows whose share in the figure a part changed, with what each was and is. */
export async function changedPage(
  { ledger }: Pick<Tools, 'ledger'>,
  { after: { resolved }, between }: Walk,
  step: Step,
  { limit = MOST_ROWS, after = '' }: Pick<ChangeRowsQuery, 'limit' | 'after'>,
): Promise<Omit<RowsAnswer, 'asOf'>> {
  const sections = (await sharesOf(step)).map((shares) => sectionOf(shares, step, between))
  let total = 0
  for (const section of sections) total += await section.total()
  const { rows, next } = await readPage(sections, after, limit)
  const shown = rows.map(({ mark: _, ...row }) => row)
  return { total, rows: await nameOrigins(shown, ledger, resolved.scope), ...(next !== undefined && { next }) }
}

function sectionOf(shares: Shares, step: Step, between: Between): Section {
  return {
    id: shares.dataset.id,
    total: async () => (await shares.count()).total,
    read: async (after, limit) => detailsOf(step, between, shares.dataset, await shares.page(after, limit)),
  }
}

/** What made the change of a row. */
interface Cause {
  key: string
  batch: string
  sheetNo: number
  rowNo: number
  seq: number
  committedAt: string
}

type Version = Record<string, string | number | boolean | null> & Cause

async function detailsOf(
  step: Step,
  between: Between,
  dataset: Dataset,
  shares: readonly Share[],
): Promise<PagedRow[]> {
  if (shares.length === 0) return []
  const keys = shares.map(({ key }) => key)
  const was = await versionsOf(between, dataset, between.before, keys)
  // The clock, the definition, the calendar and the units change no row.
  const moved = isRowPart(step.part)
  const held = !moved ? was : await versionsOf(between, dataset, between.after, keys)
  const causes = moved ? await causesOf(between, dataset, keys) : new Map<string, Cause>()
  return shares.flatMap((share) => {
    const [before, after] = [was.get(share.key), held.get(share.key)]
    const shown = after ?? before
    if (!shown) return []
    const row: ChangedRow & { sheetNo: number } = {
      ...shown,
      ...(causes.get(share.key) ?? {}),
      file: null,
      sheet: null,
      dataset: dataset.id,
      ...shareOf(share),
      changed: changedCells(dataset, before, after),
    }
    return [{ ...row, mark: share.key }]
  })
}

function shareOf({ before, after, hitsBefore, hitsAfter }: Share) {
  const hits = hitsBefore !== 0 || hitsAfter !== 0 ? { hitsBefore, hitsAfter } : {}
  return { weight: after - before, before, after, ...hits }
}

function changedCells(
  dataset: Dataset,
  before: Version | undefined,
  after: Version | undefined,
): ChangedRow['changed'] {
  const differing = storedColumns(dataset).filter(({ name }) => (before?.[name] ?? null) !== (after?.[name] ?? null))
  return Object.fromEntries(differing.map(({ name }) => [name, [before?.[name] ?? null, after?.[name] ?? null]]))
}

/** The rows of these keys as they counted at a seq. */
async function versionsOf(
  { reading }: Between,
  dataset: Dataset,
  seq: number,
  keys: readonly string[],
): Promise<Map<string, Version>> {
  const columns = storedColumns(dataset).map(({ name, sql }) => `r.${sql} as "${name}"`)
  const unit = dataset.unitColumns.length > 0 ? ['r.unit as unit'] : []
  const origin = ['r.key as key', 'r.batch_id as batch', 'r.sheet as "sheetNo"', 'r.row_no as "rowNo"']
  const commit = ['r.seq_from as seq', '(select min(m.at) from commits m where m.seq = r.seq_from) as "committedAt"']
  const rows = await reading.query<Version>(
    `select ${[...columns, ...unit, ...origin, ...commit].join(', ')} from ${reading.relation(dataset, { seq })} r where r.key = any($1::text[])`,
    [keys],
  )
  return new Map(rows.map((row) => [row.key, row]))
}

/** What made each of these keys another: the delivery or withdrawal, and the row of it. */
async function causesOf(between: Between, dataset: Dataset, keys: readonly string[]): Promise<Map<string, Cause>> {
  const rows = await between.reading.query<Cause>(
    `select c.key as key, c.batch_id as batch, c.sheet as "sheetNo", c.row_no as "rowNo", c.at as seq,
            (select min(m.at) from commits m where m.seq = c.at) as "committedAt"
       from ${classesSql(between, dataset)} c where c.key = any($1::text[])`,
    [keys],
  )
  return new Map(rows.map((row) => [row.key, row]))
}
