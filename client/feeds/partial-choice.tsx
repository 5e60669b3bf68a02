import type { Batch } from '../../shared/batch.ts'
import { workbookUrl } from '../api/batch-files.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'

interface PartialChoiceProps {
  batch: Batch
  isChosen: boolean
  isMissing: boolean
  onChoose: (isChosen: boolean) => void
}

/** All or nothing unless the officer says so: the good rows in, the faulty ones back in his own file. */
export function PartialChoice({ batch, isChosen, isMissing, onChoose }: PartialChoiceProps) {
  const words = useWords()
  const locale = useLocale()
  const n = formatNumber(batch.rows.rejected, locale)
  return (
    <>
      <label className="choice weighty">
        <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.target.checked)} />
        <span>
          <b>{words('outcome.partial.title')}</b>
          <small>{words('outcome.partial.note', { good: formatNumber(batch.rows.accepted, locale), n })}</small>
        </span>
      </label>
      {isMissing && (
        <p className="field-fault" role="alert">
          {words('outcome.partial.need', { n })}
        </p>
      )}
      {batch.hasBytes && <MarkedWorkbook batch={batch.id} />}
    </>
  )
}

/** The way to the officer's own file with its faults marked. */
export function MarkedWorkbook({ batch }: { batch: string }) {
  const words = useWords()
  return (
    <a className="text-link" href={workbookUrl(batch)} download>
      {words('outcome.partial.workbook')}
    </a>
  )
}
