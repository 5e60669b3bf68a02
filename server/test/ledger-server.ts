import { storedColumns, toLine } from '../../shared/datasets/stored.ts'
import { units } from '../../shared/datasets/units.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { systemClock } from '../clock.ts'
import type { Feed } from '../ledger/ledger.ts'
import { openLedger } from '../ledger/postgres.ts'

// A server for tests that kill servers: commits batches of 200 units for ever and says each seq once it is acknowledged.
const ROWS = 200
const dataDir = process.argv[2]
if (!dataDir) throw new Error('which data folder?')
const ledger = await openLedger({ dataDir, secret: 'a secret of at least thirty-two characters', clock: systemClock })
const feed: Feed = {
  id: 'trial',
  title: 'trial',
  dataset: 'units',
  owner: null,
  unit: null,
  namespace: 'trial',
  mode: 'upsert',
  tree: 'main',
  cadence: null,
  sample: false,
  system: false,
}
const actor = { name: 'trial', role: 'system' } as const
await ledger.registerFeed(feed, actor)
const columns = storedColumns(units)
for (let turn = (await ledger.head()).seq + 1; ; turn += 1) {
  const { id } = await ledger.openBatch(
    { dataset: 'units', feed: 'trial', file: null, period: null, extractedAt: null },
    SYSTEM_SCOPE,
  )
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    sheet: 0,
    rowNo: index,
    key: `${turn}-${index}`,
    code: null,
    version: null,
    updatedAt: null,
    deleted: false,
    line: toLine({ unit: `${turn}-${index}`, tree: 'main', level: 'commune', name: 'x' }, columns),
  }))
  await ledger.stage(id, units, rows)
  const counts = { read: ROWS, accepted: ROWS, rejected: 0, issues: [], mapping: [], droppedColumns: [], sheets: [] }
  await ledger.settle(id, { state: 'ready', ...counts, mappingVersion: '1', speaksFor: null })
  const { seq } = await ledger.commit(id, { within: async () => {}, actor })
  console.log(seq)
}
