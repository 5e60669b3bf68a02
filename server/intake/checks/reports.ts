import type { Row } from '../../../shared/datasets/dataset.ts'
import { judgeSum } from './arithmetic.ts'
import { type Check, type Rule, type Say, vi } from './check.ts'

/** V1: parts that do not add up to their stated total; both are shown, neither is believed. */
export const SUM: Rule = {
  id: 'V1',
  severity: 'error',
  title: { vi: 'Các phần không cộng đúng tổng', en: 'Parts do not add up to the total' },
  message: ({ what, total, sum, difference }) =>
    `${what}: tổng ghi ${vi(Number(total))}, các phần cộng lại ${vi(Number(sum))} (lệch ${vi(Number(difference))}).`,
  suggestion: () => 'Tổng hoặc một phần đã cũ: kiểm tra lại tại nguồn.',
}

/** V4: received = resolved + in progress (+ paused + returned where the source tells them apart). */
export const IDENTITY: Rule = {
  id: 'V4',
  severity: 'error',
  title: { vi: 'Nhận giải quyết khác đã + đang giải quyết', en: 'Received is not resolved plus in progress' },
  message: ({ received, resolved, open, difference }) =>
    `Nhận giải quyết ${vi(Number(received))} khác đã giải quyết ${vi(Number(resolved))} + đang giải quyết ${vi(Number(open))} (lệch ${vi(Number(difference))}).`,
}

export const SPLIT_SHORT: Rule = {
  id: 'V5',
  severity: 'warning',
  title: { vi: 'Đã giải quyết nhưng chưa phân loại hạn', en: 'Resolved without an on-time split' },
  message: ({ shortfall, resolved }) =>
    `Trước hạn + đúng hạn + quá hạn ít hơn đã giải quyết ${vi(Number(shortfall))} (trong ${vi(Number(resolved))}); phần này tính là chưa phân loại.`,
}

export const SPLIT_OVER: Rule = {
  id: 'V5.over',
  severity: 'error',
  title: { vi: 'Phân loại hạn nhiều hơn đã giải quyết', en: 'The on-time split exceeds resolved' },
  message: ({ sum, resolved }) =>
    `Trước hạn + đúng hạn + quá hạn = ${vi(Number(sum))}, nhiều hơn đã giải quyết ${vi(Number(resolved))}.`,
}

/** V6: a part greater than its whole. */
export const SUBSET: Rule = {
  id: 'V6',
  severity: 'error',
  title: { vi: 'Phần lớn hơn tổng', en: 'A part greater than its whole' },
  message: ({ part, whole, a, b }) => `${part} (${vi(Number(a))}) lớn hơn ${whole} (${vi(Number(b))}).`,
}

/** V7 for reports: nothing open at all at the end of a period is implausible for many dossiers. */
export const NONE_OPEN: Rule = {
  id: 'V7',
  severity: 'notice',
  title: { vi: 'Số liệu tròn tuyệt đối', en: 'A perfect score' },
  message: ({ what, n }) => `${what} (n = ${vi(Number(n))}): nên kèm số mẫu khi công bố.`,
}

export const REPORT_RULES: readonly Rule[] = [SUM, IDENTITY, SPLIT_SHORT, SPLIT_OVER, SUBSET, NONE_OPEN]

const LARGE = 1000

const WHOLES: readonly [part: string, whole: string, partTitle: string, wholeTitle: string][] = [
  ['receivedOnline', 'received', 'Trực tuyến', 'tổng nhận giải quyết'],
  ['carriedOver', 'received', 'Kỳ trước', 'tổng nhận giải quyết'],
  ['late', 'resolved', 'Quá hạn', 'đã giải quyết'],
  ['openOverdue', 'open', 'Đang giải quyết quá hạn', 'đang giải quyết'],
  ['paidOnline', 'feeDue', 'Đã thanh toán trực tuyến', 'hồ sơ có phí'],
]

const count = (row: Row, name: string): number | null => {
  const value = row[name]
  return typeof value === 'number' ? value : null
}

/** The identities of form II.06 on one row of counts. Parts that the source does not have are not asked for. */
export const reportCheck: Check = {
  datasets: ['dossier-reports'],
  row(row, say) {
    checkReceived(row, say)
    checkBalance(row, say)
    checkSplit(row, say)
    for (const [part, whole, partTitle, wholeTitle] of WHOLES) {
      const a = count(row, part)
      const b = count(row, whole)
      if (a !== null && b !== null && a > b)
        say(SUBSET, { column: part, params: { part: partTitle, whole: wholeTitle, a, b } })
    }
  },
}

function checkReceived(row: Row, say: Say): void {
  const received = count(row, 'received')
  const online = count(row, 'receivedOnline')
  const direct = count(row, 'receivedDirect')
  const carried = count(row, 'carriedOver')
  if (received === null || online === null || direct === null || carried === null) return
  const parts = [online, direct, count(row, 'receivedPost') ?? 0, carried]
  saySum(say, 'received', 'Nhận giải quyết', received, parts)
}

function checkBalance(row: Row, say: Say): void {
  const received = count(row, 'received')
  const resolved = count(row, 'resolved')
  const open = count(row, 'open')
  const aside = [0, count(row, 'paused') ?? 0, count(row, 'returned') ?? 0]
  if (received !== null && resolved !== null && open !== null) {
    const difference = received - resolved - open
    // A source may count paused and returned dossiers inside "in progress" or beside it: either way is an identity.
    if (!withSome(aside).includes(difference))
      say(IDENTITY, { column: 'received', params: { received, resolved, open, difference } })
    else if (open === 0 && resolved === received && received >= LARGE)
      say(NONE_OPEN, { column: 'open', params: { what: 'Không còn hồ sơ nào đang giải quyết', n: received } })
  }
  const within = count(row, 'openWithin')
  const overdue = count(row, 'openOverdue')
  if (open === null || within === null || overdue === null) return
  if (!withSome(aside).includes(open - within - overdue))
    saySum(say, 'open', 'Đang giải quyết', open, [within, overdue])
}

function checkSplit(row: Row, say: Say): void {
  const resolved = count(row, 'resolved')
  const onTime = count(row, 'onTime')
  const late = count(row, 'late')
  if (resolved === null || onTime === null || late === null) return
  const sum = (count(row, 'early') ?? 0) + onTime + late
  if (sum > resolved) say(SPLIT_OVER, { column: 'resolved', params: { sum, resolved } })
  if (sum < resolved) say(SPLIT_SHORT, { column: 'resolved', params: { shortfall: resolved - sum, resolved } })
}

/** Says V1 unless the parts add up. */
export function saySum(say: Say, column: string, what: string, total: number, parts: readonly number[]): void {
  const { verdict, difference } = judgeSum(total, parts)
  if (verdict === 'mismatch') say(SUM, { column, params: { what, total, sum: total - difference, difference } })
}

/** All sums of some of the numbers: 0, a, b, a + b … */
function withSome(numbers: readonly number[]): number[] {
  let sums = [0]
  for (const value of numbers) sums = sums.concat(sums.map((sum) => sum + value))
  return sums
}
