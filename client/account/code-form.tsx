import { useState } from 'react'
import { signIn } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { CodeField, type CodeKind, codeOf } from '../ui/code-field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from '../ui/use-sending.ts'
import type { Typed } from './sign-in-forms.tsx'

interface CodeFormProps {
  typed: Typed
  onEnter: () => Promise<void>
  onBack: () => void
}

/** The second factor: the code of the app, or a recovery code for a lost phone. */
export function CodeForm({ typed, onEnter, onBack }: CodeFormProps) {
  const words = useWords()
  const sending = useSending<'code'>()
  const [kind, setKind] = useState<CodeKind>('app')
  const [text, setText] = useState('')
  const code = codeOf(text, kind)
  const isApp = kind === 'app'
  const missing = code === null ? words(isApp ? 'account.fields.needCode' : 'account.fields.needRecovery') : undefined
  const enter = async () => {
    await signIn({ ...typed, user: typed.user.trim(), code: code ?? '' })
    await onEnter()
  }
  const turn = () => {
    setKind(isApp ? 'recovery' : 'app')
    setText('')
    sending.act.clear()
  }
  return (
    <form ref={sending.form} noValidate onSubmit={(event) => void sending.send(event, { code: missing }, enter)}>
      <p className="dim">{words('account.signIn.codeNote')}</p>
      <CodeField kind={kind} value={text} onChange={setText} fault={sending.faults.code} isFirst />
      <Refusal problem={sending.act.problem} instead={{ IOC_SIGN_IN_FAILED: words('account.signIn.codeRefused') }} />
      <button type="submit" className="button primary" disabled={sending.act.isBusy}>
        {words(sending.act.isBusy ? 'account.signIn.working' : 'account.signIn.enter')}
      </button>
      <div className="door-end">
        <button type="button" className="text-link" onClick={turn}>
          {words(isApp ? 'account.signIn.useRecovery' : 'account.signIn.useApp')}
        </button>
        <button type="button" className="text-link" onClick={onBack}>
          {words('account.signIn.back')}
        </button>
      </div>
    </form>
  )
}
