import { dayOfCell, type Row } from '../../../shared/datasets/dataset.ts'
import type { Check, Rule } from './check.ts'

/** V15: days that cannot follow one another. Compared by day, never by hour: many systems write midnight. */
export const DATE_ORDER: Rule = {
  id: 'V15',
  severity: 'error',
  title: { vi: 'Thứ tự ngày sai', en: 'Days in the wrong order' },
  message: ({ earlier, later }) => `"${later}" trước "${earlier}".`,
  suggestion: () => 'Sửa ngày ở hệ thống nguồn rồi xuất lại.',
}

export const DATE_FUTURE: Rule = {
  id: 'V15.future',
  severity: 'error',
  title: { vi: 'Ngày ở tương lai', en: 'A day in the future' },
  message: ({ title }) => `"${title}" ở sau ngày hôm nay.`,
  suggestion: () => 'Kiểm tra ngày và thứ tự ngày/tháng của cột.',
}

export const DATE_DUE: Rule = {
  id: 'V15.due',
  severity: 'warning',
  title: { vi: 'Hạn trước ngày tiếp nhận', en: 'Due before received' },
  message: () => 'Ngày hẹn trả trước ngày tiếp nhận.',
}

export const DATE_RULES: readonly Rule[] = [DATE_ORDER, DATE_FUTURE, DATE_DUE]

interface DateWords {
  /** The day on which work begins. */
  start: string
  /** Days that cannot lie before it. */
  ends: readonly string[]
  /** Days that cannot lie in the future. */
  past: readonly string[]
}

const ORDERS: Record<string, DateWords> = {
  dossiers: {
    start: 'receivedAt',
    ends: ['finishedAt', 'returnedAt'],
    past: ['submittedAt', 'receivedAt', 'finishedAt', 'returnedAt', 'statusAt'],
  },
  feedback: {
    start: 'receivedAt',
    ends: ['answeredAt'],
    past: ['submittedAt', 'receivedAt', 'routedAt', 'acceptedAt', 'answeredAt'],
  },
  surveys: { start: 'answeredAt', ends: [], past: ['answeredAt'] },
}

const TITLES: Record<string, string> = {
  submittedAt: 'Ngày nộp',
  receivedAt: 'Ngày tiếp nhận',
  finishedAt: 'Ngày kết thúc xử lý',
  returnedAt: 'Ngày trả',
  statusAt: 'Ngày chuyển trạng thái',
  routedAt: 'Thời điểm chuyển',
  acceptedAt: 'Thời điểm đơn vị nhận',
  answeredAt: 'Thời điểm trả lời',
}

/** Builds the check of one dataset's days. */
function datesOf(dataset: string, { start, ends, past }: DateWords): Check {
  const on = (row: Row, name: string) => dayOfCell(row[name])
  return {
    datasets: [dataset],
    row(row, say, { today }) {
      for (const name of past) {
        const day = on(row, name)
        if (day !== null && day > today)
          say(DATE_FUTURE, { column: name, value: day, params: { title: TITLES[name] ?? name } })
      }
      const begun = on(row, start)
      if (begun === null) return
      for (const name of ends) {
        const day = on(row, name)
        if (day !== null && day < begun)
          say(DATE_ORDER, { column: name, params: { earlier: TITLES[start] ?? start, later: TITLES[name] ?? name } })
      }
      const due = on(row, 'dueAt')
      if (due !== null && due < begun) say(DATE_DUE, { column: 'dueAt' })
    },
  }
}

export const dateChecks: readonly Check[] = Object.entries(ORDERS).map(([dataset, words]) => datesOf(dataset, words))
