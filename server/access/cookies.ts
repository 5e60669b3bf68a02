/** How a browser is to keep a cookie. */
export interface CookieKind {
  name: string
  secure: boolean
}

/** The cookie of a purpose; under https its name keeps other hosts and plain http from planting one. */
export function cookieKind(purpose: string, secure: boolean): CookieKind {
  return { name: secure ? `__Host-${purpose}` : purpose, secure }
}

/** The value of a cookie in a `Cookie` header; null without one, and when two bear the name. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
  return found.length === 1 ? (found[0]?.slice(name.length + 1) ?? null) : null
}

/** The `Set-Cookie` value that gives a cookie for so many seconds, or forgets it when `value` is null. */
export function setCookie({ name, secure }: CookieKind, value: string | null, seconds: number): string {
  const life = value === null ? 0 : seconds
  return `${name}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${secure ? '; Secure' : ''}`
}
