import type { Dataset, HistoryColumn } from '../../shared/datasets/dataset.ts'
import { sqlName } from '../../shared/datasets/stored.ts'

const LAST = '9223372036854775807'

/** As of when a history is read. */
export interface HistoryView {
  seq: number
  /** The visible rows are those of that seq, not what a commit or withdrawal would make of them. */
  plain: boolean
  /** A batch, checked to be an id, that is seen as already withdrawn. */
  withdrawing: string | null
}

/**
 * Visible rows with their history columns: what the versions that counted until a seq say together. Asked key by key, 8 µs
 * each, for the rows that a test looks at.
 *
 * @param versions - the table or view of all versions
 * @param rows - the visible rows, as an SQL table expression
 */
export function withHistory(dataset: Dataset, versions: string, view: HistoryView, rows: string): string {
  const columns = historyOf(dataset).map((column) => `${valueSql(versions, column, view)} as ${sqlName(column.name)}`)
  // The database evaluates a column of such a subquery only where a question names it.
  return columns.length === 0 ? rows : `(select x.*, ${columns.join(', ')} from ${rows} x)`
}

/**
 * The same for the rows that pass a test, all of them together: those of which any version names another day are found by one
 * join, and only these few are asked key by key.
 *
 * @param where - SQL test on the alias `r`
 */
export function withHistoryWhere(
  dataset: Dataset,
  versions: string,
  view: HistoryView,
  rows: string,
  where: string,
): string {
  const asked = `(select r.* from ${rows} r where ${where})`
  const groups = [...Map.groupBy(historyOf(dataset), ({ of, given }) => `${of} ${given}`).values()]
  const joins = groups.map(([first], i) => {
    const moved = first ? movedKeys(versions, first, view, asked) : ''
    return ` left join ${moved} m${i} on m${i}.key = x.key`
  })
  const columns = groups.flatMap((group, i) =>
    group.map((column) => {
      const [named, told] = [`x.${sqlName(column.of)}`, `x.${sqlName(column.given)}`]
      const stayed = `m${i}.key is null and (${told} is null or ${told} = ${named})`
      const value = `case when ${stayed} then ${column.take === 'first' ? named : '0'} else ${valueSql(versions, column, view)} end`
      return `${value} as ${sqlName(column.name)}`
    }),
  )
  return `(select x.*, ${columns.join(', ')} from ${asked} x${joins.join('')})`
}

function historyOf({ history = [] }: Dataset): readonly HistoryColumn[] {
  return history
}

/** Keys with a version, of whatever batch, that names another day than the visible row. */
function movedKeys(versions: string, { of, given }: HistoryColumn, { seq, plain }: HistoryView, asked: string): string {
  // What counts at the seq itself is the visible row: only versions closed before it can say otherwise.
  const earlier = plain ? `v.seq_to <= ${seq}` : `v.seq_from <= ${seq}`
  const [named, told] = [sqlName(of), sqlName(given)]
  const other = `v.${named} <> k.${named} or v.${told} <> k.${named} or (k.${named} is null and coalesce(v.${named}, v.${told}) is not null)`
  return `(select distinct k.key from ${asked} k join ${versions} v on v.key = k.key where ${earlier} and (${other}))`
}

/** The column of one visible row `x`. */
function valueSql(versions: string, column: HistoryColumn, view: HistoryView): string {
  const counted = countedSql(versions, column, view)
  const first = firstSql(column, counted)
  return column.take === 'first' ? first : movesSql(counted, first)
}

/** The versions of a key that counted, of batches not withdrawn, in order; the visible row, which may still be in staging, ends them. */
function countedSql(versions: string, { of, given }: HistoryColumn, { seq, withdrawing }: HistoryView): string {
  const [named, told] = [sqlName(of), sqlName(given)]
  const gone = `select b.id from batches b where b.withdrawn_seq <= ${seq}`
  const except = withdrawing === null ? '' : ` and v.batch_id <> '${withdrawing}'`
  return `(select v.seq_from as at, v.${named} as named, v.${told} as told from ${versions} v
            where v.key = x.key and v.seq_from <= ${seq} and v.batch_id <> all (array(${gone}))${except}
           union all select ${LAST}, x.${named}, x.${told})`
}

/** What the source says came first, unless the ledger saw that day itself: then the first that it ever saw. */
function firstSql({ given }: HistoryColumn, versions: string): string {
  const told = `x.${sqlName(given)}`
  return `(select coalesce(case when not bool_or(coalesce(h.named = ${told}, false)) then ${told} end,
             (array_agg(coalesce(h.told, h.named) order by h.at) filter (where coalesce(h.told, h.named) is not null))[1])
             from ${versions} h)`
}

function movesSql(versions: string, first: string): string {
  return `(select count(*) from (select h.named as day, lag(h.named) over (order by h.at) as before
             from ${versions} h where h.named is not null) c where c.day <> coalesce(c.before, ${first}))`
}
