import type { SessionInfo } from '../../shared/access.ts'
import type { Locale } from '../format/locale.ts'
import { wantedPage } from '../ui/way-back.ts'

/** Where the work of a role begins; all others look at the wall. */
const DESKS: Readonly<Record<string, string>> = { analyst: '/analysis', officer: '/feeds', operator: '/admin' }

/**
 * Where somebody goes who has just come in: first what his account still needs, then the page he wanted, else the desk of
 * his role.
 *
 * @param search - of the sign-in page
 */
export function nextPage({ needs, role }: Pick<SessionInfo, 'needs' | 'role'>, search: string, locale: Locale): string {
  const wanted = wantedPage(search)
  if (needs === 'setup') return inLanguage('/setup', locale)
  if (needs === 'totp') {
    const back = wanted === null ? '' : `?${new URLSearchParams({ from: wanted })}`
    return inLanguage(`/account/totp${back}`, locale)
  }
  return inLanguage(wanted ?? DESKS[role] ?? '/wall', locale)
}

/** The address of a page in a language; Vietnamese needs no word. */
export function inLanguage(page: string, locale: Locale): string {
  if (locale === 'vi') return page
  const [beforeHash = '', hash] = page.split('#', 2)
  const [path, query] = beforeHash.split('?', 2)
  const params = new URLSearchParams(query)
  params.set('lang', locale)
  return `${path}?${params}${hash === undefined ? '' : `#${hash}`}`
}
