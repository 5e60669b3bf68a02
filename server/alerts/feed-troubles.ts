import type { SourceState } from '../../shared/answer.ts'
import type { AlertItem } from '../../shared/live.ts'
import { findLateFeeds, worstFirst } from './feeds-late.ts'

/** What is known of feeds beside how fresh they are. */
export interface FeedTroubles {
  /** Feeds whose own fetching failed several times in a row, since when. */
  failing: readonly { feed: string; failures: number; since: string }[]
  /** Rows that wait for a decision, by feed, and since when the longest. */
  aside: readonly { feed: string; rows: number; since: string }[]
}

/** Everything about feeds that somebody has to look at, of the feeds that the reader sees. Worst first, then longest first. */
export function findFeedAlerts(sources: readonly SourceState[], troubles: FeedTroubles, now: Date): AlertItem[] {
  const seen = new Map(sources.map((source) => [source.feed, source]))
  const about = (feed: string) => ({
    feed,
    title: seen.get(feed)?.title ?? feed,
    dataset: seen.get(feed)?.dataset ?? '',
  })
  const failing = troubles.failing
    .filter(({ feed }) => seen.has(feed))
    .map(
      ({ feed, failures, since }): AlertItem => ({
        ...{ id: `pullFailed:${feed}`, kind: 'pullFailed', severity: 'watch' },
        params: { ...about(feed), failures },
        since,
      }),
    )
  const aside = troubles.aside
    .filter(({ feed }) => seen.has(feed))
    .map(
      ({ feed, rows, since }): AlertItem => ({
        ...{ id: `rowsAside:${feed}`, kind: 'rowsAside', severity: 'info' },
        params: { ...about(feed), rows },
        since,
      }),
    )
  return [...findLateFeeds(sources, now), ...failing, ...aside].sort(worstFirst)
}
