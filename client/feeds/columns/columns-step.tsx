import { useState } from 'react'
import type { Batch } from '../../../shared/batch.ts'
import { repairBatch } from '../../api/batch-files.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAct } from '../../ui/use-act.ts'
import './columns.css'
import { useFormatWords } from './format-words.ts'
import { columnTitle, groupSheets } from './mapping-words.ts'
import { QuestionForm } from './question-form.tsx'
import { SheetColumns } from './sheet-columns.tsx'

interface ColumnsStepProps {
  batch: Batch
  mayUpload: boolean
  onChange: () => void
  /** After the questions: the step that needs a look next is another one. */
  onAnswered: () => void
}

/** Which header was read as which column and why, what was left out, and what the officer still has to say. */
export function ColumnsStep({ batch, mayUpload, onChange, onAnswered }: ColumnsStepProps) {
  const words = useWords()
  const locale = useLocale()
  const { questions = [], mapping, state } = batch
  const [changes, setChanges] = useState<Readonly<Record<string, string>>>({})
  const act = useAct()
  const tellFormat = useFormatWords()
  const isBusy = state === 'receiving' || state === 'checking'
  const personal = new Set(batch.issues.filter(({ rule }) => rule === 'column.personal').map(({ column }) => column))
  const missing = batch.issues.filter(({ rule }) => rule === 'column.missing').flatMap(({ column }) => column ?? [])
  const mayMap = mayUpload && batch.hasBytes === true && ['asking', 'ready', 'refused'].includes(state)
  const count = Object.keys(changes).length
  const apply = async () => {
    const answers = Object.fromEntries(Object.entries(changes).map(([header, column]) => [`column:${header}`, column]))
    const problem = await act.run(async () => void (await repairBatch(batch.id, answers)))
    if (problem) return
    setChanges({})
    onChange()
  }
  return (
    <>
      {state === 'asking' && questions.length > 0 && (
        <QuestionForm
          key={questions.map(({ id }) => id).join()}
          batch={batch.id}
          questions={questions}
          mayAnswer={mayUpload}
          onAnswered={() => {
            onAnswered()
            onChange()
          }}
        />
      )}
      {missing.length > 0 && (
        <section className="panel missing-columns">
          <h2>{words('delivery.columns.missing')}</h2>
          <ul>
            {missing.map((column) => (
              <li key={column} className="chip">
                {columnTitle(column, batch.dataset, locale, words)}
              </li>
            ))}
          </ul>
          <p className="dim">{words('delivery.columns.missingNote')}</p>
        </section>
      )}
      {count > 0 && (
        <section className="panel column-changes" aria-live="polite">
          <p>{words('delivery.columns.changes', { n: `${count}` })}</p>
          <button type="button" className="button primary" disabled={act.isBusy} onClick={() => void apply()}>
            {words('delivery.columns.apply')}
          </button>{' '}
          <button type="button" className="button" onClick={() => setChanges({})}>
            {words('delivery.columns.undo')}
          </button>
          {act.problem && <ProblemNote problem={act.problem} />}
        </section>
      )}
      {mapping.length === 0 && questions.length === 0 && (
        <section className="panel">
          <div className="blank">
            <p className="strong">{words(isBusy ? 'delivery.columns.noneYet' : 'delivery.columns.none')}</p>
            {!isBusy && <p>{words('delivery.columns.noneNote')}</p>}
          </div>
        </section>
      )}
      {batch.format && mapping.length > 0 && (
        <p className="format-line">
          <span className="dim">{words('delivery.batch.format')}:</span> {tellFormat(batch.format)}
        </p>
      )}
      {groupSheets(mapping).map((group) => (
        <SheetColumns
          key={group.sheet.sheet}
          group={group}
          dataset={batch.dataset}
          personal={personal}
          changes={changes}
          onMap={mayMap ? (header, column) => setChanges({ ...changes, [header]: column }) : null}
        />
      ))}
    </>
  )
}
