import type { Receipt } from '../../../shared/receipt.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { useCopied } from '../../ui/use-copied.ts'
import { CopyButton } from '../copy-button.tsx'
import { sentenceOf } from './sentence.ts'

const SAID = { idle: 'copy', copied: 'copied', failed: 'copyFailed' } as const

/** Puts the sentence for a report on the clipboard. */
export function CopySentence({ receipt, name, days }: { receipt: Receipt; name: string; days: string }) {
  const words = useWords()
  const locale = useLocale()
  const { state, copy } = useCopied()
  const said = words(`analysisReceipt.${SAID[state]}`)
  return (
    <CopyButton
      said={said}
      isDone={state !== 'idle'}
      onCopy={() => copy(sentenceOf(receipt, { name, days, words, locale }) ?? '')}
    />
  )
}
