import { dayOfCell, type Row, type Words } from '../../../shared/datasets/dataset.ts'
import type { Check, Rule } from './check.ts'

/** V15: days that cannot follow one another. Compared by day, never by hour: many systems write midnight. @see DOMAIN §1.4, §2.4 */
export const DATE_ORDER: Rule = {
  id: 'V15',
  severity: 'error',
  title: { vi: 'Thứ tự ngày sai', en: 'Days in the wrong order' },
  message: { vi: '"{later}" trước "{earlier}".', en: '"{later}" lies before "{earlier}".' },
  suggestion: {
    vi: 'Kiểm tra thứ tự ngày/tháng của cột, hoặc sửa ngày ở hệ thống nguồn rồi xuất lại.',
    en: 'Check whether day or month comes first in the column, or mend the days at their source.',
  },
}

export const DATE_FUTURE: Rule = {
  id: 'V15.future',
  severity: 'error',
  title: { vi: 'Ngày ở tương lai', en: 'A day in the future' },
  message: { vi: '"{title}" ở sau ngày hôm nay.', en: '"{title}" lies after today.' },
  suggestion: {
    vi: 'Kiểm tra ngày và thứ tự ngày/tháng của cột.',
    en: 'Check the day, and whether day or month comes first in the column.',
  },
}

export const DATE_DUE: Rule = {
  id: 'V15.due',
  severity: 'warning',
  title: { vi: 'Hạn trước ngày tiếp nhận', en: 'Due before received' },
  message: { vi: 'Ngày hẹn trả trước ngày tiếp nhận.', en: 'It was due before it was received.' },
}

/** Due days that were moved are counted, since lateness is measured against the last one. @see DOMAIN §2.4 */
export const DUE_MOVED: Rule = {
  id: 'V15.moved',
  severity: 'notice',
  title: { vi: 'Hạn trả đã đổi', en: 'The due day was moved' },
  message: {
    vi: 'Ngày hẹn trả khác ngày hẹn trả lần đầu: các dòng này đã được gia hạn hoặc đổi hạn.',
    en: 'The due day is not the first one: these rows were given another one.',
  },
}

export const V15_RULES: readonly Rule[] = [DATE_ORDER, DATE_FUTURE, DATE_DUE, DUE_MOVED]

/** Which days of a dataset follow which. */
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

const TITLES: Record<string, Words> = {
  submittedAt: { vi: 'Ngày nộp', en: 'Submitted' },
  receivedAt: { vi: 'Ngày tiếp nhận', en: 'Received' },
  finishedAt: { vi: 'Ngày kết thúc xử lý', en: 'Finished' },
  returnedAt: { vi: 'Ngày trả', en: 'Handed over' },
  statusAt: { vi: 'Ngày chuyển trạng thái', en: 'Status since' },
  routedAt: { vi: 'Thời điểm chuyển', en: 'Routed' },
  acceptedAt: { vi: 'Thời điểm đơn vị nhận', en: 'Accepted' },
  answeredAt: { vi: 'Thời điểm trả lời', en: 'Answered' },
}
const titleOf = (name: string): string | Words => TITLES[name] ?? name

/** Builds the check of one dataset's days. */
function datesOf(dataset: string, { start, ends, past }: DateWords): Check {
  const on = (row: Row, name: string) => dayOfCell(row[name])
  return {
    datasets: [dataset],
    row(row, say, { today }) {
      for (const name of past) {
        const day = on(row, name)
        if (day !== null && day > today)
          say(DATE_FUTURE, { column: name, value: day, params: { title: titleOf(name) } })
      }
      const due = on(row, 'dueAt')
      const firstDue = due === null ? null : on(row, 'firstDueAt')
      if (firstDue !== null && firstDue !== due) say(DUE_MOVED, { column: 'dueAt' })
      const begun = on(row, start)
      if (begun === null) return
      for (const name of ends) {
        const day = on(row, name)
        if (day !== null && day < begun)
          say(DATE_ORDER, { column: name, against: start, params: { earlier: titleOf(start), later: titleOf(name) } })
      }
      if (due !== null && due < begun) say(DATE_DUE, { column: 'dueAt', against: start })
    },
  }
}

export const dateChecks: readonly Check[] = Object.entries(ORDERS).map(([dataset, words]) => datesOf(dataset, words))
