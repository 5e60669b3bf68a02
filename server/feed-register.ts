import type { FeedItem } from '../shared/api.ts'
import { findDataset } from '../shared/datasets/list.ts'
import type { FeedChange, FeedNew, FeedRecord, Reminder } from '../shared/feed-register.ts'
import { dayOf } from '../shared/period.ts'
import { actorOf, type Scope, SYSTEM_SCOPE } from '../shared/roles.ts'
import { unitsBelow } from '../shared/unit-cover.ts'
import { nameOn } from '../shared/units.ts'
import type { Clock } from './clock.ts'
import { refusal } from './errors.ts'
import { coversUnit, knownUnit, newFeed } from './feeds.ts'
import type { Figures } from './figures/figures.ts'
import type { Feed, Ledger } from './ledger/ledger.ts'
import type { Quarantine } from './quarantine.ts'

/** The sources of an installation: who answers for which, what is expected of them, and what they did. */
export interface FeedRegister {
  /** Every source that a scope sees, with how fresh it is. */
  list(scope: Scope): Promise<FeedItem[]>
  /** Registers a source before its first delivery. @throws IOC_FEED_CONFLICT (409), IOC_UNIT_NOT_YOURS (403), IOC_UNKNOWN_UNIT (400) */
  add(asked: FeedNew, scope: Scope): Promise<FeedItem>
  /** @throws IOC_FEED_UNKNOWN (404), IOC_NOT_ALLOWED (403) where the change is an operator's */
  change(id: string, asked: FeedChange, scope: Scope): Promise<FeedItem>
  /** The sender's mirror; with a unit that of its rows, also inside a source of more than the caller's units. @throws IOC_FEED_UNKNOWN (404) */
  record(id: string, unit: string | undefined, scope: Scope): Promise<FeedRecord>
  /** What is due today, late or silent, longest due first; of one owner or of all. */
  reminders(owner: string | undefined, scope: Scope): Promise<Reminder[]>
}

/** What only an operator changes: it decides how rows replace each other, and who has to agree. */
const OPERATORS = ['mode', 'needsApproval'] as const

export interface RegisterParts {
  ledger: Ledger
  figures: Pick<Figures, 'sources' | 'feeds'>
  clock: Pick<Clock, 'now'>
  quarantine: Pick<Quarantine, 'count'>
  /** The feeds that fetch their files themselves. */
  pulling: () => Promise<ReadonlySet<string>>
}

