import { withSome } from './arithmetic.ts'
import { type Check, numberIn, type Rule } from './check.ts'
import { saySum } from './v01-sum.ts'

/** V4: received = resolved + in progress (+ paused + returned where the source tells them apart). @see DOMAIN §1.4, A20, B1 */
export const IDENTITY: Rule = {
  id: 'V4',
  severity: 'error',
  title: { vi: 'Nhận giải quyết khác đã + đang giải quyết', en: 'Received is not resolved plus in progress' },
  message: {
    vi: 'Nhận giải quyết {received} khác đã giải quyết {resolved} + đang giải quyết {open} (lệch {difference}).',
    en: 'To be resolved {received} is not resolved {resolved} + in progress {open} (off by {difference}).',
  },
  suggestion: {
    vi: 'Kiểm tra số tạm dừng, số trả lại và số chuyển từ kỳ trước tại nguồn.',
    en: 'Check the paused, the returned and those carried over at the source.',
  },
}

/** A source may count paused and returned dossiers inside "in progress" or beside it: either way is an identity. */
export const identityCheck: Check = {
  datasets: ['dossier-reports'],
  row(row, say) {
    const received = numberIn(row, 'received')
    const resolved = numberIn(row, 'resolved')
    const open = numberIn(row, 'open')
    if (open === null) return
    const aside = [0, numberIn(row, 'paused') ?? 0, numberIn(row, 'returned') ?? 0]
    if (received !== null && resolved !== null) {
      const difference = received - resolved - open
      if (!withSome(aside).includes(difference))
        say(IDENTITY, { column: 'received', params: { received, resolved, open, difference } })
    }
    const within = numberIn(row, 'openWithin')
    const overdue = numberIn(row, 'openOverdue')
    if (within === null || overdue === null) return
    if (!withSome(aside).includes(open - within - overdue))
      saySum(say, 'open', { vi: 'Đang giải quyết', en: 'In progress' }, open, [within, overdue])
  },
}
