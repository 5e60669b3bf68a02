import type { Dataset } from '../../shared/datasets/dataset.ts'
import { relationOf } from './relation.ts'
import { rowTableOf } from './row-tables.ts'

/**
 * The keys of a dataset whose counting version at `to` is another than at `from`, as an SQL table expression:
 *
 * - `key`; `was` and `held`: did it count at `from`, does it at `to`;
 * - `withdrawn`: the last word had a withdrawal, not a delivery: the key is closed by one, or what counts now had been
 *   delivered by `from` already;
 * - `derived`: every cell that was delivered reads as before, so only what follows from a switch of the feed, or from this
 *   program's rules, is different;
 * - `at`: the seq that made it so; `batch_id`, `sheet`, `row_no`: the row that did (of a withdrawal, the row taken back);
 * - `b0`, `b1` … and `a0`, `a1` …: `days` at `from` and at `to`.
 *
 * @param days - SQL expressions over a row `r`, never with a value from outside
 */
export function changesOf(dataset: Dataset, from: number, to: number, days: readonly string[], walled = false): string {
  const table = rowTableOf(dataset)
  const [since, until] = [from, to].map(checkSeq) as [number, number]
  const told = table.stored.filter(({ column }) => !column.derived).map(({ sql }) => sql)
  const side = (seq: number, test: string) => {
    const cells = ['key', 'seq_from', 'seq_to', 'batch_id', 'sheet', 'row_no', 'hash', ...told].map(
      (name) => `r.${name}`,
    )
    const named = days.map((day, i) => `${day} as day${i}`)
    return `(select ${[...cells, ...named].join(', ')} from ${relationOf(dataset, { seq }, undefined, walled)} r where ${test})`
  }
  const gone = side(since, `r.seq_to > ${since} and r.seq_to <= ${until}`)
  const come = side(until, `r.seq_from > ${since}`)
  // A key that is closed may have counted otherwise in between: what closed it last is what matters.
  const passing = `(select p.key, max(p.seq_to) as seq_to from ${table.rows} p
                     where p.seq_from > ${since} and p.seq_to <= ${until} group by p.key)`
  const withdrawals = `(array(select m.seq from commits m where m.kind = 'withdraw' and m.seq > ${since} and m.seq <= ${until}))`
  const closed = 'coalesce(p.seq_to, b.seq_to)'
  const taken = `case when a.key is null then ${closed} = any ${withdrawals} else t.seq <= ${since} end`
  const cells = (alias: string) => `row(${told.map((name) => `${alias}.${name}`).join(', ')})`
  const same = `b.key is not null and a.key is not null and b.hash <> a.hash and ${cells('b')} is not distinct from ${cells('a')}`
  const heads = [
    'coalesce(a.key, b.key) as key',
    'b.key is not null as was',
    'a.key is not null as held',
    `${taken} as withdrawn`,
    `(${same}) as derived`,
    `coalesce(a.seq_from, ${closed}) as at`,
    ...['batch_id', 'sheet', 'row_no'].map((name) => `${originOf(table.claims, name, taken, closed)} as ${name}`),
    ...days.flatMap((_, i) => [`b.day${i} as b${i}`, `a.day${i} as a${i}`]),
  ]
  const changed = `select ${heads.join(', ')} from ${gone} b full join ${come} a on a.key = b.key
     left join ${passing} p on p.key = b.key and a.key is null left join batches t on t.id = a.batch_id`
  return `(${[changed, ...keptSql(dataset, since, until, days, walled)].join(' union all ')})`
}

function checkSeq(seq: number): number {
  if (!Number.isSafeInteger(seq)) throw new TypeError(`not a seq: ${seq}`)
  return seq
}

/** The row that made the change: what counts now, or was withdrawn, or the announcement that the key is gone. */
function originOf(claims: string, name: string, taken: string, closed: string): string {
  const claim = `(select c.${name} from ${claims} c join batches g on g.id = c.batch_id where c.key = b.key and c.gone and g.seq = ${closed} limit 1)`
  return `case when a.key is not null then a.${name} when ${taken} then b.${name} else coalesce(${claim}, b.${name}) end`
}

/** Rows that count as before and whose history a withdrawal shortened. */
function keptSql(dataset: Dataset, since: number, until: number, days: readonly string[], walled: boolean): string[] {
  if ((dataset.history ?? []).length === 0) return []
  const { rows } = rowTableOf(dataset)
  const gone = `select g.seq from batches g where g.withdrawn_seq > ${since} and g.withdrawn_seq <= ${until}`
  const heads = [
    'r.key, true, true, true, false',
    `(select max(g.withdrawn_seq) from batches g where g.withdrawn_seq > ${since} and g.withdrawn_seq <= ${until})`,
    'r.batch_id, r.sheet, r.row_no',
    ...days.flatMap((day) => [day, day]),
  ]
  return [
    `select ${heads.join(', ')} from ${relationOf(dataset, { seq: until }, undefined, walled)} r
      where r.seq_from <= ${since} and r.key in (select v.key from ${rows} v where v.seq_from = any (array(${gone})))`,
  ]
}
