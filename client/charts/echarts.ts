import { LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([LineChart, GridComponent, CanvasRenderer])

export type ChartOption = EChartsCoreOption
export type ChartInstance = EChartsType

/** The one door to ECharts: draws on a canvas, never moves by itself, never writes HTML. */
export function openChart(element: HTMLElement): ChartInstance {
  return init(element, undefined, { renderer: 'canvas' })
}
