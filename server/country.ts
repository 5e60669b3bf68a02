import { createHash } from 'node:crypto'
import { units } from '../shared/datasets/units.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import { MAIN_TREE } from '../shared/units.ts'
import { checkRequest } from './checking.ts'
import { vietnamUnits } from './intake/catalogue/vietnam.ts'
import type { Feed } from './ledger/ledger.ts'
import type { Stages } from './stages.ts'

/** The feed under which the program brings the units of the country. */
const FEED: Feed = {
  id: 'vn-units',
  title: 'Danh mục đơn vị hành chính Việt Nam',
  dataset: units.id,
  owner: null,
  unit: null,
  namespace: 'vn-units',
  mode: 'upsert',
  tree: MAIN_TREE,
  cadence: null,
  sample: false,
  system: true,
}
const ACTOR = { name: 'system', role: 'system' } as const

/** Brings the units of the country into the ledger at the first start, and again when the program knows them better. */
export async function loadCountry({ ledger, intake, figures, clock, installation }: Stages): Promise<void> {
  const { rows } = vietnamUnits()
  const text = JSON.stringify(rows)
  const file = { name: 'vietnam.json', size: text.length, sha256: createHash('sha256').update(text).digest('hex') }
  const [last] = await ledger.batches({ feed: FEED.id, state: 'committed', limit: 1 }, SYSTEM_SCOPE)
  if (last?.file?.sha256 === file.sha256) return
  const feed = await ledger.registerFeed(FEED, ACTOR)
  const received = { dataset: units.id, feed: feed.id, file, period: null, extractedAt: clock.now().toISOString() }
  const request = await checkRequest(units, feed, received, { ledger, clock, installation })
  const checked = await intake.checkRows(rows, request)
  if (checked.rejected.length > 0) {
    throw new Error(`the catalogue of units is faulty: ${JSON.stringify(checked.rejected.slice(0, 3))}`)
  }
  const batch = await ledger.openBatch(received, SYSTEM_SCOPE)
  await ledger.stage(batch.id, units, checked.rows)
  await ledger.settle(batch.id, checked.verdict)
  await ledger.commit(batch.id, { within: figures.adjust, actor: ACTOR })
}
