import { type FormEvent, useState } from 'react'
import type { ChangeQuery } from '../../../shared/change.ts'
import { useWords } from '../../i18n/provider.tsx'

/** Chooses any earlier reading: by its time in Việt Nam, or by its seq. */
export function OtherMoment({ onChoose }: { onChoose: (from: ChangeQuery['from']) => void }) {
  const words = useWords()
  const [time, setTime] = useState('')
  const [seq, setSeq] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (/^\d{1,12}$/.test(seq)) onChoose({ seq: Number(seq) })
    else if (time !== '') onChoose({ time: `${time}:00+07:00` })
  }
  return (
    <form className="change-other" onSubmit={submit}>
      <label>
        {words('analysisReceipt.change.byTime')}
        <input
          type="datetime-local"
          value={time}
          onChange={(event) => {
            setTime(event.target.value)
            setSeq('')
          }}
        />
      </label>
      <label>
        {words('analysisReceipt.change.bySeq')}
        <input
          inputMode="numeric"
          pattern="\d*"
          value={seq}
          onChange={(event) => {
            setSeq(event.target.value)
            setTime('')
          }}
        />
      </label>
      <button type="submit" className="button" disabled={time === '' && seq === ''}>
        {words('analysisReceipt.change.compare')}
      </button>
    </form>
  )
}
