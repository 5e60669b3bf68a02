import type { Batch, EffectWarning } from '../../shared/batch.ts'
import { formatMoment } from '../format/moment.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import type { Tone } from '../ui/mark.tsx'
import { useWarningWords } from './effect-warnings.tsx'

/** Where a delivery stands and what that means, in two sentences. */
export interface Verdict {
  title: string
  note: string
  tone: Tone
}

/** The verdict of a delivery in the words of the page. @param warnings - of its effect */
export function useVerdict(batch: Batch, warnings: readonly EffectWarning[] = []): Verdict {
  const words = useWords()
  const locale = useLocale()
  const tell = useWarningWords()
  const { state, rows, questions = [], seq, committedAt, problem } = batch
  const n = (count: number) => formatNumber(count, locale)
  switch (state) {
    case 'receiving':
    case 'checking':
      return { title: words('delivery.decide.working'), note: words('delivery.decide.workingNote'), tone: 'busy' }
    case 'asking':
      return {
        title: words('delivery.decide.asking', { n: `${questions.length}` }),
        note: words('delivery.decide.askingNote'),
        tone: 'watch',
      }
    case 'ready':
      if (warnings.length > 0) {
        return {
          title: words('outcome.warnings.verdict', { n: n(warnings.length) }),
          note: words('delivery.decide.readyNote'),
          tone: warnings.some((warning) => tell(warning).tone === 'bad') ? 'bad' : 'watch',
        }
      }
      return { title: words('delivery.decide.ready'), note: words('delivery.decide.readyNote'), tone: 'good' }
    case 'refused':
      return problem?.code === 'IOC_ROWS_REFUSED' && rows.rejected > 0
        ? {
            title: words('delivery.decide.refusedRows', { n: n(rows.rejected) }),
            note: words('delivery.decide.refusedRowsNote', { good: n(rows.accepted) }),
            tone: 'bad',
          }
        : {
            title: problem?.title ?? words('delivery.decide.refusedFile'),
            note: words('delivery.decide.refusedFileNote'),
            tone: 'bad',
          }
    case 'approving':
      return { title: words('delivery.decide.approving'), note: words('outcome.approval.waiting'), tone: 'busy' }
    case 'committed':
      return {
        title: words('delivery.decide.committed'),
        note: words('delivery.decide.committedNote', {
          seq: n(seq ?? 0),
          at: committedAt ? formatMoment(committedAt) : '',
        }),
        tone: 'good',
      }
    case 'withdrawn':
      return { title: words('delivery.decide.withdrawn'), note: words('delivery.decide.withdrawnNote'), tone: 'calm' }
    case 'discarded':
      return { title: words('delivery.decide.discarded'), note: words('delivery.decide.discardedNote'), tone: 'calm' }
  }
}
