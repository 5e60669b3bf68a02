import { type Check, numberIn, type Rule } from './check.ts'
import { isPercentage } from './published.ts'

/** V8: a count is a whole number ≥ 0, a rate lies between 0 and 100, a score inside its maximum. @see DOMAIN §1.4, B10 */
export const NUMBER_UNIT: Rule = {
  id: 'V8',
  severity: 'error',
  title: { vi: 'Số không đúng loại hoặc ngoài khoảng', en: 'A number of the wrong kind or out of range' },
  message: { vi: 'Giá trị phải là {need}.', en: 'The value has to be {need}.' },
}

export const unitCheck: Check = {
  datasets: ['indicators'],
  row(row, say) {
    const value = numberIn(row, 'value')
    if (value === null || !isPercentage(row) || (value >= 0 && value <= 100)) return
    const need = { vi: 'tỷ lệ từ 0 đến 100 %', en: 'a rate from 0 to 100 %' }
    say(NUMBER_UNIT, { column: 'value', value: String(value), params: { need } })
  },
}
