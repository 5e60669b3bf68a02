import type { Query } from '../../../shared/query.ts'
import { readReconciliation } from '../../api/receipt.ts'
import { formatNumber } from '../../format/number.ts'
import { titleOf, useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { changeText } from '../figure-text.ts'
import { useFetched } from '../use-fetched.ts'
import { Item } from './item.tsx'
import { differingOf, reconcilableOf } from './reconcilable.ts'

interface ReconciliationLinesProps {
  query: Query
  measure: string
  /** Seq of the receipt beside it: another one asks again. */
  seq: number
}

/** Where another source says another number for the same thing: both, the difference, and who has to explain it. */
export function ReconciliationLines({ query, measure, seq }: ReconciliationLinesProps) {
  const words = useWords()
  const locale = useLocale()
  const measures = reconcilableOf(measure)
  const asked = { ...query, measures }
  const { value, problem } = useFetched(
    (signal) => readReconciliation(asked, signal),
    measures.length === 0 ? null : `${seq} ${JSON.stringify(asked)}`,
  )
  if (problem)
    return (
      <Item title={words('analysisReceipt.differs.title')}>
        <ProblemNote problem={problem} />
      </Item>
    )
  const differing = value ? differingOf(value) : []
  if (differing.length === 0) return null
  const n = (figure: number) => formatNumber(figure, locale)
  const owners = [...new Set(differing.flatMap(({ owner }) => (owner === null ? [] : [owner])))]
  return (
    <Item title={words('analysisReceipt.differs.title')}>
      {differing.map((line) => (
        <span className="side-differs" key={`${line.measure} ${line.title}`}>
          <span>
            {titleOf(line.measure, locale)}
            <small className="side-small">
              {words('analysisReceipt.differs.said', { title: line.title, said: n(line.said), rows: n(line.rows) })}
              {line.units &&
                `, ${words('analysisReceipt.differs.units', { spoken: n(line.units.spoken), all: n(line.units.all) })}`}
            </small>
          </span>
          <span className="side-difference">{changeText(line.measure, line.difference, locale)}</span>
        </span>
      ))}
      {owners.length > 0 && (
        <small className="side-small">{words('analysisReceipt.differs.owner', { name: owners.join(', ') })}</small>
      )}
    </Item>
  )
}
