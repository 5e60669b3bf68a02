import { useState } from 'react'
import { signIn } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from '../ui/use-sending.ts'
import { tokenOf } from './token.ts'

/** Takes a pasted sign-in link, for those who cannot open it in this browser. */
export function LinkForm({ onEnter }: { onEnter: () => Promise<void> }) {
  const words = useWords()
  const sending = useSending<'link'>()
  const [text, setText] = useState('')
  const token = tokenOf(text)
  const missing = token === '' ? words('account.signIn.needLink') : undefined
  const enter = async () => {
    await signIn({ token })
    await onEnter()
  }
  return (
    <form ref={sending.form} noValidate onSubmit={(event) => void sending.send(event, { link: missing }, enter)}>
      <Field label={words('account.signIn.link')} hint={words('account.signIn.linkHint')} fault={sending.faults.link}>
        {(field) => (
          <input
            {...field}
            type="password"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Refusal problem={sending.act.problem} instead={{ IOC_SIGN_IN_FAILED: words('account.signIn.linkFailed') }} />
      <button type="submit" className="button" disabled={sending.act.isBusy}>
        {words('account.signIn.useLink')}
      </button>
    </form>
  )
}
