import { useState } from 'react'
import type { Issue } from '../../../shared/batch.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { Mark, type Tone } from '../../ui/mark.tsx'
import { type FaultGroup, sharedRepair } from './fault-groups.ts'
import { RepairForm } from './repair-form.tsx'

const TONES: Record<Issue['severity'], Tone> = { error: 'bad', warning: 'watch', notice: 'calm' }
const FEW = 5

interface FaultCardProps {
  batch: string
  group: FaultGroup
  isChosen: boolean
  mayRepair: boolean
  /** Shows its rows in the sheet. */
  onChoose: () => void
  onRepaired: () => void
}

/** One fault: what, where, how often, the values that have it, and one repair for each group of equal cells. */
export function FaultCard({ batch, group, isChosen, mayRepair, onChoose, onRepaired }: FaultCardProps) {
  const words = useWords()
  const locale = useLocale()
  const [isWhole, setIsWhole] = useState(false)
  const { severity, message, suggestion, sheet, column, rows, values, rule } = group
  const place = [
    column && words('delivery.faults.column', { column }),
    sheet && words('delivery.columns.sheet', { sheet }),
  ]
  const shown = isWhole ? values : values.slice(0, FEW)
  const repair = mayRepair ? sharedRepair(group) : undefined
  // What may stand there is offered to be picked: it need not be told as well.
  const isOffered = mayRepair && values.every(({ repair: own }) => (own?.choices.length ?? 0) > 0)
  return (
    <li className="fault" data-level={severity} data-chosen={isChosen}>
      <div className="fault-head">
        <h3>
          <button type="button" className="fault-title" aria-pressed={isChosen} onClick={onChoose}>
            {message}
          </button>
        </h3>
        <p className="fault-rows">
          {rows > 0
            ? words('delivery.faults.inRows', { n: formatNumber(rows, locale) })
            : words('delivery.faults.wholeFile')}
        </p>
      </div>
      <p className="fault-place">
        <Mark tone={TONES[severity]}>{words(`delivery.faults.${severity}`)}</Mark>
        {place.filter(Boolean).map((part) => (
          <span key={String(part)}>{part}</span>
        ))}
        <span className="dim" title={words('delivery.faults.rule', { rule })}>
          {rule}
        </span>
      </p>
      {suggestion && !isOffered && (
        <p className="fault-cure">
          <b>{words('delivery.faults.suggestion')}:</b> {suggestion}
        </p>
      )}
      {repair && (
        <RepairForm batch={batch} repair={repair} rows={rows} isNeeded={severity === 'error'} onRepaired={onRepaired} />
      )}
      {rows === 0 && column === null && (
        <ul className="fault-columns">
          {values.map((issue) => issue.column !== null && <li key={issue.column}>{issue.column}</li>)}
        </ul>
      )}
      {rows > 0 && (
        <ul className="fault-values">
          {shown.map((issue) => (
            <FaultValue key={issue.value ?? ''} issue={issue} group={group}>
              {mayRepair && !repair && issue.repair && (
                <RepairForm
                  batch={batch}
                  repair={issue.repair}
                  rows={issue.rows}
                  isNeeded={severity === 'error'}
                  onRepaired={onRepaired}
                />
              )}
            </FaultValue>
          ))}
        </ul>
      )}
      {values.length > FEW && (
        <button type="button" className="text-link" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole
            ? words('delivery.faults.showFewer')
            : words('delivery.faults.showAll', { n: formatNumber(values.length, locale) })}
        </button>
      )}
    </li>
  )
}

function FaultValue({ issue, group, children }: { issue: Issue; group: FaultGroup; children: React.ReactNode }) {
  const words = useWords()
  const locale = useLocale()
  const listed = issue.firstRows.slice(0, FEW).join(', ')
  const more = issue.rows - Math.min(issue.firstRows.length, FEW)
  const rows = words('delivery.faults.row', {
    rows: more > 0 ? words('delivery.faults.more', { rows: listed, n: formatNumber(more, locale) }) : listed,
  })
  return (
    <li>
      <p className="fault-value">
        {issue.value !== null && <code>{issue.value === '' ? words('delivery.faults.empty') : issue.value}</code>}
        <span className="dim">{rows}</span>
        {group.isMixed && <span>{ownWords(issue.message, group.message)}</span>}
        {group.suggestion === null && issue.suggestion && <span className="fault-cure">{issue.suggestion}</span>}
      </p>
      {children}
    </li>
  )
}

/** What a message says beyond the words with which all of its group begin. */
function ownWords(message: string, common: string): string {
  const start = common.replace(/…$/, '')
  return start !== common && message.startsWith(start) ? `… ${message.slice(start.length)}` : message
}
