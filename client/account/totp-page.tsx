import { useState } from 'react'
import type { AccountInfo } from '../../shared/access.ts'
import { readAccount } from '../api/account.ts'
import { readSession } from '../api/session.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { StepUp } from '../ui/step-up.tsx'
import { useRead } from '../ui/use-read.ts'
import { signInFromHere } from '../ui/way-back.ts'
import { Door } from './door.tsx'
import { nextPage } from './next-page.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TotpForm } from './totp-form.tsx'

/** `/account/totp`: a second factor for an account that needs one, or a new one in place of an old one. */
export function TotpPage() {
  const words = useWords()
  const locale = useLocale()
  const account = useRead(readOwn, 'account')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const leave = async () => {
    const page = new URLSearchParams(location.search).has('from') || account.value?.totp === false
    location.replace(page ? nextPage(await readSession(), location.search, locale) : '/account')
  }
  if (codes !== null) {
    return (
      <Door title={words('account.totp.codesTitle')}>
        <RecoveryCodes codes={codes} onDone={() => void leave()} />
      </Door>
    )
  }
  const title = words(account.value?.totp ? 'account.totp.again' : 'account.totp.title')
  if (account.problem) {
    return (
      <Door title={title}>
        {account.problem.status === 401 ? (
          <a className="button primary" href={signInFromHere()}>
            {words('account.menu.signIn')}
          </a>
        ) : (
          <ProblemNote problem={account.problem} onRetry={account.reload} />
        )}
      </Door>
    )
  }
  return (
    <Door title={title} isWide>
      <p className="lead">{words(account.value?.totp ? 'account.page.factorNote' : 'account.totp.note')}</p>
      {account.value ? <TotpForm onCodes={setCodes} /> : <p className="totp-wait">{words('page.loading')}</p>}
      <StepUp />
    </Door>
  )
}

/** The account, with the session whose proof its changes need. */
async function readOwn(): Promise<AccountInfo> {
  await readSession()
  return readAccount()
}
