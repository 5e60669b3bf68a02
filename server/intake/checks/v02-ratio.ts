import { judgeRatio } from './arithmetic.ts'
import type { Check, Rule } from './check.ts'
import { rateOf } from './published.ts'
import { HINT, hintOf } from './v03-hint.ts'

/** V2: a stated percentage that is its fraction cut off instead of rounded. @see DOMAIN §1.4, A10, A19, A22 */
export const TRUNCATED: Rule = {
  id: 'V2.truncated',
  severity: 'notice',
  title: { vi: 'Tỷ lệ bị cắt, không làm tròn', en: 'A percentage cut off instead of rounded' },
  message: {
    vi: 'Tỷ lệ ghi {stated} % là {computed} % bị cắt bớt, không làm tròn.',
    en: 'The stated {stated} % is {computed} % cut off, not rounded.',
  },
}

/** V2: a stated percentage that does not follow from its fraction; V3 is its suggestion. @see DOMAIN §1.4, A6, B5 */
export const MISMATCH: Rule = {
  id: 'V2',
  severity: 'error',
  title: { vi: 'Tỷ lệ không khớp tử số và mẫu số', en: 'A percentage that does not follow from its fraction' },
  message: {
    vi: 'Tỷ lệ ghi {stated} %, nhưng {numerator}/{denominator} = {computed} %.',
    en: 'The stated percentage is {stated} %, but {numerator}/{denominator} = {computed} %.',
  },
  suggestion: HINT,
}

export const V2_RULES: readonly Rule[] = [TRUNCATED, MISMATCH]

/** Compares at the decimals that were published; bounds ("over 90 %") are not judged. */
export const ratioCheck: Check = {
  datasets: ['indicators'],
  row(row, say) {
    const rate = rateOf(row)
    if (!rate?.exact) return
    const { stated, decimals, numerator, denominator } = rate
    const { verdict, computed } = judgeRatio(stated, decimals, numerator, denominator)
    if (verdict === 'exact') return
    const params = { stated, computed, numerator, denominator }
    const found = { column: 'value', value: String(stated) }
    if (verdict === 'truncated') say(TRUNCATED, { ...found, params })
    else say(MISMATCH, { ...found, params: { ...params, ...hintOf(rate, row) } })
  },
}
