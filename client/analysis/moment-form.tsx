import { type FormEvent, useState } from 'react'
import { dayOf } from '../../shared/period.ts'
import { formatClock } from '../format/time.ts'
import { useWords } from '../i18n/provider.tsx'
import type { ViewState } from './view.ts'

type Moment = NonNullable<ViewState['at']>

interface MomentFormProps {
  /** The moment that stands there at first. */
  at: Moment | null
  className: string
  /** What the button says. */
  act: string
  onChoose: (at: Moment) => void
}

/** Names an earlier reading: by its time in Việt Nam, or by its seq, which wins where both are given. */
export function MomentForm({ at, className, act, onChoose }: MomentFormProps) {
  const words = useWords()
  const [time, setTime] = useState(at && 'time' in at ? localText(at.time) : '')
  const [seq, setSeq] = useState(at && 'seq' in at ? `${at.seq}` : '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (/^\d{1,12}$/.test(seq)) onChoose({ seq: Number(seq) })
    else if (time !== '') onChoose({ time: `${time}:00+07:00` })
  }
  return (
    <form className={className} onSubmit={submit}>
      <label>
        {words('analysis.replay.byTime')}
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
        {words('analysis.replay.bySeq')}
        <input inputMode="numeric" pattern="\d*" value={seq} onChange={(event) => setSeq(event.target.value)} />
      </label>
      <button type="submit" className="button" disabled={time === '' && seq === ''}>
        {act}
      </button>
    </form>
  )
}

/** An instant as the date field wants it, in the zone of the installation. */
function localText(time: string): string {
  const moment = new Date(time)
  return `${dayOf(moment)}T${formatClock(moment)}`
}
