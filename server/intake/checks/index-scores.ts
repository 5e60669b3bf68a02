import { judgeSum } from './arithmetic.ts'
import { type Check, type Rule, vi } from './check.ts'
import { SUBSET } from './reports.ts'

/** V1 for the national index: the six components add up to the total within 0.01, as they do in the portal's own export. */
export const INDEX_SUM: Rule = {
  id: 'V1.index',
  severity: 'error',
  title: { vi: 'Sáu nhóm điểm không cộng đúng tổng điểm', en: 'Six components do not add up to the total' },
  message: ({ total, sum }) => `Tổng điểm ghi ${vi(Number(total))}, sáu nhóm cộng lại ${vi(Number(sum))}.`,
}

/** One unit and period twice with two scores that do not round to each other. */
export const INDEX_TWICE: Rule = {
  id: 'V9.index',
  severity: 'error',
  title: { vi: 'Hai điểm khác nhau cho một đơn vị và kỳ', en: 'Two scores for one unit and period' },
  message: ({ period, a, b }) => `Kỳ ${period}: một trang ghi ${vi(Number(a))}, trang khác ghi ${vi(Number(b))}.`,
}

export const INDEX_ROUNDED: Rule = {
  id: 'V9.rounded',
  severity: 'notice',
  title: { vi: 'Điểm làm tròn của dòng đã có', en: 'A rounded repetition of a fuller row' },
  message: ({ period, a, b }) =>
    `Kỳ ${period}: điểm ${vi(Number(a))} là ${vi(Number(b))} làm tròn; chỉ giữ dòng đầy đủ.`,
}

export const INDEX_RULES: readonly Rule[] = [INDEX_SUM, INDEX_TWICE, INDEX_ROUNDED]

export const COMPONENTS = ['CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDHL', 'MDSH'] as const
const TOLERANCE = 0.0101

export const indexCheck: Check = {
  datasets: ['index-scores'],
  row(row, say) {
    const { total, rank, of } = row
    const parts = COMPONENTS.map((name) => row[name])
    if (typeof total === 'number' && parts.every((part) => typeof part === 'number')) {
      const { difference } = judgeSum(total, parts)
      if (Math.abs(difference) > TOLERANCE)
        say(INDEX_SUM, { column: 'total', value: String(total), params: { total, sum: total - difference } })
    }
    if (typeof rank === 'number' && typeof of === 'number' && rank > of)
      say(SUBSET, { column: 'rank', params: { part: 'Hạng', whole: 'số đơn vị', a: rank, b: of } })
  },
}
