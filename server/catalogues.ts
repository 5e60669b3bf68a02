import { createHash } from 'node:crypto'
import { calendarDays } from '../shared/datasets/calendar.ts'
import type { Dataset, Row } from '../shared/datasets/dataset.ts'
import { indexWeights } from '../shared/datasets/index-weights.ts'
import { specialDays } from '../shared/holidays.ts'
import { INDEX_766_WEIGHTS } from '../shared/measures/index-766-weights.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import { MAIN_TREE } from '../shared/units.ts'
import { checkRequest } from './checking.ts'
import { country } from './country.ts'
import type { Feed } from './ledger/ledger.ts'
import type { Stages } from './stages.ts'

/** Rows that the program itself knows and brings into the ledger, so that they have a seq and a receipt like any other. */
export interface ShippedRows {
  feed: string
  title: string
  dataset: Dataset
  /** The file's name, as receipts show it. */
  name: string
  rows: () => readonly Row[]
  /** When its rows were "taken from their source"; null = on the day they are loaded. */
  extractedAt: string | null
}

/** Said before anything that a province says itself: whoever delivers the same day or weight is believed, whenever it was. */
const WEAKEST_WORD = '2000-01-01T00:00:00+07:00'

const SHIPPED: readonly ShippedRows[] = [
  country,
  {
    feed: 'lich-nghi',
    title: 'Lịch nghỉ lễ, ngày làm việc hoán đổi',
    dataset: calendarDays,
    name: 'lich-nghi.json',
    rows: () => specialDays().map((day) => ({ ...day })),
    extractedAt: WEAKEST_WORD,
  },
  {
    feed: 'trong-so-766',
    title: 'Trọng số Bộ chỉ số 766',
    dataset: indexWeights,
    name: 'trong-so-766.json',
    rows: () => INDEX_766_WEIGHTS.map((line) => ({ ...line, index: '766', from: '2022-08-01' })),
    extractedAt: WEAKEST_WORD,
  },
]

const ACTOR = { name: 'system', role: 'system' } as const

/** Brings what the program knows into the ledger at the first start, and again when a later program knows it better. */
export async function loadCatalogues(stages: Stages): Promise<void> {
  for (const shipped of SHIPPED) await load(shipped, stages)
}

async function load(shipped: ShippedRows, { ledger, intake, figures, clock, installation }: Stages): Promise<void> {
  const { dataset, name, extractedAt } = shipped
  const rows = [...shipped.rows()]
  const text = JSON.stringify(rows)
  const file = { name, size: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }
  const [last] = await ledger.batches({ feed: shipped.feed, state: 'committed', limit: 1 }, SYSTEM_SCOPE)
  if (last?.file?.sha256 === file.sha256) return
  const feed = await ledger.registerFeed(feedOf(shipped), ACTOR)
  const at = extractedAt ?? clock.now().toISOString()
  const received = { dataset: dataset.id, feed: feed.id, file, period: null, extractedAt: at }
  const request = await checkRequest(dataset, feed, received, { ledger, clock, installation })
  const checked = await intake.checkRows(rows, request)
  if (checked.rejected.length > 0) {
    throw new Error(`the catalogue ${name} is faulty: ${JSON.stringify(checked.rejected.slice(0, 3))}`)
  }
  const batch = await ledger.openBatch(received, SYSTEM_SCOPE)
  await ledger.stage(batch.id, dataset, checked.rows)
  await ledger.settle(batch.id, checked.verdict)
  await ledger.commit(batch.id, { within: figures.adjust, actor: ACTOR })
}

function feedOf({ feed, title, dataset }: ShippedRows): Feed {
  return {
    id: feed,
    title,
    dataset: dataset.id,
    owner: null,
    unit: null,
    namespace: feed,
    mode: 'upsert',
    tree: MAIN_TREE,
    cadence: null,
    sample: false,
    system: true,
  }
}
