import type { ReceiptRow } from '../../../shared/answer.ts'
import { useWords } from '../../i18n/provider.tsx'
import { type Codes, hasCode } from './use-codes.ts'

/** The code of a row where it was asked for, else the way to ask. */
export function CodeCell({ row, codes }: { row: ReceiptRow; codes: Codes }) {
  const words = useWords()
  const code = codes.of(row)
  if (!hasCode(row)) return null
  if (code === null) return <span className="dim">{words('analysisRows.code.gone')}</span>
  if (code !== undefined) return <span className="code-shown">{code}</span>
  return (
    <button type="button" className="text-link" disabled={codes.act.isBusy} onClick={() => codes.ask(row)}>
      {words('analysisRows.code.show')}
    </button>
  )
}
