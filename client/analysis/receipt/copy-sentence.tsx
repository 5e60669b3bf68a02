import type { Receipt } from '../../../shared/receipt.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { useCopied } from '../../ui/use-copied.ts'
import { sentenceOf } from './sentence.ts'

const SAID = { idle: 'copy', copied: 'copied', failed: 'copyFailed' } as const

/** Puts the sentence for a report on the clipboard. */
export function CopySentence({ receipt, name, days }: { receipt: Receipt; name: string; days: string }) {
  const words = useWords()
  const locale = useLocale()
  const { state, copy } = useCopied()
  const said = words(`analysisReceipt.${SAID[state]}`)
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() => copy(sentenceOf(receipt, { name, days, words, locale }) ?? '')}
      >
        {said}
      </button>
      {/* Beside the button: a status inside it would leave the button without a name for those who listen. */}
      <span className="visually-hidden" role="status">
        {state !== 'idle' && said}
      </span>
    </>
  )
}
