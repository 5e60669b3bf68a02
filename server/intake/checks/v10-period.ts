import type { Row } from '../../../shared/datasets/dataset.ts'
import { daysBetween } from '../../../shared/period.ts'
import type { Rule, Say } from './check.ts'

/** V10: a period whose count is out of line with the others of its own delivery; usually a wrong period label. @see DOMAIN §1.4, A25 */
export const PERIOD_ODD: Rule = {
  id: 'V10',
  severity: 'warning',
  title: { vi: 'Số liệu lệch hẳn các kỳ khác', en: 'A count out of line with the other periods' },
  message: {
    vi: 'Nhận giải quyết {value}, trong khi các kỳ khác của đơn vị thường khoảng {usual}.',
    en: 'To be resolved {value}, while the other periods of the unit are usually about {usual}.',
  },
  suggestion: {
    vi: 'Kiểm tra kỳ của dòng: có thể là số luỹ kế nhiều tháng.',
    en: 'Check the period of the row: it may be a total of several months.',
  },
}

const TIMES = 10
const ENOUGH_PERIODS = 4
/** Small numbers jump by themselves. */
const LEAST = 100

/** Compares the periods of equal length that one delivery gives for one unit and field. Needs no memory of earlier deliveries. */
export function checkHistory(rows: readonly { row: Row; say: Say }[]): void {
  const series = Map.groupBy(rows, ({ row }) => `${row.unit}\u001f${row.field}\u001f${lengthOf(row)}`)
  for (const list of series.values()) {
    if (list.length < ENOUGH_PERIODS) continue
    const values = list.map(({ row }) => row.received).filter((value) => typeof value === 'number')
    const usual = values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0
    for (const { row, say } of list) {
      const { received: value } = row
      if (typeof value === 'number' && value >= LEAST && value > usual * TIMES)
        say(PERIOD_ODD, { column: 'received', value: String(value), params: { value, usual } })
    }
  }
}

/** Months differ by up to three days and are still one kind of period. */
function lengthOf({ from, to }: Row): number {
  return typeof from === 'string' && typeof to === 'string' ? Math.round(daysBetween(from, to) / 30) : 0
}
