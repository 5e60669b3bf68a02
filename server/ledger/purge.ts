import { randomBytes } from 'node:crypto'
import type { PurgeItem } from '../../shared/audit.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { sqlName } from '../../shared/datasets/stored.ts'
import { type Day, dayOf } from '../../shared/period.ts'
import { isPurged, PURGED_KEY } from '../../shared/purged.ts'
import type { Actor } from '../../shared/roles.ts'
import { entryOf } from './audit-chain.ts'
import type { Connection } from './connection.ts'
import { PurgeNobody, PurgeTooYoung } from './errors.ts'
import type { Purged, Sql } from './ledger.ts'
import { type RowTable, rowTableOf } from './row-tables.ts'
import { publish, type TakeTurn } from './sequence.ts'

/** What a purge needs of the ledger. */
export interface PurgeParts {
  takeTurn: TakeTurn
  now: () => Date
  /** The least age of a row, years. */
  keepYears: number
}

/**
 * Erases who the rows were about whose time is over, in all their versions and under a number of its own: the sealed code
 * goes, a random text takes the place of the key, a position is forgotten. Everything that is counted stays.
 *
 * @throws PurgeNobody, PurgeTooYoung
 */
export function purgeRows(
  { takeTurn, now, keepYears }: PurgeParts,
  { dataset, before }: { dataset: Dataset; before: Day },
  actor: Actor,
): Promise<Purged> {
  const table = rowTableOf(dataset)
  if (table.codes === null || table.day === null) return Promise.reject(new PurgeNobody(dataset.id))
  const youngest = yearsBefore(dayOf(now()), keepYears)
  if (before > youngest) {
    return Promise.reject(Object.assign(new PurgeTooYoung(youngest), { at: { before: youngest } }))
  }
  return takeTurn(async (turn) => {
    const { connection, seq, at } = turn
    await connection.query('set local statement_timeout = 0')
    const rows = await chooseKeys(connection, table, before)
    const codes = rows === 0 ? 0 : await erase(connection, table)
    const detail = { dataset: dataset.id, before, rows, codes }
    await publish(turn, { kind: 'purge', batch: null, datasets: [dataset.id], actor, detail })
    await connection.query(
      `insert into purges (seq, dataset, before, rows, codes, at, actor, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [seq, dataset.id, before, rows, codes, at, actor.name, actor.reason ?? ''],
    )
    await turn.record(entryOf('rows.purged', actor, { detail: { ...detail, seq } }))
    return { seq, rows, codes }
  })
}

/** Every purge there was, newest first. */
export function readPurges(sql: Sql): Promise<PurgeItem[]> {
  return sql.query(
    'select seq, dataset, before, rows, codes, at, actor, reason from purges order by seq desc limit 1000',
  )
}

/** The same calendar day so many years earlier. */
function yearsBefore(day: Day, years: number): Day {
  const earlier = `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`
  return earlier.endsWith('-02-29') ? `${earlier.slice(0, 8)}28` : earlier
}

/**
 * Keys of which no version reaches the day, and of which the one that counts has left the queue; each with the text that
 * takes its place.
 */
async function chooseKeys(connection: Connection, table: RowTable, before: Day): Promise<number> {
  const day = `(${table.day?.('r.')})`
  const leftColumn = table.dataset.soughtBy?.left
  const left = leftColumn === undefined ? null : `r.${sqlName(leftColumn)}`
  const tests = [
    `bool_and(coalesce(${day} < '${before}'::date, false))`,
    ...(left === null
      ? []
      : [
          `bool_and(coalesce(${left} < '${before}'::date, true))`,
          `bool_and(${left} is not null or r.seq_to is not null or r.seq_from is null)`,
        ]),
  ]
  await connection.query('drop table if exists pg_temp.purging')
  const { rowCount } = await connection.query(
    `create temp table purging on commit drop as
       select key, '${PURGED_KEY}' || replace(gen_random_uuid()::text, '-', '') as put from ${table.rows} r
        where not ${isPurged('r')} group by key having ${tests.join(' and ')}`,
  )
  await connection.query('analyze purging')
  return rowCount ?? 0
}

/** @returns how many sealed codes were deleted */
async function erase(connection: Connection, { rows, claims, codes, stored }: RowTable): Promise<number> {
  // Told from what the rows held, a hash would still let somebody try positions until one fits.
  const salt = randomBytes(32).toString('hex')
  const salted = `md5(t.hash::text || $1)::uuid`
  const positions = stored.filter(({ column }) => column.kind === 'degrees').map(({ sql }) => `, ${sql} = null`)
  await connection.query(
    `update ${rows} t set key = p.put, hash = ${salted}${positions.join('')} from purging p where t.key = p.key`,
    [salt],
  )
  await connection.query(`update ${claims} t set key = p.put, hash = ${salted} from purging p where t.key = p.key`, [
    salt,
  ])
  const { rowCount } = await connection.query(`delete from ${codes} c using purging p where c.key = p.key`)
  return rowCount ?? 0
}
