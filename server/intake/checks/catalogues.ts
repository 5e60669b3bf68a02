import { hoursOf } from '../../../shared/calendar.ts'
import { findMeasure } from '../../../shared/measures/list.ts'
import type { Check, Rule } from './check.ts'

/** Office hours that nobody could reckon with. */
export const HOURS_BAD: Rule = {
  id: 'hours.bad',
  severity: 'error',
  title: { vi: 'Giờ làm việc không đọc được', en: 'Office hours that cannot be read' },
  message: { vi: 'Không đọc được giờ làm việc.', en: 'The office hours cannot be read.' },
  suggestion: {
    vi: 'Ghi giờ như 07:00-11:30,13:30-17:00.',
    en: 'Write hours as 07:00-11:30,13:30-17:00.',
  },
}

/** A weight that names a measure which gives no share: its part of the index stays without a computed score. */
export const WEIGHT_MEASURE: Rule = {
  id: 'weight.measure',
  severity: 'warning',
  title: { vi: 'Chỉ số của trọng số không tính được tỷ lệ', en: 'The measure of a weight gives no share' },
  message: {
    vi: '"{measure}" không phải là một tỷ lệ trong danh mục chỉ số.',
    en: '"{measure}" is no share among the measures.',
  },
  suggestion: {
    vi: 'Ghi mã của một chỉ số tỷ lệ, ví dụ dossiers.onlineRate, hoặc để trống.',
    en: 'Write the id of a measure that is a share, such as dossiers.onlineRate, or leave it empty.',
  },
}

/** What ended before it began was never in force. */
export const SPELL_REVERSED: Rule = {
  id: 'V15.spell',
  severity: 'error',
  title: { vi: 'Hết hiệu lực trước ngày hiệu lực', en: 'Ends before it begins' },
  message: { vi: 'Ngày hết hiệu lực trước ngày hiệu lực.', en: 'It ends before it begins.' },
}

export const CATALOGUE_RULES: readonly Rule[] = [HOURS_BAD, WEIGHT_MEASURE, SPELL_REVERSED]

const hoursCheck: Check = {
  datasets: ['calendar'],
  row({ hours }, say) {
    if (typeof hours === 'string' && hours !== '' && hoursOf(hours) === null)
      say(HOURS_BAD, { column: 'hours', value: hours })
  },
}

const weightCheck: Check = {
  datasets: ['index-weights'],
  row({ measure }, say) {
    if (typeof measure !== 'string' || measure === '') return
    if (findMeasure(measure)?.unitOfMeasure !== 'fraction')
      say(WEIGHT_MEASURE, { column: 'measure', value: measure, params: { measure } })
  },
}

const spellCheck: Check = {
  datasets: ['procedures', 'index-weights'],
  row({ from, to }, say) {
    if (typeof from === 'string' && typeof to === 'string' && to < from)
      say(SPELL_REVERSED, { column: 'to', value: to })
  },
}

export const catalogueChecks: readonly Check[] = [hoursCheck, weightCheck, spellCheck]
