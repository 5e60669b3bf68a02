import type { Words } from '../../../shared/datasets/dataset.ts'
import { judgeSum } from './arithmetic.ts'
import { type Check, numberIn, type Rule, type Say } from './check.ts'
import { partsOf } from './published.ts'

/** V1: parts add up to their stated total, exactly for counts; both are shown, neither is believed. @see DOMAIN §1.4, A1 */
export const SUM: Rule = {
  id: 'V1',
  severity: 'error',
  title: { vi: 'Các phần không cộng đúng tổng', en: 'Parts do not add up to the total' },
  message: {
    vi: '{what}: tổng ghi {total}, các phần cộng lại {sum} (lệch {difference}).',
    en: '{what}: the total says {total}, the parts add up to {sum} (off by {difference}).',
  },
  suggestion: {
    vi: 'Tổng hoặc một phần đã cũ: kiểm tra lại tại nguồn.',
    en: 'The total or a part is stale: check it at its source.',
  },
}

/** V1 for the national index: the six components add up to the total within 0.01, as they do in the portal's own export. @see DOMAIN §1.3, B14 */
export const INDEX_SUM: Rule = {
  id: 'V1.index',
  severity: 'error',
  title: { vi: 'Sáu nhóm điểm không cộng đúng tổng điểm', en: 'Six components do not add up to the total' },
  message: {
    vi: 'Tổng điểm ghi {total}, sáu nhóm cộng lại {sum}.',
    en: 'The total says {total}, the six components add up to {sum}.',
  },
}

export const V1_RULES: readonly Rule[] = [SUM, INDEX_SUM]

/** The groups of Decision 766, in its order. */
export const COMPONENTS = ['CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDHL', 'MDSH'] as const
const TOLERANCE = 0.0101

/** Says V1 unless the parts add up. */
export function saySum(say: Say, column: string, what: string | Words, total: number, parts: readonly number[]): void {
  const { verdict, difference } = judgeSum(total, parts)
  if (verdict === 'mismatch') say(SUM, { column, params: { what, total, sum: total - difference, difference } })
}

/** Form II.06: (3) = (4)+(5)+(6). Parts that the source does not have are not asked for; (11) = (12)+(13) is asked with V4. */
const receivedCheck: Check = {
  datasets: ['dossier-reports'],
  row(row, say) {
    const received = numberIn(row, 'received')
    const online = numberIn(row, 'receivedOnline')
    const direct = numberIn(row, 'receivedDirect')
    const carried = numberIn(row, 'carriedOver')
    if (received === null || online === null || direct === null || carried === null) return
    const parts = [online, direct, numberIn(row, 'receivedPost') ?? 0, carried]
    saySum(say, 'received', { vi: 'Nhận giải quyết', en: 'To be resolved' }, received, parts)
  },
}

const publishedCheck: Check = {
  datasets: ['indicators'],
  row(row, say) {
    const value = numberIn(row, 'value')
    const parts = partsOf(row.parts)
    if (value !== null && parts) saySum(say, 'value', { vi: 'Giá trị', en: 'Value' }, value, parts)
  },
}

const indexCheck: Check = {
  datasets: ['index-scores'],
  row(row, say) {
    const { total } = row
    const parts = COMPONENTS.map((name) => row[name])
    if (typeof total !== 'number' || !parts.every((part) => typeof part === 'number')) return
    const { difference } = judgeSum(total, parts)
    if (Math.abs(difference) > TOLERANCE)
      say(INDEX_SUM, { column: 'total', value: String(total), params: { total, sum: total - difference } })
  },
}

export const sumChecks: readonly Check[] = [receivedCheck, publishedCheck, indexCheck]
