import { useState } from 'react'
import type { AccountInfo } from '../../shared/access.ts'
import { readAccount } from '../api/account.ts'
import { ApiProblem } from '../api/fetch.ts'
import { readSession, singleSignOnPath, stepUp } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { CodeField, codeOf } from './code-field.tsx'
import { Dialog } from './dialog.tsx'
import { PasswordField } from './password-field.tsx'
import { ProblemNote } from './problem-note.tsx'
import { Refusal } from './refusal.tsx'
import { useRead } from './use-read.ts'
import { useSending } from './use-sending.ts'
import './step-up.css'

/** Asks for password or code before rights change. @param onDone - true when they were shown */
export function StepUpDialog({ onDone }: { onDone: (isShown: boolean) => void }) {
  const words = useWords()
  const account = useRead(readOwnAccount, 'account')
  const leave = () => onDone(false)
  const known = account.value
  return (
    <Dialog title={words('account.stepUp.title')} onClose={leave}>
      {known === null && !account.problem && <p className="dim">{words('page.loading')}</p>}
      {account.problem && <ProblemNote problem={account.problem} onRetry={account.reload} />}
      {known === 'none' && <p className="step-up">{words('account.stepUp.linkNote')}</p>}
      {known !== null && known !== 'none' && !known.hasPassword && !known.totp && (
        <p>
          {words('account.stepUp.singleNote')}{' '}
          <a className="text-link" href={singleSignOnPath(location.pathname + location.search, true)}>
            {words('account.ended.enter')}
          </a>
        </p>
      )}
      {known !== null && known !== 'none' && (known.hasPassword || known.totp) ? (
        <StepUpForm account={known} onDone={onDone} />
      ) : (
        <div className="dialog-end">
          <button type="button" className="button" onClick={leave}>
            {words('account.stepUp.cancel')}
          </button>
        </div>
      )}
    </Dialog>
  )
}

function StepUpForm({ account, onDone }: { account: AccountInfo; onDone: (isShown: boolean) => void }) {
  const words = useWords()
  const [way, setWay] = useState<'code' | 'password'>(account.totp ? 'code' : 'password')
  const [text, setText] = useState('')
  const sending = useSending<'text'>()
  const code = codeOf(text, 'app')
  const isCode = way === 'code'
  const missing = isCode
    ? code === null
      ? words('account.fields.needCode')
      : undefined
    : text === ''
      ? words('account.fields.needPassword')
      : undefined
  const turn = () => {
    setWay(isCode ? 'password' : 'code')
    setText('')
    sending.act.clear()
  }
  return (
    <form
      ref={sending.form}
      noValidate
      className="step-up"
      onSubmit={async (event) => {
        const work = () => stepUp(isCode ? { code: code ?? '' } : { password: text })
        const isShown = await sending.send(event, { text: missing }, async () => {
          await work()
          await readSession()
        })
        if (isShown) onDone(true)
      }}
    >
      <p className="dim">{words('account.stepUp.note')}</p>
      {isCode ? (
        <CodeField kind="app" value={text} onChange={setText} fault={sending.faults.text} isFirst />
      ) : (
        <PasswordField
          label={words('account.fields.password')}
          value={text}
          onChange={setText}
          autoComplete="current-password"
          fault={sending.faults.text}
        />
      )}
      {account.totp && account.hasPassword && (
        <button type="button" className="text-link" onClick={turn}>
          {words(isCode ? 'account.stepUp.usePassword' : 'account.stepUp.useCode')}
        </button>
      )}
      <Refusal
        problem={sending.act.problem}
        instead={{ IOC_SIGN_IN_FAILED: words(isCode ? 'account.stepUp.refusedCode' : 'account.stepUp.refused') }}
      />
      <div className="dialog-end">
        <button type="button" className="button" onClick={() => onDone(false)}>
          {words('account.stepUp.cancel')}
        </button>
        <button type="submit" className="button primary" disabled={sending.act.isBusy}>
          {words('account.stepUp.confirm')}
        </button>
      </div>
    </form>
  )
}

/** The account of the one who asks; `none` for sessions of links, which have nothing to show again. */
async function readOwnAccount(): Promise<AccountInfo | 'none'> {
  try {
    return await readAccount()
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === 'IOC_NO_ACCOUNT') return 'none'
    throw error
  }
}
