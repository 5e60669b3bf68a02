import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/provider.tsx'
import { useTheme } from './use-theme.ts'
import '../styles/desk.css'
import '../styles/desk-parts.css'

interface DeskFrameProps {
  /** Address of the page that is open, for the bar. */
  current: '/analysis' | '/feeds'
  /** Name of the home unit; null while there is none. */
  home: string | null
  sample: boolean
  /** The line to the server is broken: what is shown may be old. */
  isLost: boolean
  /** Who is signed in; null = nobody. */
  person: string | null
  onSignOut: () => void
  children: ReactNode
}

/** The frame of every page that is read at a desk: where one is, for whom, and as whom. */
export function DeskFrame({ current, home, sample, isLost, person, onSignOut, children }: DeskFrameProps) {
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
        </nav>
        {sample && <span className="sample-badge">{words('sample')}</span>}
        <p className="desk-line" role="status">
          {isLost && words('feeds.bar.lost')}
        </p>
        <p className="desk-home">{home ?? words('feeds.bar.noHome')}</p>
        <button type="button" className="bar-button" onClick={turn} title={words('feeds.bar.theme')}>
          {words(theme === 'light' ? 'feeds.bar.dark' : 'feeds.bar.light')}
        </button>
        {person && (
          <>
            <p className="desk-person">{person}</p>
            <button type="button" className="bar-button" onClick={onSignOut}>
              {words('feeds.bar.signOut')}
            </button>
          </>
        )}
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
