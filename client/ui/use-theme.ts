import { useEffect, useState } from 'react'

/** Light or dark desks; the wall is always dark. */
export type Theme = 'light' | 'dark'

const KEPT = 'toan-canh-theme'

/** The viewer's choice for desks, kept in this browser; at first what the system prefers. Ends when the desk is left. */
export function useTheme(): { theme: Theme; turn: () => void } {
  const [theme, setTheme] = useState<Theme>(first)
  useEffect(() => {
    const root = document.documentElement
    const before = root.dataset.theme
    root.dataset.theme = theme
    return () => {
      if (before !== undefined) root.dataset.theme = before
    }
  }, [theme])
  const turn = () => {
    const next = theme === 'light' ? 'dark' : 'light'
    localStorage.setItem(KEPT, next)
    sayInAddress(next)
    setTheme(next)
  }
  return { theme, turn }
}

/** An address that names a theme goes on naming the right one. */
function sayInAddress(theme: Theme): void {
  const params = new URLSearchParams(location.search)
  if (!params.has('theme')) return
  params.set('theme', theme)
  history.replaceState(history.state, '', `${location.pathname}?${params}`)
}

function first(): Theme {
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(KEPT)
  if (asked === 'light' || asked === 'dark') return asked
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
