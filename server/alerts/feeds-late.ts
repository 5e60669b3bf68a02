import type { SourceState } from '../../shared/answer.ts'
import type { AlertItem } from '../../shared/live.ts'

const WORST_FIRST = ['bad', 'watch', 'info'] as const

/**
 * Feeds that somebody has to ask after: late, or silent for so long that their figures no longer mean anything. A feed
 * that never delivered and is expected by nobody is no alert. Worst first, then longest first.
 */
export function findLateFeeds(sources: readonly SourceState[], now: Date): AlertItem[] {
  return sources.flatMap((source) => toAlert(source, now)).sort(worstFirst)
}

function toAlert(source: SourceState, now: Date): AlertItem[] {
  const { feed, title, dataset, state, expectedBy, lastReceivedAt, coversTo } = source
  const due = expectedBy !== null && Date.parse(expectedBy) <= now.getTime()
  if (state === 'onTime' || (state === 'never' && !due)) return []
  const kind = state === 'late' ? 'feedLate' : 'feedSilent'
  return [
    {
      id: `${kind}:${feed}`,
      kind,
      severity: kind === 'feedLate' ? 'watch' : 'bad',
      params: {
        feed,
        title,
        dataset,
        ...(coversTo === null ? {} : { coversTo }),
        ...(lastReceivedAt === null ? {} : { lastReceivedAt }),
        ...(expectedBy === null ? {} : { expectedBy }),
      },
      since: (due ? expectedBy : lastReceivedAt) ?? now.toISOString(),
    },
  ]
}

/** Orders alerts: worst first, then longest first. */
export function worstFirst(a: AlertItem, b: AlertItem): number {
  return rank(a) - rank(b) || Date.parse(a.since) - Date.parse(b.since) || (a.id < b.id ? -1 : 1)
}

function rank({ severity }: AlertItem): number {
  return WORST_FIRST.indexOf(severity)
}
