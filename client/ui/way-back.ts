/** Pages on which somebody may go on after signing in; nothing else is ever gone to. */
const PAGES = ['/wall', '/analysis', '/feeds', '/admin', '/account'] as const

/**
 * The page that was wanted before signing in, from the address of the sign-in page; null for everything that is not a
 * page of this product: other hosts, other schemes, `//host`, `/\host`, paths that climb out.
 *
 * @param search - `?from=/analysis%3Funit=…`
 */
export function wantedPage(search: string): string | null {
  const from = new URLSearchParams(search).get('from')
  if (from === null || !from.startsWith('/')) return null
  const here = 'http://here.invalid'
  if (!URL.canParse(from, here)) return null
  const { origin, pathname, search: query, hash } = new URL(from, here)
  const isPage = PAGES.some((page) => pathname === page || pathname.startsWith(`${page}/`))
  return origin === here && isPage ? pathname + query + hash : null
}

/** The address of the sign-in page that leads back to a page. @param page - path with its query */
export function signInPath(page: string): string {
  const wanted = wantedPage(`?${new URLSearchParams({ from: page })}`)
  return wanted === null ? '/sign-in' : `/sign-in?${new URLSearchParams({ from: wanted })}`
}

/** The address of the sign-in page that leads back here. */
export function signInFromHere(): string {
  return signInPath(location.pathname + location.search)
}
