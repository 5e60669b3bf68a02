import type { Batch } from '../../../shared/batch.ts'
import { findDataset } from '../../../shared/datasets/list.ts'
import { repairBatch } from '../../api/batch-files.ts'
import { readUnit } from '../../api/units.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useRead } from '../../ui/use-read.ts'
import { columnTitle } from '../columns/mapping-words.ts'
import { readAnswer } from './answers-read.ts'

interface RepairsDoneProps {
  batch: Batch
  mayUndo: boolean
  onChange: () => void
}

/** What was said of this file so far, and what is remembered from earlier ones; each can be taken back. */
export function RepairsDone({ batch, mayUndo, onChange }: RepairsDoneProps) {
  const words = useWords()
  const locale = useLocale()
  const act = useAct()
  const { answers = {}, remembered = [] } = batch
  const lines = [
    ...Object.keys(answers).map((id) => ({ id, value: answers[id] ?? '', isRemembered: false })),
    ...remembered.filter((id) => !(id in answers)).map((id) => ({ id, value: null, isRemembered: true })),
  ]
  if (lines.length === 0) return null
  const undo = async (id: string) => {
    const problem = await act.run(async () => void (await repairBatch(batch.id, { [id]: null })))
    if (!problem) onChange()
  }
  return (
    <details className="panel repairs-done">
      <summary>{words('delivery.repair.done', { n: `${lines.length}` })}</summary>
      <ul>
        {lines.map(({ id, value, isRemembered }) => {
          const { kind, column, text } = readAnswer(id)
          const what = [
            words(`delivery.repair.what.${kind}`),
            column && columnTitle(column, batch.dataset, locale, words),
            text && `“${text}”`,
          ]
          return (
            <li key={id}>
              <span>
                {what.filter(Boolean).join(' ')}
                {value !== null && (
                  <b>
                    {' → '}
                    {value === '' ? (
                      words('delivery.repair.left')
                    ) : (
                      <AnswerValue dataset={batch.dataset} column={column} value={value} />
                    )}
                  </b>
                )}
                {isRemembered && <small className="dim"> {words('delivery.repair.remembered')}</small>}
              </span>
              {mayUndo && !isRemembered && (
                <button type="button" className="text-link" disabled={act.isBusy} onClick={() => void undo(id)}>
                  {words('delivery.repair.undo')}
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {act.problem && <ProblemNote problem={act.problem} />}
    </details>
  )
}

/** An answer as people say it: a unit by its name, a word of a closed list by its own words. */
function AnswerValue({ dataset, column, value }: { dataset: string; column: string | null; value: string }) {
  const known = findDataset(dataset)?.columns.find(({ name }) => name === column)
  const unit = useRead(() => readUnit(value), known?.kind === 'unit' ? value : null)
  return <>{unit.value?.name ?? known?.choices?.[value]?.find((word) => /\p{L}/u.test(word)) ?? value}</>
}
