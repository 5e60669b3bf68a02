import { Readable } from 'node:stream'
import type { SampleDelivery } from '../fixtures/sample/delivery.ts'
import { sampleDeliveries } from '../fixtures/sample/sample.ts'
import { findDataset } from '../shared/datasets/list.ts'
import { dayOf } from '../shared/period.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import { commit, receive } from './pipeline.ts'
import type { Stages } from './stages.ts'

const ACTOR = { name: 'system', role: 'system' } as const

/** More batches than this and the sample is surely whole: the rest are pushes of its trickle. */
const MANY = 500

/** The sample's own files were not accepted: a fault of the program. */
export class SampleRefused extends Error {
  override name = 'SampleRefused'
}

/**
 * The deliveries of the sample that have yet to come: all on an empty ledger, the missing ones after an interrupted load, none
 * once real data came or the sample was withdrawn.
 */
export async function missingSample({ ledger, clock }: Stages): Promise<SampleDelivery[]> {
  const feeds = await ledger.feeds(SYSTEM_SCOPE)
  if (feeds.some(({ sample, system }) => !sample && !system)) return []
  const loaded = new Set<string>()
  for (const { id } of feeds.filter(({ sample }) => sample)) {
    if ((await ledger.batches({ feed: id, state: 'withdrawn', limit: 1 }, SYSTEM_SCOPE)).length > 0) return []
    const batches = await ledger.batches({ feed: id, state: 'committed', limit: MANY }, SYSTEM_SCOPE)
    if (batches.length === MANY) return []
    for (const { file } of batches) if (file) loaded.add(file.name)
  }
  const now = clock.now()
  return sampleDeliveries(dayOf(now), now).filter(({ name }) => !loaded.has(name))
}

/**
 * Delivers the sample the way an officer's files come: sealed, read, checked, committed, one after the other.
 *
 * @param isEnding - asked before each delivery; the next start goes on with the rest
 * @throws SampleRefused
 */
export async function loadSample(
  deliveries: readonly SampleDelivery[],
  stages: Stages,
  isEnding: () => boolean = () => false,
): Promise<void> {
  for (const delivery of deliveries) {
    if (isEnding() || !stages.installation.sample()) return
    await loadOne(delivery, stages)
  }
}

async function loadOne({ feed, name, period, extractedAt, content }: SampleDelivery, stages: Stages): Promise<void> {
  const { ledger, checking } = stages
  const dataset = findDataset(feed.dataset)
  if (!dataset) throw new SampleRefused(`${name}: no dataset ${feed.dataset}`)
  await ledger.registerFeed(feed, ACTOR)
  const file = { stream: Readable.from(content()), name, period: period ?? null, extractedAt: extractedAt ?? null }
  const arrived = extractedAt === undefined ? {} : { receivedAt: extractedAt }
  const { id } = await receive({ ...file, ...arrived, feed: { id: feed.id, dataset } }, stages, SYSTEM_SCOPE)
  await checking.ended(id)
  const batch = await ledger.batch(id, SYSTEM_SCOPE)
  if (batch?.state !== 'ready') {
    throw new SampleRefused(
      `${name} is ${batch?.state}: ${JSON.stringify(batch?.problem ?? batch?.issues.slice(0, 3))}`,
    )
  }
  await commit(id, { sha256: batch.file?.sha256 }, stages, SYSTEM_SCOPE)
}
