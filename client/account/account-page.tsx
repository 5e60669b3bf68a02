import { useEffect } from 'react'
import type { SessionInfo } from '../../shared/access.ts'
import { readAccount } from '../api/account.ts'
import { readSession } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { useConnection } from '../live/use-figure.ts'
import { DeskFrame } from '../ui/desk-frame.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { roleTitle } from '../ui/role-title.ts'
import { SignInGate } from '../ui/sign-in-gate.tsx'
import { useRead } from '../ui/use-read.ts'
import { FactorPanel } from './factor-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import './account.css'

/** `/account`: who I am here, my password, my second factor, and the browsers in which I am signed in. */
export function AccountPage() {
  const words = useWords()
  const { sample, status } = useConnection()
  const session = useRead(readSession, 'session')
  const isShut = session.problem?.status === 401 || session.value?.actor === 'sample-wall'
  const known = isShut ? null : session.value
  useEffect(() => {
    document.title = `${words('account.page.title')} · ${words('product.name')}`
  }, [words])
  return (
    <DeskFrame
      current="/account"
      home={session.value?.home?.name ?? null}
      sample={status === 'connecting' ? (session.value?.sample ?? false) : sample}
      isLost={false}
      session={known}
    >
      {isShut && <SignInGate />}
      {known && (known.may.account ? <OwnAccount session={known} /> : <NoAccount session={known} />)}
      {!session.value && !session.problem && <p className="desk-wait">{words('page.loading')}</p>}
      {!isShut && !known && session.problem && (
        <div className="desk-page">
          <ProblemNote problem={session.problem} onRetry={session.reload} />
        </div>
      )}
    </DeskFrame>
  )
}

function OwnAccount({ session }: { session: SessionInfo }) {
  const words = useWords()
  const read = useRead(readAccount, 'account')
  const account = read.value
  return (
    <div className="desk-page account">
      <header className="page-head">
        <div>
          <h1>{session.name}</h1>
          <p className="dim">
            {[
              roleTitle(session.role, words),
              session.unit?.name ?? words('account.menu.everything'),
              account?.user ?? session.actor,
            ].join(' · ')}
          </p>
        </div>
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {!account && !read.problem && <p className="desk-wait">{words('account.page.loading')}</p>}
      {account && (
        <div className="account-grid">
          <PasswordPanel account={account} onChange={read.reload} />
          <FactorPanel account={account} />
          <SessionsPanel account={account} onChange={read.reload} />
        </div>
      )}
    </div>
  )
}

/** A session of a link: nothing to change, and why. */
function NoAccount({ session }: { session: SessionInfo }) {
  const words = useWords()
  return (
    <div className="gate panel">
      <h1>{words('account.page.noAccount')}</h1>
      <p>{words('account.page.noAccountNote', { role: roleTitle(session.role, words) })}</p>
    </div>
  )
}
