import { afterAll, expect, it } from 'vitest'
import { DATASETS } from '../../shared/datasets/list.ts'
import { columnNames } from '../../shared/datasets/stored.ts'
import { createSetClock } from '../clock.ts'
import { freshDatabase } from '../test/database.ts'
import { SECRET } from '../test/ledger-trial.ts'
import { openLedger } from './postgres.ts'

const database = await freshDatabase()
const open = () =>
  openLedger({ url: database.url, dataDir: 'unused', secret: SECRET, clock: createSetClock(new Date(0)) })
afterAll(() => database.drop())

it('makes room for every dataset of the product, with every column that a question may name', async () => {
  const ledger = await open()
  await ledger.read(async (reading) => {
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
  await ledger.read(async (reading) => {
    const text = `select asked_at, asked_on from ${reading.relation(wider, { seq: 0 })} r`
    await expect(reading.query(text)).resolves.toEqual([])
  })
  await ledger.close()
})
