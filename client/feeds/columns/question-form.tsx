import { type FormEvent, useId, useState } from 'react'
import type { Question } from '../../../shared/batch.ts'
import { isCalendarPeriod } from '../../../shared/period.ts'
import { answerBatch } from '../../api/batches.ts'
import { useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAct } from '../../ui/use-act.ts'

interface QuestionFormProps {
  batch: string
  questions: readonly Question[]
  mayAnswer: boolean
  onAnswered: () => void
}

const OTHER = '\u0000other'

/** What the file does not say; with the answers it is read again. What the file itself speaks for is chosen already. */
export function QuestionForm({ batch, questions, mayAnswer, onAnswered }: QuestionFormProps) {
  const words = useWords()
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(questions.flatMap(({ id, likely }) => (likely === undefined ? [] : [[id, likely]]))),
  )
  const [typed, setTyped] = useState('')
  const [isTried, setIsTried] = useState(false)
  const act = useAct()
  const answerOf = ({ id }: Question) => (chosen[id] === OTHER ? typed : chosen[id])
  const isGood = (question: Question) => {
    const answer = answerOf(question)
    return answer !== undefined && (chosen[question.id] !== OTHER || isCalendarPeriod(answer))
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (!questions.every(isGood)) return
    const answers = Object.fromEntries(questions.map((question) => [question.id, answerOf(question) ?? '']))
    const problem = await act.run(async () => void (await answerBatch(batch, answers)))
    if (!problem) onAnswered()
  }
  return (
    <form className="panel questions" onSubmit={(event) => void submit(event)} noValidate>
      <header className="panel-head">
        <h2>{words('delivery.columns.question')}</h2>
      </header>
      {questions.map((question) => (
        <fieldset key={question.id} disabled={!mayAnswer}>
          <legend>{question.text}</legend>
          <div className="question-choices">
            {question.choices.map((choice) => (
              <Choice
                key={choice.value}
                name={question.id}
                choice={choice}
                isLikely={choice.value === question.likely}
                isChosen={chosen[question.id] === choice.value}
                onChoose={() => setChosen({ ...chosen, [question.id]: choice.value })}
              />
            ))}
            {question.id === 'period' && (
              <Choice
                name={question.id}
                choice={{ value: OTHER, label: words('delivery.columns.other') }}
                isLikely={false}
                isChosen={chosen[question.id] === OTHER}
                onChoose={() => setChosen({ ...chosen, [question.id]: OTHER })}
              />
            )}
          </div>
          {question.id === 'period' && chosen[question.id] === OTHER && (
            <input
              className="other-period"
              aria-label={words('delivery.columns.other')}
              placeholder="2025-10"
              maxLength={7}
              value={typed}
              onChange={(event) => setTyped(event.target.value.trim().toUpperCase())}
            />
          )}
          {isTried && !isGood(question) && (
            <p className="field-fault" role="alert">
              {words(chosen[question.id] === OTHER ? 'feeds.form.periodBad' : 'delivery.columns.needAnswer')}
            </p>
          )}
        </fieldset>
      ))}
      {act.problem && <ProblemNote problem={act.problem} />}
      <button type="submit" className="button primary" disabled={act.isBusy || !mayAnswer}>
        {words('delivery.columns.answer')}
      </button>
    </form>
  )
}

interface ChoiceProps {
  name: string
  choice: Question['choices'][number]
  isLikely: boolean
  isChosen: boolean
  onChoose: () => void
}

/** One answer, with the file's first lines as they read under it. */
function Choice({ name, choice, isLikely, isChosen, onChoose }: ChoiceProps) {
  const words = useWords()
  const id = useId()
  const { label, preview = [] } = choice
  return (
    <label className={preview.length > 0 ? 'choice previewed' : 'choice'} htmlFor={id} data-chosen={isChosen}>
      <input id={id} type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span>
        {label} {isLikely && <small className="likely">{words('delivery.columns.likelyAnswer')}</small>}
        {preview.length > 0 && <Preview lines={preview} />}
      </span>
    </label>
  )
}

/** The first lines of the file in their cells; the fence of a label bears no table, so it is one in looks only. */
function Preview({ lines }: { lines: readonly string[] }) {
  return (
    <span className="preview">
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file stand where they stand
        <span key={row} className="preview-row">
          {line.split(' | ').map((cell, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells stand where they stand
            <span key={at} className="preview-cell">
              {cell}{' '}
            </span>
          ))}
        </span>
      ))}
    </span>
  )
}
