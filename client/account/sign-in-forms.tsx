import { useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { readSession, readSignInOptions, singleSignOnPath } from '../api/session.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useRead } from '../ui/use-read.ts'
import { wantedPage } from '../ui/way-back.ts'
import { CodeForm } from './code-form.tsx'
import { Door } from './door.tsx'
import { LinkForm } from './link-form.tsx'
import { nextPage } from './next-page.ts'
import { PasswordForm } from './password-form.tsx'

/** What was typed and is right so far; only in memory, until the second factor is there. */
export interface Typed {
  user: string
  password: string
}

/** The ways in, one after another. @param refused - why a link was not taken */
export function SignInForms({ refused = null }: { refused?: Problem | null }) {
  const words = useWords()
  const locale = useLocale()
  const options = useRead(readSignInOptions, 'options')
  const [typed, setTyped] = useState<Typed>({ user: '', password: '' })
  const [isCode, setIsCode] = useState(false)
  const enter = async () => location.replace(nextPage(await readSession(), location.search, locale))
  if (isCode) {
    return (
      <Door title={words('account.signIn.codeTitle')}>
        <CodeForm typed={typed} onEnter={enter} onBack={() => setIsCode(false)} />
      </Door>
    )
  }
  const single = options.value?.oidc
  const linkFailed = `${words('account.signIn.linkFailed')}. ${words('account.signIn.linkFailedNote')}`
  const singleFailed = new URLSearchParams(location.search).get('problem') === 'oidc'
  return (
    <Door title={words('account.signIn.title')}>
      {refused && <Refusal problem={refused} instead={{ IOC_SIGN_IN_FAILED: linkFailed }} />}
      {singleFailed && (
        <p className="refusal" role="alert">
          <span aria-hidden="true">◆</span> {words('account.signIn.singleFailed')}
        </p>
      )}
      {single && (
        <>
          <a className="button primary" href={singleSignOnPath(wantedPage(location.search) ?? '/wall')}>
            {words('account.signIn.single', { label: single.label })}
          </a>
          <p className="door-or">{words('account.signIn.or')}</p>
        </>
      )}
      <PasswordForm
        typed={typed}
        onType={setTyped}
        onEnter={enter}
        onCode={() => setIsCode(true)}
        isSecond={Boolean(single)}
      />
      <details>
        <summary>{words('account.signIn.haveLink')}</summary>
        <LinkForm onEnter={enter} />
      </details>
      <div className="door-end">
        <p className="dim">{words('account.signIn.forgot')}</p>
        <a className="text-link" href="/wall">
          {words('account.signIn.toWall')}
        </a>
      </div>
    </Door>
  )
}
