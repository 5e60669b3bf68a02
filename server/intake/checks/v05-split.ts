import { type Check, numberIn, type Rule } from './check.ts'

/** V5: early + on time + late ≤ resolved; the shortfall becomes "unclassified". @see DOMAIN §1.4, B1–B3 */
export const SPLIT_SHORT: Rule = {
  id: 'V5',
  severity: 'warning',
  title: { vi: 'Đã giải quyết nhưng chưa phân loại hạn', en: 'Resolved without an on-time split' },
  message: {
    vi: 'Trước hạn + đúng hạn + quá hạn ít hơn đã giải quyết {shortfall} (trong {resolved}); phần này tính là chưa phân loại.',
    en: 'Early + on time + late are {shortfall} fewer than resolved ({resolved}); these count as unclassified.',
  },
}

export const SPLIT_OVER: Rule = {
  id: 'V5.over',
  severity: 'error',
  title: { vi: 'Phân loại hạn nhiều hơn đã giải quyết', en: 'The on-time split exceeds resolved' },
  message: {
    vi: 'Trước hạn + đúng hạn + quá hạn = {sum}, nhiều hơn đã giải quyết {resolved}.',
    en: 'Early + on time + late = {sum}, more than resolved {resolved}.',
  },
}

export const V5_RULES: readonly Rule[] = [SPLIT_SHORT, SPLIT_OVER]

export const splitCheck: Check = {
  datasets: ['dossier-reports'],
  row(row, say) {
    const resolved = numberIn(row, 'resolved')
    const onTime = numberIn(row, 'onTime')
    const late = numberIn(row, 'late')
    if (resolved === null || onTime === null || late === null) return
    const sum = (numberIn(row, 'early') ?? 0) + onTime + late
    if (sum > resolved) say(SPLIT_OVER, { column: 'resolved', params: { sum, resolved } })
    if (sum < resolved) say(SPLIT_SHORT, { column: 'resolved', params: { shortfall: resolved - sum, resolved } })
  },
}
