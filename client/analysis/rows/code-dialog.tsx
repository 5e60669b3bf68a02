import { type FormEvent, useState } from 'react'
import { useWords } from '../../i18n/provider.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Codes } from './use-codes.ts'

/** As the server asks for it, characters. */
const LEAST = 5
const MOST = 300

/** Asks why somebody wants to know which dossier a row is; the answer stands in the audit. */
export function CodeDialog({ codes }: { codes: Codes }) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const isShort = reason.trim().length < LEAST
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isShort) void codes.tell(reason.trim())
  }
  return (
    <Dialog title={words('analysisRows.code.title')} onClose={codes.leave}>
      <p className="dialog-note">{words('analysisRows.code.note')}</p>
      <form className="dialog-form" onSubmit={submit} noValidate>
        <Field
          label={words('analysisRows.code.reason')}
          hint={words('analysisRows.code.hint')}
          fault={isTried && isShort ? words('analysisRows.code.short', { n: `${LEAST}` }) : undefined}
        >
          {(field) => (
            <textarea
              {...field}
              rows={2}
              maxLength={MOST}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {codes.act.problem && <ProblemNote problem={codes.act.problem} />}
        <div className="dialog-end">
          <button type="button" className="button" onClick={codes.leave}>
            {words('analysisRows.code.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={codes.act.isBusy}>
            {words('analysisRows.code.deed')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
