import type { HistoryColumn } from '../../shared/datasets/dataset.ts'
import { sqlName } from '../../shared/datasets/stored.ts'
import type { RowTable } from './row-tables.ts'

const LAST = '9223372036854775807'

/**
 * The history columns of a dataset as SQL on a visible row `x`: what the versions that counted until `seq` say together.
 * Read for the rows that a test looks at, never for all.
 *
 * @param withdrawing - a batch, checked to be an id, that is seen as already withdrawn
 */
export function historyColumns(table: RowTable, seq: number, withdrawing: string | null): string[] {
  return (table.dataset.history ?? []).map((column) => {
    const versions = versionsSql(table, column, seq, withdrawing)
    const first = firstSql(column, versions)
    return `${column.take === 'first' ? first : movesSql(versions, first)} as ${sqlName(column.name)}`
  })
}

/** The versions of a key that counted, of batches not withdrawn, in order; the visible row, which may still be in staging, ends them. */
function versionsSql(
  { rows }: RowTable,
  { of, given }: HistoryColumn,
  seq: number,
  withdrawing: string | null,
): string {
  const [named, told] = [sqlName(of), sqlName(given)]
  const gone = `select b.id from batches b where b.withdrawn_seq <= ${seq}`
  const except = withdrawing === null ? '' : ` and v.batch_id <> '${withdrawing}'`
  return `(select v.seq_from as at, v.${named} as named, v.${told} as told from ${rows} v
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
