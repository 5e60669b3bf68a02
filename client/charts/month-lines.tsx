import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import './month-lines.css'
import { scaleAround } from './month-scale.ts'

/** One month of a line; null = no figure, and the line has a gap there. */
export interface MonthPoint {
  month: string
  value: number | null
  /** Parts were apportioned. */
  isEstimated?: boolean
  /** The month is not over: drawn hollow, and the way to it dashed. */
  isIncomplete?: boolean
}

interface MonthLinesProps {
  points: readonly MonthPoint[]
  /** The same months counted otherwise, drawn thin and dashed; empty = none. */
  beside: readonly MonthPoint[]
  /** Units changed just before this month: the line is broken there, and the reason stands beside the break. */
  breaks: readonly { month: string; text: string }[]
  target: { value: number; text: string } | null
  /** First and last month of the period on the page: a soft band, and the last of them is told first. */
  marked?: { from: string; to: string }
  /** The highest value that exists. */
  bound?: number
  /** Months that are named under the line. */
  nameOf: (month: string) => string
  format: (value: number) => string
  label: string
  /** Full text of a point. */
  textOf: (point: MonthPoint) => string
  onPick?: (month: string) => void
}

const PAD = { left: 6, right: 14, top: 22, bottom: 20 }

/** A figure month by month: gaps stay gaps, breaks of the units are broken lines, a month that is not over is hollow. */
export function MonthLines(props: MonthLinesProps) {
  const { points, beside, breaks, target, marked, bound, nameOf, format, label, textOf, onPick } = props
  const holder = useRef<HTMLDivElement>(null)
  const [box, setBox] = useState({ width: 0, height: 0, em: 13 })
  const [pointed, setPointed] = useState<number | null>(null)
  useEffect(() => {
    const element = holder.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setBox({
        width: element.clientWidth,
        height: element.clientHeight,
        em: Number.parseFloat(getComputedStyle(element).fontSize),
      }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const scale = scaleAround(
    [...points, ...beside].flatMap(({ value }) => (value === null ? [] : [value])),
    bound,
  )
  const { width, height, em } = box
  const u = em / 13
  const widest = scale ? Math.max(...scale.ticks.map((tick) => format(tick).length)) * 0.62 * em : 0
  const left = PAD.left * u + widest + 8 * u
  const x = (index: number) =>
    points.length < 2
      ? width / 2
      : left + 6 * u + (index / (points.length - 1)) * (width - left - 6 * u - PAD.right * u)
  const y = (value: number) =>
    scale
      ? PAD.top * u + (1 - (value - scale.from) / (scale.to - scale.from)) * (height - (PAD.top + PAD.bottom) * u)
      : 0
  const cut = new Set(breaks.map(({ month }) => month))
  const inBand = ({ month }: MonthPoint) => marked !== undefined && marked.from <= month && month <= marked.to
  const ofPeriod = points.findLastIndex((point) => point.value !== null && inBand(point))
  const last = ofPeriod >= 0 ? ofPeriod : points.findLastIndex(({ value }) => value !== null)
  const band = [points.findIndex(inBand), points.findLastIndex(inBand)] as const
  const shown = pointed ?? (last >= 0 ? last : null)
  const press = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const here = shown === null ? undefined : points[shown]
    if (step !== undefined) setPointed(Math.min(points.length - 1, Math.max(0, (shown ?? 0) + step)))
    else if (event.key === 'Enter' && here && onPick) onPick(here.month)
    else return
    event.preventDefault()
  }
  const every = Math.max(1, Math.ceil((points.length * 3.4 * em) / Math.max(1, width - left)))
  const place = shown === null ? undefined : points[shown]
  return (
    <div
      ref={holder}
      className="month-lines"
      role="img"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go through the months
      tabIndex={0}
      onKeyDown={press}
      onBlur={() => setPointed(null)}
      onPointerLeave={() => setPointed(null)}
      onPointerMove={(event) => {
        const at = event.clientX - event.currentTarget.getBoundingClientRect().left
        const index = Math.round(((at - left) / Math.max(1, width - left - PAD.right * u)) * (points.length - 1))
        setPointed(Math.min(points.length - 1, Math.max(0, index)))
      }}
      onClick={() => place && onPick?.(place.month)}
    >
      {width > 0 && height > 0 && scale && (
        <svg width={width} height={height} aria-hidden="true">
          {band[0] >= 0 && (
            <rect
              className="month-band"
              x={x(band[0]) - 7 * u}
              y={PAD.top * u}
              width={x(band[1]) - x(band[0]) + 14 * u}
              height={height - (PAD.top + PAD.bottom) * u}
              rx={4 * u}
            />
          )}
          {scale.ticks.map((tick) => (
            <g key={tick} className="month-tick">
              <line x1={left} x2={width - 4 * u} y1={y(tick)} y2={y(tick)} />
              <text x={left - 6 * u} y={y(tick)} dy="0.34em" textAnchor="end">
                {format(tick)}
              </text>
            </g>
          ))}
          {points.map(
            ({ month }, index) =>
              (points.length - 1 - index) % every === 0 && (
                <text key={month} className="month-name" x={x(index)} y={height - 4 * u} textAnchor="middle">
                  {nameOf(month)}
                </text>
              ),
          )}
          {target && target.value >= scale.from && target.value <= scale.to && (
            <g className="month-target">
              <line x1={left} x2={width - 4 * u} y1={y(target.value)} y2={y(target.value)} />
            </g>
          )}
          {breaks.map(({ month, text }) => {
            const index = points.findIndex((point) => point.month === month)
            if (index < 1) return null
            const at = (x(index) + x(index - 1)) / 2
            const isLate = at > width * 0.62
            return (
              <g key={month} className="month-break">
                <line x1={at} x2={at} y1={4 * u} y2={height - PAD.bottom * u} />
                <text x={at + (isLate ? -6 : 6) * u} y={29 * u} textAnchor={isLate ? 'end' : 'start'}>
                  {text}
                </text>
              </g>
            )
          })}
          <path className="month-beside" d={pathOf(beside, x, y, NO_BREAKS)} />
          <path className="month-line" d={pathOf(points, x, y, cut, (point) => point.isIncomplete !== true)} />
          <path className="month-line month-so-far" d={tailOf(points, x, y, cut)} />
          {points.map((point, index) =>
            point.value === null || (!isAlone(points, index, cut) && index !== shown && !point.isIncomplete) ? null : (
              <circle
                key={point.month}
                className="month-dot"
                data-hollow={point.isIncomplete || undefined}
                cx={x(index)}
                cy={y(point.value)}
                r={(index === shown ? 4.4 : 3) * u}
              />
            ),
          )}
          {target && target.value >= scale.from && target.value <= scale.to && (
            <g className="month-target">
              <text x={left + 6 * u} y={y(target.value) + 13 * u}>
                {target.text}
              </text>
            </g>
          )}
        </svg>
      )}
      {place && (
        <p className="month-text" aria-live="polite">
          {textOf(place)}
        </p>
      )}
    </div>
  )
}

const NO_BREAKS: ReadonlySet<string> = new Set()
type Place = (at: number) => number

function pathOf(
  points: readonly MonthPoint[],
  x: Place,
  y: Place,
  cut: ReadonlySet<string>,
  isDrawn: (point: MonthPoint) => boolean = () => true,
): string {
  let isDown = false
  return points
    .map((point, index) => {
      if (point.value === null || !isDrawn(point)) {
        isDown = false
        return ''
      }
      const move = isDown && !cut.has(point.month) ? 'L' : 'M'
      isDown = true
      return `${move}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`
    })
    .join('')
}

/** The last step, to a month that is not over. */
function tailOf(points: readonly MonthPoint[], x: Place, y: Place, cut: ReadonlySet<string>): string {
  const index = points.findIndex(({ isIncomplete }) => isIncomplete)
  const [before, point] = [points[index - 1], points[index]]
  if (!point || point.value === null || !before || before.value === null || cut.has(point.month)) return ''
  return `M${x(index - 1).toFixed(1)} ${y(before.value).toFixed(1)}L${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`
}

/** A point without a neighbour would not be seen as a line. */
function isAlone(points: readonly MonthPoint[], index: number, cut: ReadonlySet<string>): boolean {
  const here = points[index]
  const before = points[index - 1]
  const after = points[index + 1]
  const isJoined = (point: MonthPoint | undefined) => point !== undefined && point.value !== null
  return !((isJoined(before) && here && !cut.has(here.month)) || (isJoined(after) && after && !cut.has(after.month)))
}
