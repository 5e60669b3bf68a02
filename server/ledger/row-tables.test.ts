import { afterAll, expect, it } from 'vitest'
import { DATASETS } from '../../shared/datasets/list.ts'
import { columnNames } from '../../shared/datasets/stored.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { createSetClock } from '../clock.ts'
import { freshDatabase } from '../test/database.ts'
import { SECRET } from '../test/ledger-trial.ts'
import { openPool } from './connection.ts'
import { openLedger } from './postgres.ts'

const database = await freshDatabase()
const open = () =>
  openLedger({ url: database.url, dataDir: 'unused', secret: SECRET, clock: createSetClock(new Date(0)) })
afterAll(() => database.drop())

it('makes room for every dataset of the product, with every column that a question may name', async () => {
  const ledger = await open()
  await ledger.read(SYSTEM_SCOPE, async (reading) => {
    for (const dataset of DATASETS) {
      const names = [...columnNames(dataset).values()].join(', ')
      await expect(reading.query(`select ${names} from ${reading.relation(dataset, { seq: 0 })} r`)).resolves.toEqual(
        [],
      )
    }
  })
  await ledger.close()
})

it('starts again on the tables it made, and adds a column that a declaration gained', async () => {
  const [dossiers, ...others] = DATASETS
  if (!dossiers) throw new Error('no dataset')
  const wider = {
    ...dossiers,
    columns: [...dossiers.columns, { name: 'askedAt', kind: 'instant' as const, title: { vi: 'Hỏi', en: 'Asked' } }],
  }
  const ledger = await openLedger({
    url: database.url,
    dataDir: 'unused',
    secret: SECRET,
    clock: createSetClock(new Date(0)),
    datasets: [wider, ...others],
  })
  await ledger.read(SYSTEM_SCOPE, async (reading) => {
    const text = `select asked_at, asked_on from ${reading.relation(wider, { seq: 0 })} r`
    await expect(reading.query(text)).resolves.toEqual([])
  })
  await ledger.close()
})

it('gives the table of an earlier program the column without which closing versions is slow', async () => {
  await (await open()).close()
  const pool = openPool(database.url)
  await pool.query('alter table rows_dossiers drop column closed')
  await (await open()).close()
  const { rows } = await pool.query(
    `select attgenerated::text as how from pg_attribute where attrelid = 'rows_dossiers'::regclass and attname = 'closed'`,
  )
  expect(rows).toEqual([{ how: 's' }])
  await pool.end()
})

it.each([
  // UTC+7 today: 16:59 is still the same day, 17:00 the next.
  ['2025-10-15T16:59:59Z', '2025-10-15'],
  ['2025-10-15T17:00:00Z', '2025-10-16'],
  // Saigon kept UTC+8 from 1960 until June 1975: there 16:00 UTC was midnight.
  ['1974-12-31T16:30:00Z', '1975-01-01'],
  // The end of the year in which it changed to UTC+7.
  ['1975-12-31T16:30:00Z', '1975-12-31'],
  ['1975-12-31T17:00:00Z', '1976-01-01'],
])('dates %s by the local day %s', async (instant, day) => {
  await (await open()).close()
  const pool = openPool(database.url)
  const { rows } = await pool.query(
    `insert into rows_dossiers (key, batch_id, sheet, row_no, hash, stamp, asserted, received_at)
     values ($1, 'b', 0, 0, md5('')::uuid, now(), true, $1::text::timestamptz) returning received_on as day`,
    [instant],
  )
  expect(rows).toEqual([{ day }])
  await pool.end()
})
