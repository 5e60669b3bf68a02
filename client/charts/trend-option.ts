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
    grid: { left: 2 * u, right: 8 * u, top: 24 * u, bottom: 24 * u },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: token('--shade', element),
      borderColor: token('--line-strong', element),
      textStyle: { ...text, color: token('--ink', element) },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? formatNumber(value, locale) : '—'),
    },
    xAxis: {
      type: 'category',
      boundaryGap: true,
      data: days.map(({ day }) => formatDay(day)),
      axisLine: { lineStyle: { color: token('--line-strong', element), width: Math.max(1, u) } },
      axisTick: { show: false },
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
        markArea: {
          silent: true,
          itemStyle: { color: token('--off-day', element) },
          data: bands(days).map(([from, to]) => [{ xAxis: from }, { xAxis: to }]),
        },
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

/** First and last index of every run of days off. */
export function bands(days: readonly { off: boolean }[]): [number, number][] {
  const found: [number, number][] = []
  for (const [index, { off }] of days.entries()) {
    const open = found.at(-1)
    if (!off) continue
    if (open && open[1] === index - 1) open[1] = index
    else found.push([index, index])
  }
  return found
}
