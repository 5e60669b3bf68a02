import { Type } from 'typebox'
import { type RoleRule, readRoleRules } from './access/oidc-roles.ts'
import type { OutboundPlace } from './outbound.ts'
import { isLoopbackName } from './outbound-addresses.ts'

/** Settings of the single sign-on and of calls to other systems. */
export const OUTSIDE_SETTINGS = {
  IOC_OIDC_ISSUER: Type.Optional(Type.String({ pattern: '^https?://[^?#@\\s]+$', maxLength: 1000 })),
  IOC_OIDC_CLIENT_ID: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
  IOC_OIDC_CLIENT_SECRET: Type.Optional(Type.String({ minLength: 8, maxLength: 4096 })),
  IOC_OIDC_LABEL: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  IOC_OIDC_CLAIM: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  IOC_OIDC_ROLES: Type.Optional(Type.String()),
  IOC_OIDC_SCOPE: Type.Optional(Type.String({ pattern: '^(\\S+ )*openid( \\S+)*$', maxLength: 400 })),
  IOC_OUTBOUND: Type.Optional(Type.String({ maxLength: 4000 })),
}

export const OUTSIDE_RULES: Record<keyof typeof OUTSIDE_SETTINGS, string> = {
  IOC_OIDC_ISSUER: 'must be the exact https address of the provider, without query or user',
  IOC_OIDC_CLIENT_ID: 'must be the name under which the provider knows this installation',
  IOC_OIDC_CLIENT_SECRET: 'must have at least 8 characters',
  IOC_OIDC_LABEL: 'must be what people call the provider, at most 60 characters',
  IOC_OIDC_CLAIM: 'must be the name of a claim, or a path with points',
  IOC_OIDC_ROLES:
    'must be a JSON object that gives each word of the claim a role (leader, analyst, officer, operator) or {"role", "unit"}',
  IOC_OIDC_SCOPE: 'must be scopes separated by single spaces, openid among them',
  IOC_OUTBOUND: 'must be host:port entries separated by commas, each with /private for a system inside your network',
}

type Given = Partial<Record<keyof typeof OUTSIDE_SETTINGS | 'IOC_PUBLIC_URL', string>>

/** The province's own provider of sign-ins. */
export interface OidcConfig {
  issuer: string
  clientId: string
  clientSecret: string
  label: string
  claim: string
  roles: RoleRule[]
  scope: string
}

/** What the program may reach outside, and how people sign in there. */
export interface OutsideConfig {
  /** Null = people have passwords only. */
  oidc: OidcConfig | null
  outbound: {
    allow: OutboundPlace[]
    /** Plain http to this machine: in tests. */
    loopbackHttp: boolean
  }
}

/** What is wrong beyond the schema: names of settings, or whole sentences. */
export function outsideFaults(given: Given, isTest: boolean): { names: (keyof Given)[]; problems: string[] } {
  const names: (keyof Given)[] = []
  const problems: string[] = []
  const issuer = given.IOC_OIDC_ISSUER
  if (issuer !== undefined && !isIssuer(issuer, isTest)) names.push('IOC_OIDC_ISSUER')
  if (given.IOC_OIDC_ROLES !== undefined && !readRoleRules(given.IOC_OIDC_ROLES)) names.push('IOC_OIDC_ROLES')
  if (placesOf(given.IOC_OUTBOUND) === null) names.push('IOC_OUTBOUND')
  const needed = ['IOC_OIDC_ISSUER', 'IOC_OIDC_CLIENT_ID', 'IOC_OIDC_CLIENT_SECRET', 'IOC_OIDC_ROLES'] as const
  if (needed.some((name) => given[name] !== undefined)) {
    for (const name of [...needed, 'IOC_PUBLIC_URL'] as const) {
      if (given[name] === undefined) problems.push(`${name} must be given for the single sign-on`)
    }
  }
  return { names, problems }
}

/** The settings that `outsideFaults` found fine. The provider is a place to call; it is a public one unless it is listed. */
export function outsideOf(given: Given, isTest: boolean): OutsideConfig {
  const allow = placesOf(given.IOC_OUTBOUND) ?? []
  const { IOC_OIDC_ISSUER: issuer, IOC_OIDC_CLIENT_ID: clientId, IOC_OIDC_CLIENT_SECRET: clientSecret } = given
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    return { oidc: null, outbound: { allow, loopbackHttp: isTest } }
  }
  const { hostname: host, port: written, protocol } = new URL(issuer)
  const port = Number(written || (protocol === 'https:' ? 443 : 80))
  const isListed = allow.some((place) => place.host === host && place.port === port)
  return {
    oidc: {
      issuer,
      clientId,
      clientSecret,
      label: given.IOC_OIDC_LABEL ?? host,
      claim: given.IOC_OIDC_CLAIM ?? 'groups',
      roles: readRoleRules(given.IOC_OIDC_ROLES ?? '') ?? [],
      scope: given.IOC_OIDC_SCOPE ?? 'openid profile',
    },
    outbound: { allow: isListed ? allow : [...allow, { host, port, isPrivate: false }], loopbackHttp: isTest },
  }
}

function isIssuer(issuer: string, isTest: boolean): boolean {
  if (!URL.canParse(issuer) || issuer.includes('/.well-known/')) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (isTest && isLoopbackName(hostname))
}

function placesOf(text = ''): OutboundPlace[] | null {
  const entries = text.split(',').map((entry) => entry.trim())
  const places = entries.filter((entry) => entry !== '').map(placeOf)
  return places.includes(null) ? null : places.filter((place) => place !== null)
}

function placeOf(entry: string): OutboundPlace | null {
  const [, written = '', port, mark] = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})(\/private)?$/i.exec(entry) ?? []
  const url = `https://${written}:${port}`
  if (port === undefined || Number(port) < 1 || !URL.canParse(url)) return null
  const host = new URL(url).hostname
  return host === written.toLowerCase() ? { host, port: Number(port), isPrivate: mark !== undefined } : null
}
