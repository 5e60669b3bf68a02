import type { Opened } from './opened.ts'

/** The address under which browsers know the program; the test leads them to where it listens. */
export const PUBLIC_URL = 'http://localhost'
export const CALLBACK = `${PUBLIC_URL}/api/v1/session/oidc/callback`
export const CLIENT = { id: 'toan-canh', secret: 'of-the-provider' }

/** The settings of a program that trusts a provider on this machine. */
export function oidcSettings(issuer: string, roles: object): Record<string, string> {
  return {
    NODE_ENV: 'test',
    IOC_PUBLIC_URL: PUBLIC_URL,
    IOC_OIDC_ISSUER: issuer,
    IOC_OIDC_CLIENT_ID: CLIENT.id,
    IOC_OIDC_CLIENT_SECRET: CLIENT.secret,
    IOC_OIDC_LABEL: 'Cổng đăng nhập tỉnh',
    IOC_OIDC_ROLES: JSON.stringify(roles),
    IOC_OUTBOUND: `${new URL(issuer).host}/private`,
  }
}

/** A browser that keeps cookies by origin and goes where it is sent. */
export interface Browser {
  /** One call, without following. */
  get(url: string, headers?: Record<string, string>): Promise<Response>
  /** Follows until something else than a redirect comes, or until `stop` says so; the last address and answer. */
  follow(url: string, stop?: (url: string) => boolean): Promise<{ url: string; answer: Response | null }>
  /** The `Cookie` header for the program. */
  cookie(): string
  /** Signs in at the provider and comes back. */
  signIn(given?: { from?: string | undefined; again?: '1' }): Promise<{ url: string; answer: Response | null }>
}

/** @param opened - the program behind `PUBLIC_URL` */
export function createBrowser(opened: Opened): Browser {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (url: string) => {
    const { origin } = new URL(url)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }
  const cookieFor = (url: string) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ')
  const browser: Browser = {
    async get(url, headers = {}) {
      const real = url.replace(PUBLIC_URL, opened.url)
      const answer = await fetch(real, { redirect: 'manual', headers: { ...headers, cookie: cookieFor(url) } })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') jarOf(url).delete(name)
        else jarOf(url).set(name, value)
      }
      return answer
    },
    async follow(url, stop = () => false) {
      let at = url
      for (let hop = 0; hop < 12; hop++) {
        if (stop(at)) return { url: at, answer: null }
        const answer = await browser.get(at)
        const next = answer.headers.get('location')
        if (next === null) return { url: at, answer }
        at = new URL(next, at).href
      }
      throw new Error(`no end of redirects at ${at}`)
    },
    cookie: () => cookieFor(PUBLIC_URL),
    async signIn({ from, again } = {}) {
      const search = new URLSearchParams({ ...(from !== undefined && { from }), ...(again && { again }) })
      const isBack = (url: string) =>
        url.startsWith(PUBLIC_URL) && !url.startsWith(`${PUBLIC_URL}/api/v1/session/oidc/`)
      return browser.follow(`${PUBLIC_URL}/api/v1/session/oidc/start?${search}`, isBack)
    },
  }
  return browser
}
