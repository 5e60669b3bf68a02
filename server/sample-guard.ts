import type { Batch } from '../shared/batch.ts'
import { type Actor, type Scope, SYSTEM_SCOPE } from '../shared/roles.ts'
import { refusal } from './errors.ts'
import type { Commit } from './ledger/ledger.ts'
import type { Stages } from './stages.ts'

/** How many batches one look at the list gives. */
const PAGE = 1000

/**
 * Real data next to the sample would give figures that are neither: the caller has to agree that the sample goes. That ends
 * it for everybody, so it is not for another system, nor for somebody of a single unit, to agree.
 *
 * @throws IOC_SAMPLE_PRESENT (409), IOC_NOT_ALLOWED (403)
 */
export async function guardSample(
  feedId: string,
  replaceSample: boolean | undefined,
  stages: Stages,
  { role, units }: Scope,
): Promise<void> {
  const { installation, ledger, asksAboutSample } = stages
  if (!(installation.holdsSample() || installation.sample())) return
  if (replaceSample && (role === 'source' || units !== 'all')) throw refusal('IOC_NOT_ALLOWED')
  if (!asksAboutSample || replaceSample) return
  const feed = await ledger.feed(feedId, SYSTEM_SCOPE)
  // One that nobody registered yet is no feed of the sample either.
  if (!feed || (!feed.sample && !feed.system)) throw refusal('IOC_SAMPLE_PRESENT')
}

/** Takes every sample batch back, for good: a later start does not load the sample again. */
export async function withdrawSample(
  { ledger, figures, installation }: Stages,
  actor: Actor,
  publish: (gone: Commit, batch: Batch) => Promise<void>,
): Promise<void> {
  installation.loadingSample(false)
  const reason = actor.reason ?? 'replaceSample'
  for (const feed of await ledger.feeds(SYSTEM_SCOPE)) {
    if (!feed.sample) continue
    for (;;) {
      const counting = await ledger.batches({ feed: feed.id, state: 'committed', limit: PAGE }, SYSTEM_SCOPE)
      const [first] = counting
      if (!first) break
      const ids = counting.map(({ id }) => id)
      await publish(await ledger.withdraw(ids, { within: figures.adjust, actor: { ...actor, reason } }), first)
    }
  }
}
