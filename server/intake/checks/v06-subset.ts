import type { Row, Words } from '../../../shared/datasets/dataset.ts'
import { type Check, numberIn, type Rule, type Say } from './check.ts'
import { rateOf } from './published.ts'

/** V6: a part is not greater than its whole. @see DOMAIN §1.4, A23 */
export const SUBSET: Rule = {
  id: 'V6',
  severity: 'error',
  title: { vi: 'Phần lớn hơn tổng', en: 'A part greater than its whole' },
  message: {
    vi: '{part} ({a}) lớn hơn {whole} ({b}).',
    en: '{part} ({a}) exceeds {whole} ({b}).',
  },
}

const RECEIVED: Words = { vi: 'tổng nhận giải quyết', en: 'all to be resolved' }

const WHOLES: readonly [part: string, whole: string, partTitle: Words, wholeTitle: Words][] = [
  ['receivedOnline', 'received', { vi: 'Trực tuyến', en: 'Online' }, RECEIVED],
  ['receivedDirect', 'received', { vi: 'Trực tiếp', en: 'Direct' }, RECEIVED],
  ['receivedPost', 'received', { vi: 'Qua bưu chính', en: 'By post' }, RECEIVED],
  ['carriedOver', 'received', { vi: 'Kỳ trước', en: 'Carried over' }, RECEIVED],
  ['late', 'resolved', { vi: 'Quá hạn', en: 'Late' }, { vi: 'đã giải quyết', en: 'resolved' }],
  [
    'openOverdue',
    'open',
    { vi: 'Đang giải quyết quá hạn', en: 'Overdue in progress' },
    { vi: 'đang giải quyết', en: 'in progress' },
  ],
  [
    'paidOnline',
    'feeDue',
    { vi: 'Đã thanh toán trực tuyến', en: 'Paid online' },
    { vi: 'hồ sơ có phí', en: 'dossiers with a fee' },
  ],
]

const reportCheck: Check = {
  datasets: ['dossier-reports'],
  row(row, say) {
    for (const [part, whole, partTitle, wholeTitle] of WHOLES) sayPart(row, say, part, whole, partTitle, wholeTitle)
    const received = numberIn(row, 'received')
    const online = numberIn(row, 'receivedOnline')
    const post = numberIn(row, 'receivedPost')
    // "Online 100 %" beside dossiers by post (A23): two ways of one whole, where the third is not told.
    if (received === null || online === null || post === null || numberIn(row, 'receivedDirect') !== null) return
    if (online <= received && post <= received && online + post > received)
      say(SUBSET, {
        column: 'receivedPost',
        params: {
          part: { vi: 'Trực tuyến + bưu chính', en: 'Online + by post' },
          whole: RECEIVED,
          a: online + post,
          b: received,
        },
      })
  },
}

function sayPart(row: Row, say: Say, part: string, whole: string, partTitle: Words, wholeTitle: Words): void {
  const a = numberIn(row, part)
  const b = numberIn(row, whole)
  if (a !== null && b !== null && a > b)
    say(SUBSET, { column: part, params: { part: partTitle, whole: wholeTitle, a, b } })
}

const publishedCheck: Check = {
  datasets: ['indicators'],
  row(row, say) {
    if (rateOf(row))
      sayPart(
        row,
        say,
        'numerator',
        'denominator',
        { vi: 'Tử số', en: 'The numerator' },
        { vi: 'mẫu số', en: 'the denominator' },
      )
  },
}

const rankCheck: Check = {
  datasets: ['index-scores'],
  row(row, say) {
    sayPart(row, say, 'rank', 'of', { vi: 'Hạng', en: 'The rank' }, { vi: 'số đơn vị', en: 'the number of units' })
  },
}

export const subsetChecks: readonly Check[] = [reportCheck, publishedCheck, rankCheck]
