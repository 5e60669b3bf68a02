import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { Step } from './change-walk.ts'
import { type Binder, columnSql, createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import { numberSql } from './distribution.ts'
import { hitsOf } from './hits.ts'
import { type ReportShare, reportShares } from './receipt-reports.ts'
import { type Term, termsOf } from './receipt-terms.ts'
import { choosePublished } from './reported.ts'
import { REPORTS } from './reports.ts'
import { filterSql } from './sql.ts'

/** What one row gives to the figure before and after a part of a change; 0 = it does not count. */
export interface Share {
  key: string
  before: number
  after: number
  /** Of a rate: what it gives to the numerator. */
  hitsBefore: number
  hitsAfter: number
}

/** The rows of one dataset whose share differs, in the order of their keys. */
export interface Shares {
  dataset: Dataset
  /** How many, and the sum of what they give after less before. */
  count(): Promise<{ rows: number; total: number }>
  page(after: string, limit: number): Promise<Share[]>
}

/** One side of a comparison, with the terms that count there: a definition may be what changed. */
interface Side {
  context: Context | null
  terms: readonly Term[]
}

/** Where rows of a part may lie: the measure's own datasets, then reports and published figures. */
export async function sharesOf({ from, to, rows }: Step): Promise<Shares[]> {
  const whole = [sideOf(from), sideOf(to)] as const
  const own = rows === null ? whole : ([sideOf(rows[0]), sideOf(rows[1])] as const)
  const counted = datasetsOf(whole, ({ leaf }) => leaf.kind !== 'reported' && leaf.kind !== 'deliveries')
  const published = datasetsOf(whole, ({ leaf }) => leaf.kind === 'reported')
  return [
    ...counted.map((dataset) => rowShares(own, dataset)),
    ...listed(REPORTS, await both(whole, (context, terms) => reportShares(context, terms))),
    ...(
      await Promise.all(
        published.map(async (dataset) =>
          listed(dataset, await both(whole, (context, terms) => publishedShares(context, terms, dataset))),
        ),
      )
    ).flat(),
  ]
}

function sideOf(context: Context | null): Side {
  const [measure] = context?.resolved.measures ?? []
  return { context, terms: context && measure ? termsOf(measure, context.resolved.book) : [] }
}

function datasetsOf(sides: readonly Side[], wanted: (term: Term) => boolean): Dataset[] {
  const ids = new Set(sides.flatMap(({ terms }) => terms.filter(wanted).map(({ leaf }) => leaf.dataset)))
  return [...ids].flatMap((id) => findDataset(id) ?? [])
}

type Known = ReadonlyMap<string, ReportShare>

async function both(
  [from, to]: readonly [Side, Side],
  read: (context: Context, terms: readonly Term[]) => Promise<Known>,
): Promise<[Known, Known]> {
  const readSide = async ({ context, terms }: Side) => (context ? read(context, terms) : new Map())
  return [await readSide(from), await readSide(to)]
}

/** The published rows that are the figure, each with its number. */
async function publishedShares(context: Context, terms: readonly Term[], { id }: Dataset): Promise<Known> {
  const shares = new Map<string, ReportShare>()
  for (const { leaf, times, hits } of terms)
    if (leaf.kind === 'reported' && leaf.dataset === id)
      for (const { row } of await choosePublished(context, leaf)) {
        const held = shares.get(row.key) ?? { weight: 0, hits: 0 }
        const value = row.value ?? 0
        shares.set(row.key, { weight: held.weight + times * value, hits: held.hits + hits * value })
      }
  return shares
}

const NOTHING: ReportShare = { weight: 0, hits: 0 }

/** Rows that are few and known already. */
function listed(dataset: Dataset, [before, after]: readonly [Known, Known]): Shares[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort(byBytes)
  const shares = keys.flatMap((key): Share[] => {
    const [was, is] = [before.get(key) ?? NOTHING, after.get(key) ?? NOTHING]
    if (was.weight === is.weight && was.hits === is.hits) return []
    return [{ key, before: was.weight, after: is.weight, hitsBefore: was.hits, hitsAfter: is.hits }]
  })
  if (shares.length === 0) return []
  const total = shares.reduce((sum, share) => sum + share.after - share.before, 0)
  return [
    {
      dataset,
      count: async () => ({ rows: shares.length, total }),
      page: async (mark, limit) => shares.filter(({ key }) => mark === '' || byBytes(key, mark) > 0).slice(0, limit),
    },
  ]
}

/** The order of the store, which compares keys byte by byte. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Rows that the store compares: those that enter the figure on either side, where they enter it differently. */
function rowShares([from, to]: readonly [Side, Side], dataset: Dataset): Shares {
  const reading = (to.context ?? from.context)?.reading
  const compared = () => {
    const binder = createBinder()
    const text = `(select coalesce(b.key, a.key) as key, coalesce(b.weight, 0)::double precision as before, coalesce(a.weight, 0)::double precision as after,
       coalesce(b.hits, 0)::double precision as "hitsBefore", coalesce(a.hits, 0)::double precision as "hitsAfter", b.number as was, a.number as held
       from ${sideSql(from, dataset, binder)} b full join ${sideSql(to, dataset, binder)} a on a.key = b.key) s
       where (s.before <> s.after or s."hitsBefore" <> s."hitsAfter" or s.was is distinct from s.held)`
    return { text, binder }
  }
  return {
    dataset,
    async count() {
      const { text, binder } = compared()
      const heads = 'count(*)::int as rows, coalesce(sum(s.after - s.before), 0)::double precision as total'
      const found = await reading?.query<{ rows: number; total: number }>(`select ${heads} from ${text}`, binder.params)
      return found?.[0] ?? { rows: 0, total: 0 }
    },
    async page(after, limit) {
      const { text, binder } = compared()
      const heads = 's.key, s.before, s.after, s."hitsBefore", s."hitsAfter"'
      const rest = `s.key > ${binder.bind(after, 'text')} order by s.key limit ${binder.bind(limit, 'int')}`
      return (await reading?.query<Share>(`select ${heads} from ${text} and ${rest}`, binder.params)) ?? []
    },
  }
}

/** The rows that enter the figure on one side, each with its weight and the number that a median or an age is made of. */
function sideSql({ context, terms }: Side, dataset: Dataset, binder: Binder): string {
  const own = terms.filter(({ leaf }) => leaf.dataset === dataset.id && leaf.kind !== 'reported')
  if (!context || own.length === 0 || context.resolved.basis === 'reports')
    return `(select '' collate "C" as key, 0 as weight, 0 as hits, null::double precision as number where false)`
  const { join, weight, hits, any } = hitsOf(context, dataset, own, binder)
  const where = [any, '(w.weight <> 0 or w.hits <> 0)', ...filterSql(context.resolved.filters, dataset, binder)]
  return `(select r.key, w.weight, w.hits, ${numberOf(dataset, own)} as number from ${context.relation(dataset)} r${join}
     cross join lateral (select ${weight} as weight, ${hits} as hits) w where ${where.join(' and ')})`
}

function numberOf(dataset: Dataset, [term]: readonly Term[]): string {
  if (term?.leaf.kind === 'distribution') return numberSql(term.leaf, dataset)
  if (term?.leaf.kind === 'oldest')
    return `(${columnSql(dataset, term.leaf.since)} - date '2000-01-01')::double precision`
  return 'null::double precision'
}
