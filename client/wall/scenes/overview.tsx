import { useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { type Day, dayOf } from '../../../shared/period.ts'
import { useWords } from '../../i18n/provider.tsx'
import { useFigure, useNow } from '../../live/use-figure.ts'
import { AlertsTile } from '../../tiles/alerts-tile.tsx'
import { DueTile } from '../../tiles/due-tile.tsx'
import { FeedbackTile } from '../../tiles/feedback-tile.tsx'
import { coveredTo } from '../../tiles/freshness.tsx'
import { HeroTile } from '../../tiles/hero-tile.tsx'
import { IndexTile } from '../../tiles/index-tile.tsx'
import { findMetric, hasValues, MAP_METRICS, type MapMetric } from '../../tiles/map-metrics.ts'
import { MapTile } from '../../tiles/map-tile.tsx'
import { RankingTile } from '../../tiles/ranking-tile.tsx'
import { ReceivedTile } from '../../tiles/received-tile.tsx'
import { SatisfactionTile } from '../../tiles/satisfaction-tile.tsx'
import { TrendTile } from '../../tiles/trend-tile.tsx'
import { useKeys } from '../../ui/use-keys.ts'
import { hoursAt } from '../hours.ts'
import { useOfficeDays } from '../office-days.ts'
import { usePeriodWords } from '../period-words.ts'
import type { Scene, SceneProps } from './scene.ts'

const MINUTE_MS = 60_000

/** How many, how many on time, what is getting worse and where: the one look of a leader. */
function Overview({ home }: SceneProps) {
  const words = useWords()
  const now = useNow(MINUTE_MS)
  const isWorkingDay = useOfficeDays(dayOf(now))
  const hours = useHours(now, isWorkingDay)
  const text = usePeriodWords(hours, now)
  const { metric, next } = useMetric(hours.hero.period)
  const [selected, setSelected] = useState<string | null>(null)
  useKeys({ m: next })
  const { period, against } = hours.hero
  return (
    <>
      <HeroTile
        period={period}
        against={against}
        periodText={text.hero}
        againstText={words(hours.hero.kind === 'monthToDate' ? 'hero.againstSame' : 'hero.againstMonth')}
      />
      <ReceivedTile
        day={hours.shown.day}
        dayText={text.shown}
        today={hours.today}
        works={hours.works}
        trend={hours.trend}
        isWorkingDay={isWorkingDay}
      />
      <DueTile today={hours.today} works={hours.works} />
      <TrendTile period={hours.trend} isWorkingDay={isWorkingDay} />
      <MapTile
        metric={metric}
        period={period}
        periodText={text.until(metric.id === 'overdue')}
        units={home.communes}
        boundaries={home.boundaries}
        selected={selected}
        onSelect={setSelected}
      />
      <RankingTile
        metric={metric}
        period={period}
        periodText={metric.id === 'overdue' ? text.day : text.short}
        units={home.communes}
        departments={home.departments}
        selected={selected}
      />
      <FeedbackTile period={period} periodText={text.short} />
      <SatisfactionTile period={period} periodText={text.short} />
      <IndexTile />
      <AlertsTile />
    </>
  )
}

export const overview: Scene = { id: 'overview', title: 'nav.overview', Body: Overview }

/** The hours of this minute; the same object as long as it says the same. */
function useHours(now: Date, isWorkingDay: (day: Day) => boolean) {
  const today = dayOf(now)
  const { sources } = useFigure({ measures: ['dossiers.received'], period: { from: today, to: today } })
  const hours = hoursAt(now, isWorkingDay, coveredTo(sources))
  const key = JSON.stringify(hours)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the hours in full
  return useMemo(() => hours, [key])
}

/** The metric in the address (`?map=index`), else the first one that has values; `next` goes on to the next one that has. */
function useMetric(period: { from: Day; to: Day }): { metric: MapMetric; next: () => void } {
  const [search, setSearch] = useSearchParams()
  const rows = {
    overdue: useFigure(metricOf('overdue').query(period)).rows,
    onTime: useFigure(metricOf('onTime').query(period)).rows,
    index: useFigure(metricOf('index').query(period)).rows,
  }
  const filled = MAP_METRICS.filter(({ id, measure }) => hasValues(rows[id], measure))
  const asked = findMetric(search.get('map'))
  const metric = asked ?? filled[0] ?? metricOf('overdue')
  const next = () => {
    const at = filled.indexOf(metric)
    const after = filled[(at + 1) % filled.length]
    if (after)
      setSearch((params) => new URLSearchParams({ ...Object.fromEntries(params), map: after.id }), { replace: true })
  }
  return { metric, next }
}

function metricOf(id: MapMetric['id']): MapMetric {
  return findMetric(id) as MapMetric
}
