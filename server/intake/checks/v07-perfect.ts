import { type Check, numberIn, type Rule } from './check.ts'
import { rateOf } from './published.ts'

/** V7: a perfect score of many, or nothing left open of very many, is remarkable: its base belongs beside it. @see DOMAIN §1.4, A17, A21, A24 */
export const PERFECT: Rule = {
  id: 'V7',
  severity: 'notice',
  title: { vi: 'Số liệu tròn tuyệt đối', en: 'A perfect score' },
  message: {
    vi: '{what} (n = {n}): nên kèm số mẫu khi công bố.',
    en: '{what} (n = {n}): show the base when publishing it.',
  },
}

const ENOUGH = 30
const LARGE = 1000

const publishedCheck: Check = {
  datasets: ['indicators'],
  row(row, say) {
    const rate = rateOf(row)
    if (!rate?.exact || (rate.stated !== 100 && rate.stated !== 0) || rate.denominator < ENOUGH) return
    const what = { vi: `Tỷ lệ ${rate.stated} %`, en: `A rate of ${rate.stated} %` }
    say(PERFECT, { column: 'value', params: { what, n: rate.denominator } })
  },
}

const reportCheck: Check = {
  datasets: ['dossier-reports'],
  row(row, say) {
    const received = numberIn(row, 'received')
    if (received === null || received < LARGE || numberIn(row, 'open') !== 0) return
    if (numberIn(row, 'resolved') !== received) return
    const what = { vi: 'Không còn hồ sơ nào đang giải quyết', en: 'No dossier is left in progress' }
    say(PERFECT, { column: 'open', params: { what, n: received } })
  },
}

export const perfectChecks: readonly Check[] = [publishedCheck, reportCheck]