/** Joins the ledger's feeds with what figures, pulls and rows kept aside know of them. */
export function createFeedRegister(parts: RegisterParts): FeedRegister {
  const { ledger, figures, clock, quarantine, pulling } = parts
  const unitsNow = async () => ledger.units((await ledger.head()).seq)

  const itemsOf = async (feeds: readonly Feed[], scope: Scope): Promise<FeedItem[]> => {
    const [sources, aside, pulls, { units }] = await Promise.all([
      figures.sources(scope),
      quarantine.count(),
      pulling(),
      unitsNow(),
    ])
    const today = dayOf(clock.now())
    const items: FeedItem[] = []
    for (const feed of feeds.filter(({ system }) => !system)) {
      const state = sources.find((source) => source.feed === feed.id)
      const unit = feed.unit === null ? undefined : units.get(feed.unit)
      const reporting = state ? await figures.feeds.reporting(feed, state) : null
      items.push({
        id: feed.id,
        title: feed.title,
        dataset: feed.dataset,
        owner: feed.owner,
        unit: feed.unit,
        unitName: unit ? nameOn(unit, today) : null,
        mode: feed.mode,
        cadence: feed.cadence,
        sample: feed.sample,
        lastReceivedAt: state?.lastReceivedAt ?? null,
        expectedBy: state?.expectedBy ?? null,
        state: state?.state ?? 'never',
        coversTo: state?.coversTo ?? null,
        ...(feed.dataset === 'dossiers' && { noDueDate: feed.noDueDate ?? 'unclassified' }),
        namespace: feed.namespace,
        needsApproval: feed.needsApproval ?? false,
        pulls: pulls.has(feed.id),
        ...(reporting && {
          reporting: { period: reporting.period, expected: reporting.expected, reported: reporting.reported },
        }),
        quarantined: aside.find((one) => one.feed === feed.id)?.rows ?? 0,
      })
    }
    return items
  }
  const itemOf = async (feed: Feed, scope: Scope): Promise<FeedItem> => {
    const [item] = await itemsOf([feed], scope)
    if (!item) throw refusal('IOC_FEED_UNKNOWN')
    return item
  }
  const seen = async (id: string, scope: Scope): Promise<Feed> => {
    const feed = await ledger.feed(id, scope)
    if (!feed || feed.system) throw refusal('IOC_FEED_UNKNOWN')
    return feed
  }
  const checkOwner = async (owner: string | null | undefined): Promise<void> => {
    if (owner == null) return
    const [person] = await ledger.transact((sql) =>
      sql.query('select id from people where user_name = $1 and disabled_at is null', [owner]),
    )
    if (!person) throw refusal('IOC_BAD_REQUEST', { field: 'owner', rule: 'không có người dùng này' })
  }

  return {
    list: async (scope) => itemsOf(await ledger.feeds(scope), scope),
    async add(asked, scope) {
      const dataset = findDataset(asked.dataset)
      if (!dataset) throw refusal('IOC_UNKNOWN_DATASET', { dataset: asked.dataset })
      const held = await ledger.feed(asked.id, SYSTEM_SCOPE)
      if (held) throw refusal('IOC_FEED_CONFLICT', { feed: held.id, dataset: held.dataset, unit: held.unit ?? '' })
      const set = await unitsNow()
      const unit = asked.unit == null ? null : knownUnit(set, asked.unit, dayOf(clock.now()))
      if (!coversUnit(scope, unit, set)) throw refusal('IOC_UNIT_NOT_YOURS', { unit: asked.unit ?? '' })
      await checkNamespace(asked.namespace, scope)
      await checkOwner(asked.owner)
      const usual = newFeed({ id: asked.id, dataset }, unit, set)
      const feed = {
        ...usual,
        title: asked.title,
        owner: asked.owner ?? null,
        namespace: asked.namespace ?? usual.namespace,
        mode: asked.mode ?? usual.mode,
        cadence: asked.cadence ?? null,
        needsApproval: asked.needsApproval ?? false,
      }
      return itemOf(await ledger.registerFeed(feed, actorOf(scope)), scope)
    },
    async change(id, { reason, ...asked }, scope) {
      const feed = await seen(id, scope)
      if (Object.keys(asked).length === 0)
        throw refusal('IOC_BAD_REQUEST', { field: 'body', rule: 'không có gì để sửa' })
      if (scope.role !== 'operator' && OPERATORS.some((name) => asked[name] !== undefined))
        throw refusal('IOC_NOT_ALLOWED')
      if (asked.noDueDate !== undefined && feed.dataset !== 'dossiers')
        throw refusal('IOC_BAD_REQUEST', { field: 'noDueDate', rule: `${feed.dataset} không có hạn trả kết quả` })
      if (asked.owner !== feed.owner) await checkOwner(asked.owner)
      const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
      return itemOf(await ledger.registerFeed({ ...feed, ...said }, actorOf(scope, reason)), scope)
    },
    async record(id, unit, scope) {
      if (unit === undefined) return figures.feeds.record(await seen(id, scope), null)
      const set = await unitsNow()
      const { id: asked } = knownUnit(set, unit, dayOf(clock.now()))
      if (scope.units !== 'all' && !unitsBelow(set, scope.units).has(asked)) throw refusal('IOC_FEED_UNKNOWN')
      return figures.feeds.record(await seen(id, SYSTEM_SCOPE), asked)
    },
    async reminders(owner, scope) {
      const owners = new Map((await ledger.feeds(scope)).map((feed) => [feed.id, feed.owner]))
      const now = clock.now()
      return (await figures.sources(scope))
        .flatMap(({ feed, title, state, expectedBy, lastReceivedAt }): Reminder[] => {
          const by = owners.get(feed) ?? null
          const due = dueState(state, expectedBy, now)
          if (due === null || expectedBy === null || (owner !== undefined && by !== owner)) return []
          return [{ feed, title, owner: by, state: due, expectedBy, lastReceivedAt }]
        })
        .sort((a, b) => Date.parse(a.expectedBy) - Date.parse(b.expectedBy) || (a.feed < b.feed ? -1 : 1))
    },
  }

  /** Who joins a namespace speaks of the same rows: that of feeds which he does not see is not his to join. */
  async function checkNamespace(namespace: string | undefined, scope: Scope): Promise<void> {
    if (namespace === undefined || scope.units === 'all') return
    const sharing = (await ledger.feeds(SYSTEM_SCOPE)).filter((feed) => feed.namespace === namespace)
    const own = new Set((await ledger.feeds(scope)).map(({ id }) => id))
    if (sharing.some(({ id }) => !own.has(id))) throw refusal('IOC_NOT_ALLOWED')
  }
}

/** Due today from the morning until its hour, then late; null while nothing is due. */
function dueState(state: string, expectedBy: string | null, now: Date): Reminder['state'] | null {
  if (expectedBy === null) return null
  if (state === 'late' || state === 'silent') return state
  const due = new Date(expectedBy)
  if (now > due) return 'silent'
  return dayOf(due) === dayOf(now) ? 'dueToday' : null
}
