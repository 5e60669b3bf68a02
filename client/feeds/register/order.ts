import type { FeedItem } from '../../../shared/api.ts'
import { foldAccents } from '../../../shared/units.ts'
import type { Locale } from '../../format/locale.ts'
import { datasetTitle } from '../names.ts'

/** States of a source, the one that needs somebody most first. */
export const STANDINGS = ['silent', 'late', 'never', 'onTime'] as const
export type Standing = (typeof STANDINGS)[number]

/** By what the register can be sorted. */
export const SORTS = ['state', 'title', 'received', 'expected', 'reporting', 'quarantined'] as const
export type Sort = (typeof SORTS)[number]

/** How fresh a source is; one of a state that this page does not know has sent nothing. */
export function standingOf({ state }: Pick<FeedItem, 'state'>): Standing {
  return STANDINGS.find((name) => name === state) ?? 'never'
}

/** What of the register is asked for; empty texts ask for everything. */
export interface RegisterFilter {
  search: string
  standing: string
  dataset: string
}

/** The sources that fit, found without accents. */
export function filterFeeds(feeds: readonly FeedItem[], filter: RegisterFilter, locale: Locale): FeedItem[] {
  const wanted = foldAccents(filter.search.trim())
  return feeds.filter(
    (feed) =>
      (filter.standing === '' || standingOf(feed) === filter.standing) &&
      (filter.dataset === '' || feed.dataset === filter.dataset) &&
      foldAccents(
        `${feed.id} ${feed.title} ${datasetTitle(feed.dataset, locale)} ${feed.unitName ?? ''} ${feed.owner ?? ''}`,
      ).includes(wanted),
  )
}

/** Sorted copies: late and silent first where nothing else is asked for; what is unknown comes last. */
export function sortFeeds(feeds: readonly FeedItem[], sort: Sort, isDown: boolean): FeedItem[] {
  const byTitle = (a: FeedItem, b: FeedItem) => a.title.localeCompare(b.title, 'vi') || (a.id < b.id ? -1 : 1)
  const turn = isDown ? -1 : 1
  return [...feeds].sort((a, b) => {
    const [left, right] = [sortedBy(a, sort), sortedBy(b, sort)]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byTitle(a, b)
    if (left === right) return byTitle(a, b)
    const isBefore = typeof left === 'string' ? left.localeCompare(`${right}`, 'vi') < 0 : left < Number(right)
    return isBefore ? -turn : turn
  })
}

function sortedBy(feed: FeedItem, sort: Sort): string | number | null {
  const moment = (at: string | null) => (at === null ? null : Date.parse(at))
  if (sort === 'state') return STANDINGS.indexOf(standingOf(feed))
  if (sort === 'title') return feed.title
  if (sort === 'received') return moment(feed.lastReceivedAt)
  if (sort === 'expected') return moment(feed.expectedBy)
  if (sort === 'quarantined') return feed.quarantined ?? 0
  const { expected = 0, reported = 0 } = feed.reporting ?? {}
  return expected === 0 ? null : reported / expected
}
