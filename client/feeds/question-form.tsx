import { type FormEvent, useId, useState } from 'react'
import type { Question } from '../../shared/batch.ts'
import { isCalendarPeriod } from '../../shared/period.ts'
import { answerBatch } from '../api/batches.ts'
import { useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'

interface QuestionFormProps {
  batch: string
  questions: readonly Question[]
  mayAnswer: boolean
  onAnswered: () => void
}

const OTHER = 'other'

/** What the file does not say; with the answers it is read again. */
export function QuestionForm({ batch, questions, mayAnswer, onAnswered }: QuestionFormProps) {
  const words = useWords()
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [typed, setTyped] = useState('')
  const [isTried, setIsTried] = useState(false)
  const act = useAct()
  const answerOf = ({ id }: Question) => (chosen[id] === OTHER ? typed : chosen[id]) ?? ''
  const isGood = (question: Question) =>
    answerOf(question) !== '' && (chosen[question.id] !== OTHER || isCalendarPeriod(answerOf(question)))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (!questions.every(isGood)) return
    const answers = Object.fromEntries(questions.map((question) => [question.id, answerOf(question)]))
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
          {question.choices.map(({ value, label }) => (
            <Choice
              key={value}
              name={question.id}
              label={label}
              isChosen={chosen[question.id] === value}
              onChoose={() => setChosen({ ...chosen, [question.id]: value })}
            />
          ))}
          {question.id === 'period' && (
            <Choice
              name={question.id}
              label={words('delivery.columns.other')}
              isChosen={chosen[question.id] === OTHER}
              onChoose={() => setChosen({ ...chosen, [question.id]: OTHER })}
            />
          )}
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
  label: string
  isChosen: boolean
  onChoose: () => void
}

function Choice({ name, label, isChosen, onChoose }: ChoiceProps) {
  const id = useId()
  return (
    <label className="choice" htmlFor={id}>
      <input id={id} type="radio" name={name} checked={isChosen} onChange={onChoose} /> {label}
    </label>
  )
}
