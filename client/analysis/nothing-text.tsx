import type { Cell } from '../../shared/answer.ts'
import { useWords } from '../i18n/provider.tsx'

const SIGNS = { noData: '—', notApplicable: '∕', suppressed: '•', tooFew: '<' } as const

/** Which kind of nothing a cell holds, each with a sign of its own; the word is there for whoever points or listens. */
export function NothingText({ none, isShort = false }: { none: Cell['none']; isShort?: boolean }) {
  const words = useWords()
  const kind = none ?? 'noData'
  const word = words(`nothing.${kind}`)
  return (
    <span className="none" data-none={kind} title={word}>
      <span aria-hidden="true">{SIGNS[kind]}</span>
      <span className={isShort ? 'visually-hidden' : 'none-word'}>{word}</span>
    </span>
  )
}
