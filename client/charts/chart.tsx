import { useEffect, useRef } from 'react'
import { type ChartInstance, type ChartOption, openChart } from './echarts.ts'

interface ChartProps {
  /** Builds the drawing for a box; `u` is the wall's unit in CSS pixels. */
  option: (box: { width: number; height: number; u: number; element: HTMLElement }) => ChartOption
  /** What a screen reader says instead of the drawing. */
  label: string
}

/** One chart for the life of its tile: a new option changes the drawing, a new size refits it, leaving disposes of it. */
export function Chart({ option, label }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null)
  const chart = useRef<ChartInstance | null>(null)
  const latest = useRef(option)
  latest.current = option

  useEffect(() => {
    const element = holder.current
    if (!element) return
    let stopped = false
    const draw = () => {
      const { clientWidth: width, clientHeight: height } = element
      if (stopped || width === 0 || height === 0) return
      chart.current ??= openChart(element)
      if (chart.current.getWidth() !== width || chart.current.getHeight() !== height) {
        chart.current.resize({ width, height })
      }
      chart.current.setOption(latest.current({ width, height, u: unitOf(element), element }), {
        replaceMerge: ['series'],
      })
    }
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    void document.fonts.ready.then(draw)
    return () => {
      stopped = true
      observer.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    const element = holder.current
    if (!element || !chart.current) return
    const { clientWidth: width, clientHeight: height } = element
    chart.current.setOption(option({ width, height, u: unitOf(element), element }), { replaceMerge: ['series'] })
  }, [option])

  return <div ref={holder} className="chart" role="img" aria-label={label} />
}

function unitOf(element: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(element).getPropertyValue('--u')) || 1
}
