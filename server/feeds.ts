import type { Dataset } from '../shared/datasets/dataset.ts'
import { dayOf } from '../shared/period.ts'
import { actorOf, type Scope } from '../shared/roles.ts'
import { unitsBelow } from '../shared/unit-cover.ts'
import { findUnit, treeOf } from '../shared/unit-lookup.ts'
import { MAIN_TREE, type Unit, type UnitSet } from '../shared/units.ts'
import type { Clock } from './clock.ts'
import { refusal } from './errors.ts'
import type { Feed, Ledger } from './ledger/ledger.ts'

/** A feed as a caller names it. */
export interface FeedAsked {
  id: string
  dataset: Dataset
  /** Unit id or `scheme:CODE[@date]`, only needed when the feed is used for the first time. */
  unit?: string | undefined
}

/**
 * The feed of a delivery; an operator's first use registers it. A key has exactly one, also where its own unit is narrower.
 *
 * @throws FeedConflict (409) when it is registered with another dataset or unit, IOC_FEED_NOT_REGISTERED (403),
 *   IOC_NOT_ALLOWED (403) for a key of another feed, IOC_UNIT_NOT_YOURS (403), IOC_UNKNOWN_UNIT (400)
 */
export async function feedOf(asked: FeedAsked, parts: { ledger: Ledger; clock: Clock }, scope: Scope): Promise<Feed> {
  const { feed, isNew } = await feedFor(asked, parts, scope)
  return isNew ? parts.ledger.registerFeed(feed, actorOf(scope)) : feed
}

/**
 * The same before anything is written: the feed as it is, or as it would be registered.
 *
 * @throws as `feedOf`
 */
export async function feedFor(
  asked: FeedAsked,
  { ledger, clock }: { ledger: Ledger; clock: Clock },
  scope: Scope,
): Promise<{ feed: Feed; isNew: boolean }> {
  if (scope.role === 'source' && scope.feed !== asked.id) throw refusal('IOC_NOT_ALLOWED')
  const units = await ledger.units((await ledger.head()).seq)
  const unit = asked.unit === undefined ? null : knownUnit(units, asked.unit, dayOf(clock.now()))
  const held = await ledger.feed(asked.id, scope.feed === undefined ? scope : { ...scope, units: 'all' })
  if (held && scope.feed === held.id && !speaksWithin(scope, held, units)) throw refusal('IOC_NOT_ALLOWED')
  if (held && held.dataset === asked.dataset.id && (unit === null || unit.id === held.unit))
    return { feed: held, isNew: false }
  if (held) {
    throw refusal('IOC_FEED_CONFLICT', { feed: held.id, dataset: held.dataset, unit: held.unit ?? '' })
  }
  if (scope.role !== 'operator' && scope.role !== 'system') throw refusal('IOC_FEED_NOT_REGISTERED', { feed: asked.id })
  if (!coversUnit(scope, unit, units)) throw refusal('IOC_UNIT_NOT_YOURS', { unit: asked.unit ?? '' })
  return { feed: newFeed(asked, unit, units), isNew: true }
}

/** A feed speaks for its unit: nobody opens one for more than he sees. */
export function coversUnit({ units: own }: Scope, unit: Unit | null, units: UnitSet): boolean {
  return own === 'all' || (unit !== null && unitsBelow(units, own).has(unit.id))
}

/** The scope in which a caller handles deliveries of his feed: a key sees all of its own feed's. */
export function deskScope(scope: Scope, feed: Feed): Scope {
  return scope.feed === feed.id ? { ...scope, units: feed.unit === null ? 'all' : [feed.unit] } : scope
}

/** The unit of which a sender may speak: his feed's, or that of a key that is narrower; null = all. */
export function unitOfSender(scope: Scope, feed: Feed): string | null {
  return scope.feed === feed.id && scope.units !== 'all' ? (scope.units[0] ?? feed.unit) : feed.unit
}

/** A key was made for a unit of its feed: is it still one, should the feed have been given to another unit since? */
function speaksWithin({ units: own }: Scope, feed: Feed, units: UnitSet): boolean {
  if (own === 'all' || feed.unit === null || own.every((unit) => unit === feed.unit)) return true
  const below = unitsBelow(units, [feed.unit])
  return own.every((unit) => below.has(unit))
}

/** The unit that a text names today. @throws IOC_UNKNOWN_UNIT (400) */
export function knownUnit(units: UnitSet, text: string, today: string): Unit {
  const unit = findUnit(units, text, today)
  if (!unit) throw refusal('IOC_UNKNOWN_UNIT', { unit: text })
  return unit
}

/** A feed with everything that nobody said left at its usual: keys of its own, the dataset's mode, no cadence. */
export function newFeed({ id, dataset }: Pick<FeedAsked, 'id' | 'dataset'>, unit: Unit | null, units: UnitSet): Feed {
  return {
    id,
    title: id,
    dataset: dataset.id,
    owner: null,
    unit: unit?.id ?? null,
    namespace: id,
    mode: dataset.mode,
    tree: dataset.id === 'units' ? id.replace(/-units$/, '') : unit ? treeOf(units, unit) : MAIN_TREE,
    cadence: null,
    sample: false,
    system: false,
  }
}
