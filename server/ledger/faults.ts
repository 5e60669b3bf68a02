import type { Sql } from './ledger.ts'
import type { RowTable } from './row-tables.ts'

/** A rule of the ledger: the rows that break it, each as one text that names it. */
interface Rule {
  says: string
  /** SQL of a list with one text column, `what`. */
  broken: string
}

const MOST_NAMED = 3

/** Rules of the numbers and of the batches. */
const RULES: readonly Rule[] = [
  {
    says: 'a seq was published that no commit took, or is missing below the published one',
    broken: `select s::text as what from ledger_state l cross join generate_series(1, l.published) s
              where not exists (select 1 from commits c where c.seq = s)`,
  },
  {
    says: 'a commit has a seq above the published one',
    broken: `select distinct c.seq::text as what from commits c join ledger_state l on c.seq > l.published`,
  },
  {
    says: 'a commit has an earlier moment than the one before it',
    broken: `select seq::text as what from (select seq, at < lag(at) over (order by seq) as earlier from commits) c where earlier`,
  },
  {
    says: 'a batch counts without the commit that made it count',
    broken: `select b.id as what from batches b where b.state in ('committed', 'withdrawn')
              and not exists (select 1 from commits c where c.seq = b.seq and c.batch_id = b.id and c.kind = 'commit')`,
  },
  {
    says: 'a batch is withdrawn without the withdrawal that did it',
    broken: `select b.id as what from batches b where b.state = 'withdrawn'
              and not exists (select 1 from commits c where c.seq = b.withdrawn_seq and c.batch_id = b.id and c.kind = 'withdraw')`,
  },
  {
    says: 'a commit names a batch that does not count and was not withdrawn',
    broken: `select c.batch_id as what from commits c left join batches b on b.id = c.batch_id
              where c.batch_id is not null and coalesce(b.state, '') not in ('committed', 'withdrawn')`,
  },
]

/** Rules of the versions and claims of one dataset. */
function rulesOf({ dataset, rows, claims }: RowTable): Rule[] {
  const counted = `r.seq_from is not null`
  return [
    {
      says: `${dataset.id}: two versions of a key count at the same seq`,
      broken: `select key as what from (select key, seq_to, lead(seq_from) over (partition by key order by seq_from) as next
                 from ${rows} where seq_from is not null) v where next < coalesce(seq_to, 9223372036854775807)`,
    },
    {
      says: `${dataset.id}: a version begins or ends with a seq that was never published, or ends before it begins`,
      broken: `select r.key as what from ${rows} r cross join ledger_state l
                where r.seq_from > l.published or r.seq_to > l.published or r.seq_to <= r.seq_from
                   or (r.seq_from is null and r.seq_to is not null)`,
    },
    {
      says: `${dataset.id}: a version of a batch that was withdrawn, or never committed, still counts`,
      broken: `select r.key as what from ${rows} r left join batches b on b.id = r.batch_id
                where ${counted} and r.seq_to is null and coalesce(b.state, '') <> 'committed'`,
    },
    {
      says: `${dataset.id}: a row belongs to no batch that ever counted, or not to its seq`,
      broken: `select r.key as what from ${rows} r left join batches b on b.id = r.batch_id
                where b.seq is null or (r.asserted and r.seq_from <> b.seq)`,
    },
    {
      says: `${dataset.id}: a claim belongs to no batch that ever counted`,
      broken: `select c.key as what from ${claims} c left join batches b on b.id = c.batch_id where b.seq is null`,
    },
    {
      says: `${dataset.id}: a batch no longer has as many rows as it brought`,
      broken: `select b.id as what from batches b
                 join batch_datasets d on d.batch_id = b.id and d.dataset = '${dataset.id}'
                 left join (select batch_id, count(*) as n from ${rows} where asserted group by batch_id) r on r.batch_id = b.id
                 left join (select batch_id, count(*) as n from ${claims} group by batch_id) c on c.batch_id = b.id
                where b.seq is not null and (coalesce(r.n, 0) <> d.fresh + d.changed + d.stale
                   or coalesce(c.n, 0) <> d.same + d.gone + d.void)`,
    },
  ]
}

/**
 * Which of the ledger's own rules do not hold, each as one sentence with how often and where.
 *
 * @returns nothing when all hold
 */
export async function findFaults(sql: Sql, tables: readonly RowTable[]): Promise<string[]> {
  const faults: string[] = []
  for (const { says, broken } of [...RULES, ...tables.flatMap(rulesOf)]) {
    const found = await sql.query<{ what: string; times: number }>(
      `select what, count(*) over () as times from (${broken}) broken order by what limit ${MOST_NAMED}`,
    )
    const [first] = found
    const named = found.map(({ what }) => what.replaceAll('\u001f', ' · ')).join(', ')
    if (first) faults.push(`${says}: ${first.times} (${named}${first.times > found.length ? ', …' : ''})`)
  }
  return faults
}
