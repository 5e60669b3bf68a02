import { useSyncExternalStore } from 'react'

/** The theme that the page wears now; for drawings that read tokens once and must be drawn anew when it turns. */
export function usePageTheme(): string {
  return useSyncExternalStore(follow, () => document.documentElement.dataset.theme ?? 'dark')
}

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
