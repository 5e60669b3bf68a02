import { useEffect, useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { SessionInfo } from '../../shared/access.ts'
import { signOut } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { roleTitle } from './role-title.ts'
import './account-menu.css'

/** Who is signed in, at the top right of a desk, and what belongs to him: account, administration, the way out. */
export function AccountMenu({ session }: { session: SessionInfo }) {
  const words = useWords()
  const menu = useRef<HTMLDivElement>(null)
  const list = useId()
  const [isOpen, setIsOpen] = useState(false)
  useOutside(menu, isOpen, () => setIsOpen(false))
  const role = roleTitle(session.role, words)
  const isLink = !session.may.account
  const name = isLink ? role : session.name
  const leave = async () => {
    await signOut()
    location.assign('/sign-in')
  }
  return (
    <div className="account-menu" ref={menu}>
      <button
        type="button"
        className="account-button"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-label={words('account.menu.open', { name })}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="account-name">{name}</span>
        <span aria-hidden="true" className="account-caret" />
      </button>
      <div id={list} className="account-list" hidden={!isOpen}>
        <div className="account-who">
          <p className="strong">{name}</p>
          <p>{isLink ? words('account.menu.link') : role}</p>
          <p>{session.unit?.name ?? words('account.menu.everything')}</p>
        </div>
        <Link href="/account">{words('account.menu.account')}</Link>
        {session.may.admin && <Link href="/admin">{words('account.menu.admin')}</Link>}
        {session.may.audit && !session.may.admin && <Link href="/admin/audit">{words('account.menu.audit')}</Link>}
        <button type="button" onClick={() => void leave()}>
          {words('account.menu.signOut')}
        </button>
      </div>
    </div>
  )
}

/** Esc, a press elsewhere and a focus that leaves close what is open; Esc gives the focus back to its button. */
function useOutside(place: React.RefObject<HTMLElement | null>, isOpen: boolean, close: () => void): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    if (!isOpen) return
    const away = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) latest.current()
    }
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      latest.current()
      place.current?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('focusin', away)
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('focusin', away)
      document.removeEventListener('keydown', press)
    }
  }, [isOpen, place])
}
