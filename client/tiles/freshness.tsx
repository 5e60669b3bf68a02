import type { SourceState } from '../../shared/answer.ts'
import { dayOf } from '../../shared/period.ts'
import { formatAge, formatClock, formatDay, formatDuration } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useConnection, useNow } from '../live/use-figure.ts'
import type { FigureState } from '../state/answers.ts'

const MINUTE_MS = 60_000

/** How old the figures of a tile are, as one of: their age; a late feed; a lost connection. Each looks different. */
export function Freshness({ figure }: { figure: FigureState }) {
  const words = useWords()
  const locale = useLocale()
  const connection = useConnection()
  const now = useNow(MINUTE_MS)
  if (figure.at === null) return null
  if (connection.status === 'lost') {
    return <Mark kind="lost" text={words('freshness.lost', { clock: formatClock(new Date(figure.at)) })} />
  }
  const worst = worstOf(figure.sources)
  if (worst?.state === 'never' && figure.sources.every(({ state }) => state === 'never')) {
    return <Mark kind="late" text={words('freshness.never')} />
  }
  if (worst?.state === 'late' || worst?.state === 'silent') {
    const since = worst.expectedBy ? now.getTime() - Date.parse(worst.expectedBy) : null
    const text =
      since === null
        ? words('freshness.lateUnknown')
        : words(`freshness.${worst.state}`, { for: formatDuration(since, locale) })
    return <Mark kind="late" text={text} />
  }
  const newest = newestOf(figure.sources) ?? figure.at
  const behind = coveredTo(figure.sources)
  if (behind !== null && behind < dayOf(new Date(newest)) && behind < dayOf(now)) {
    return <Mark kind="fresh" text={words('freshness.coversTo', { day: formatDay(behind) })} />
  }
  return <Mark kind="fresh" text={formatAge(now.getTime() - Date.parse(newest), locale)} />
}

function Mark({ kind, text }: { kind: 'fresh' | 'late' | 'lost'; text: string }) {
  const words = useWords()
  return (
    <span className="freshness" data-kind={kind}>
      {kind !== 'fresh' && <i className="freshness-dot" aria-hidden="true" />}
      {text}
      {kind === 'lost' && <span className="visually-hidden">, {words('connection.lost')}</span>}
    </span>
  )
}

const ORDER: Record<SourceState['state'], number> = { silent: 3, late: 2, never: 1, onTime: 0 }

/** The source in the worst state; of equals the first. */
export function worstOf(sources: readonly SourceState[]): SourceState | undefined {
  return [...sources].sort((a, b) => ORDER[b.state] - ORDER[a.state])[0]
}

function newestOf(sources: readonly SourceState[]): string | null {
  const times = sources.flatMap(({ lastReceivedAt }) => (lastReceivedAt ? [lastReceivedAt] : []))
  return times.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null
}

/** The day to which the best-covered source speaks. */
export function coveredTo(sources: readonly SourceState[]): string | null {
  return (
    sources
      .flatMap(({ coversTo }) => (coversTo ? [coversTo] : []))
      .sort()
      .at(-1) ?? null
  )
}
