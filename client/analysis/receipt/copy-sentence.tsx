import { useState } from 'react'
import type { Receipt } from '../../../shared/receipt.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { sentenceOf } from './sentence.ts'

/** Puts the sentence for a report on the clipboard. */
export function CopySentence({ receipt, name, days }: { receipt: Receipt; name: string; days: string }) {
  const words = useWords()
  const locale = useLocale()
  const [state, setState] = useState<'copy' | 'copied' | 'copyFailed'>('copy')
  const copy = () => {
    const text = sentenceOf(receipt, { name, days, words, locale }) ?? ''
    // The clipboard is shut on plain http from another machine.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    copied.then(
      () => setState('copied'),
      () => setState('copyFailed'),
    )
  }
  return (
    <>
      <button type="button" className="button quiet" onClick={copy}>
        {words(`analysisReceipt.${state}`)}
      </button>
      {/* Beside the button: a status inside it would leave the button without a name for those who listen. */}
      <span className="visually-hidden" role="status">
        {state !== 'copy' && words(`analysisReceipt.${state}`)}
      </span>
    </>
  )
}
