import type { Day } from '../../shared/period.ts'
import type { Locale } from '../format/locale.ts'
import { formatNumber } from '../format/number.ts'
import { formatDay } from '../format/time.ts'
import { token } from '../styles/token.ts'
import type { ChartOption } from './echarts.ts'

/** One day of the trend; null = nobody delivered for that day. */
export interface TrendDay {
  day: Day
  received: number | null
  resolved: number | null
  /** Weekend, holiday: drawn as a band, so that its dip reads as rest and not as failure. */
  off: boolean
}

interface TrendWords {
  received: string
  resolved: string
}

/** Two lines told apart by dash as well as colour; days off as bands; today, being incomplete, as hollow points of its own. */
export function trendOption(
  days: readonly TrendDay[],
  words: TrendWords,
  locale: Locale,
  { u, element }: { u: number; element: HTMLElement },
): ChartOption {
  const last = days.length - 1
  const whole = (pick: (day: TrendDay) => number | null) =>
    days.map((day, index) => (index === last ? null : pick(day)))
  const only = (pick: (day: TrendDay) => number | null) => days.map((day, index) => (index === last ? pick(day) : null))
  const data = token('--data', element)
  const gold = token('--gold', element)
  const text = { fontFamily: token('--font'), fontSize: Math.max(10, 15 * u), fontWeight: 500 }
  const peak = days.reduce((best, { received }, index) => {
    const held = days[best]?.received ?? -1
    return index < last && (received ?? -1) > held ? index : best
  }, 0)
  const line = { type: 'line', symbol: 'none', connectNulls: false, silent: true } as const
  return {
    animation: false,
    textStyle: text,
    grid: { left: 2 * u, right: 4 * u, top: 26 * u, bottom: 26 * u },
    xAxis: {
      type: 'category',
      boundaryGap: true,
      data: days.map(({ day }) => formatDay(day)),
      axisLine: { lineStyle: { color: token('--line-strong', element), width: Math.max(1, u) } },
      axisTick: { show: false },
      splitArea: {
        show: true,
        interval: 0,
        areaStyle: { color: days.map(({ off }) => (off ? token('--off-day', element) : 'transparent')) },
      },
      axisLabel: {
        ...text,
        color: token('--ink-3', element),
        interval: (index: number) => index === 0 || index === last || (last - index) % 10 === 0,
        margin: 7 * u,
        hideOverlap: true,
      },
    },
    yAxis: { type: 'value', show: false, min: 0, max: 'dataMax' },
    series: [
      {
        ...line,
        id: 'received',
        name: words.received,
        data: whole(({ received }) => received),
        lineStyle: { color: data, width: 2.6 * u },
        itemStyle: { color: data },
        areaStyle: { color: token('--data-soft', element) },
        label: {
          show: true,
          ...text,
          color: token('--ink-2', element),
          position: 'top',
          distance: 5 * u,
          formatter: ({ dataIndex, value }: { dataIndex: number; value: unknown }) =>
            dataIndex === peak && typeof value === 'number' ? formatNumber(value, locale) : '',
        },
        showSymbol: true,
        symbol: 'circle',
        symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) => (dataIndex === peak ? 7 * u : 0),
      },
      {
        ...line,
        id: 'resolved',
        name: words.resolved,
        data: whole(({ resolved }) => resolved),
        lineStyle: { color: gold, width: 2.2 * u, type: [3 * u, 4 * u] },
        itemStyle: { color: gold },
      },
      {
        ...line,
        ...hollow(data, u),
        id: 'receivedToday',
        name: words.received,
        data: only(({ received }) => received),
      },
      {
        ...line,
        ...hollow(gold, u),
        id: 'resolvedToday',
        name: words.resolved,
        data: only(({ resolved }) => resolved),
      },
    ],
  }
}

function hollow(color: string, u: number) {
  return {
    symbol: 'emptyCircle',
    symbolSize: 8 * u,
    showSymbol: true,
    lineStyle: { color, width: 0 },
    itemStyle: { color, borderWidth: 2 * u },
  }
}
