import { Link } from 'wouter'
import type { AccountInfo } from '../../shared/access.ts'
import { useWords } from '../i18n/provider.tsx'
import { Mark } from '../ui/mark.tsx'

/** Whether a second factor stands, and the way to a new one. */
export function FactorPanel({ account: { totp, recoveryCodesLeft } }: { account: AccountInfo }) {
  const words = useWords()
  const isShort = totp && recoveryCodesLeft < 3
  return (
    <section className="panel account-panel">
      <h2>{words('account.page.factor')}</h2>
      <p>
        <Mark tone={totp ? 'good' : 'calm'}>{words(totp ? 'account.page.factorOn' : 'account.page.factorOff')}</Mark>
        {totp && (
          <span className={isShort ? 'codes-left short' : 'codes-left'}>
            {words('account.page.codesLeft', { n: `${recoveryCodesLeft}` })}
          </span>
        )}
      </p>
      <Link href="/account/totp" className="button">
        {words(totp ? 'account.page.factorAgain' : 'account.page.factorEnrol')}
      </Link>
    </section>
  )
}
