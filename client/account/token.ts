let taken: { path: string; token: string } | null = null

/** The token behind the `#` of a link, taken out of the address at once: it never reaches a log or the history. */
export function takeToken(): string | null {
  const token = tokenOf(location.hash)
  if (token === '') return taken?.path === location.pathname ? taken.token : null
  taken = { path: location.pathname, token }
  history.replaceState(history.state, '', location.pathname + location.search)
  return token
}

/** The token of a pasted link, or of a token pasted alone; empty where there is none. */
export function tokenOf(text: string): string {
  const pasted = text.trim()
  const token = pasted.slice(pasted.lastIndexOf('#') + 1)
  try {
    return decodeURIComponent(token)
  } catch {
    return token
  }
}
