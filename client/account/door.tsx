import { type ReactNode, useEffect } from 'react'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useTheme } from '../ui/use-theme.ts'
import '../styles/desk.css'
import '../styles/desk-parts.css'
import './door.css'

interface DoorProps {
  title: string
  /** Wider, for pages with a picture beside the text. */
  isWide?: boolean
  children: ReactNode
}

/** The frame of every page in front of the desks: one question at a time, in the middle. */
export function Door({ title, isWide = false, children }: DoorProps) {
  const words = useWords()
  const { theme, turn } = useTheme()
  useEffect(() => {
    document.title = `${title} · ${words('product.name')}`
  }, [title, words])
  return (
    <div className="desk door">
      <header className="door-bar">
        <p className="door-brand">
          <img src="/mark.svg" alt="" />
          <span>
            <b>{words('product.name')}</b>
            {words('product.centre')}
          </span>
        </p>
        <OtherLanguage />
        <button type="button" className="bar-button" onClick={turn} title={words('feeds.bar.theme')}>
          {words(theme === 'light' ? 'feeds.bar.dark' : 'feeds.bar.light')}
        </button>
      </header>
      <main className={isWide ? 'door-page wide' : 'door-page'}>
        <section className="panel door-panel">
          <h1>{title}</h1>
          {children}
        </section>
      </main>
    </div>
  )
}

/** The same page in the other language; what stands behind `#` stays in the browser. */
function OtherLanguage() {
  const words = useWords()
  const locale = useLocale()
  const turn = () => {
    const params = new URLSearchParams(location.search)
    if (locale === 'vi') params.set('lang', 'en')
    else params.delete('lang')
    location.search = `${params}`
  }
  return (
    <button type="button" className="bar-button" lang={locale === 'vi' ? 'en' : 'vi'} onClick={turn}>
      {words('account.signIn.language')}
    </button>
  )
}
