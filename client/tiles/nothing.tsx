import type { Cell } from '../../shared/answer.ts'
import { useWords } from '../i18n/provider.tsx'

/** A sign for each kind of nothing, to be told apart from across a room before the word is read. */
const SIGNS = { noData: '—', notApplicable: '∕', suppressed: '•••', tooFew: '<', problem: '—' } as const

/** Says which kind of nothing stands in place of a figure; a reported zero never comes here. */
export function Nothing({ none }: { none: Cell['none'] | 'problem' }) {
  const words = useWords()
  const kind = none ?? 'noData'
  return (
    <span className="nothing" data-none={kind}>
      <span className="nothing-dash" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <span className="nothing-word">{words(`nothing.${kind}`)}</span>
    </span>
  )
}
