import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { SessionInfo } from '../../shared/access.ts'
import { useWords } from '../i18n/provider.tsx'
import { AccountMenu } from './account-menu.tsx'
import { EndedNote } from './ended-note.tsx'
import { StepUp } from './step-up.tsx'
import { useTheme } from './use-theme.ts'
import { signInFromHere } from './way-back.ts'
import '../styles/desk.css'
import '../styles/desk-parts.css'
import '../styles/dialogs.css'

interface DeskFrameProps {
  /** Address of the page that is open, for the bar. */
  current: '/analysis' | '/feeds' | '/admin' | '/account'
  /** Name of the home unit; null while there is none. */
  home: string | null
  sample: boolean
  /** The line to the server is broken: what is shown may be old. */
  isLost: boolean
  /** Of the one who is signed in; null = nobody. */
  session: SessionInfo | null
  children: ReactNode
}

/** The frame of every page that is read at a desk: where one is, for whom, and as whom. */
export function DeskFrame({ current, home, sample, isLost, session, children }: DeskFrameProps) {
  const words = useWords()
  const { theme, turn } = useTheme()
  return (
    <div className="desk">
      <a className="skip-link" href="#content">
        {words('feeds.bar.skip')}
      </a>
      <header className="desk-bar" data-theme="dark">
        <Link href="/wall" className="desk-brand">
          <img src="/mark.svg" alt="" />
          {words('product.name')}
        </Link>
        <nav aria-label={words('feeds.bar.label')}>
          <Link href="/wall">{words('feeds.bar.wall')}</Link>
          <Link href="/analysis" aria-current={current === '/analysis' ? 'page' : undefined}>
            {words('analysis.nav')}
          </Link>
          <Link href="/feeds" aria-current={current === '/feeds' ? 'page' : undefined}>
            {words('feeds.bar.feeds')}
          </Link>
          {session?.may.admin && (
            <Link href="/admin" aria-current={current === '/admin' ? 'page' : undefined}>
              {words('account.menu.admin')}
            </Link>
          )}
        </nav>
        {sample && <span className="sample-badge">{words('sample')}</span>}
        <p className="desk-line" role="status">
          {isLost && words('feeds.bar.lost')}
        </p>
        <p className="desk-home">{home ?? (session && words('feeds.bar.noHome'))}</p>
        <button type="button" className="bar-button" onClick={turn} title={words('feeds.bar.theme')}>
          {words(theme === 'light' ? 'feeds.bar.dark' : 'feeds.bar.light')}
        </button>
        {session ? (
          <AccountMenu session={session} />
        ) : (
          <a className="bar-link" href={signInFromHere()}>
            {words('account.menu.signIn')}
          </a>
        )}
      </header>
      <EndedNote />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <StepUp />
    </div>
  )
}
