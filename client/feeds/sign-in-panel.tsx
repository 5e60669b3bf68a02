import { type FormEvent, useId, useState } from 'react'
import { Link } from 'wouter'
import { signIn } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'

/** How to get in: open the printed link, or paste it here and stay on this page. */
export function SignInPanel({ onEnter }: { onEnter: () => void }) {
  const words = useWords()
  const field = useId()
  const [text, setText] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const act = useAct()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const token = tokenOf(text)
    setIsMissing(token === '')
    if (token === '') return
    const problem = await act.run(() => signIn({ token }))
    if (!problem) onEnter()
  }
  return (
    <form className="gate panel" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{words('feeds.gate.title')}</h1>
      <p>{words('feeds.gate.note')}</p>
      <label htmlFor={field}>{words('feeds.gate.field')}</label>
      <div className="field-row">
        <input
          id={field}
          type="password"
          autoComplete="off"
          placeholder={words('feeds.gate.hint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={isMissing}
        />
        <button type="submit" className="button primary" disabled={act.isBusy}>
          {words('feeds.gate.enter')}
        </button>
      </div>
      {isMissing && (
        <p className="field-fault" role="alert">
          {words('feeds.gate.empty')}
        </p>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <p className="dim">{words('feeds.gate.again')}</p>
      <Link href="/wall" className="text-link">
        {words('feeds.gate.toWall')}
      </Link>
    </form>
  )
}

/** The token of a pasted link, or of a token pasted alone. */
function tokenOf(text: string): string {
  const pasted = text.trim()
  return pasted.slice(pasted.lastIndexOf('#') + 1)
}
