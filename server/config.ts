import { isIP } from 'node:net'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { OUTSIDE_RULES, OUTSIDE_SETTINGS, type OutsideConfig, outsideFaults, outsideOf } from './config-oidc.ts'
import { type Limits, readLimits } from './limits.ts'

/** The shortest secret and token that the program accepts, characters. */
export const MIN_SECRET_LENGTH = 32

const Secret = Type.Optional(Type.String({ minLength: MIN_SECRET_LENGTH, maxLength: 4096 }))

/** Every setting that the program reads from its environment. */
export const Settings = Type.Object({
  IOC_PORT: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
  IOC_HOST: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  IOC_PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/?#@\\s]+/?$' })),
  IOC_TRUST_PROXY: Type.Optional(Type.String({ maxLength: 2000 })),
  IOC_DATA_DIR: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  IOC_DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  IOC_SECRET: Secret,
  IOC_UNIT: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  IOC_SAMPLE: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
  IOC_ADMIN_TOKEN: Secret,
  ...OUTSIDE_SETTINGS,
  IOC_TEST_NOW: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT.*(Z|[+-]\\d\\d:\\d\\d)$' })),
})
type Settings = Static<typeof Settings>

/** Settings that may also be read from a file named by `<name>_FILE`. */
const FROM_FILE = [
  'IOC_DATABASE_URL',
  'IOC_SECRET',
  'IOC_ADMIN_TOKEN',
  'IOC_OIDC_CLIENT_SECRET',
  'IOC_OIDC_ROLES',
] as const

/** What is wrong with a setting, in words that never contain its value. */
const RULES: Record<keyof Settings, string> = {
  IOC_PORT: 'must be a port, 0 to 65535',
  IOC_HOST: 'must be a host name or address',
  IOC_PUBLIC_URL: 'must be an origin such as https://ioc.example.vn, without path or user',
  IOC_TRUST_PROXY:
    'must be addresses or CIDR ranges separated by commas (a number of hops is refused: it can be forged)',
  IOC_DATA_DIR: 'must be a folder',
  IOC_DATABASE_URL: 'must begin with postgres:// or postgresql://',
  IOC_SECRET: `must have at least ${MIN_SECRET_LENGTH} characters and may not be a repeated character`,
  IOC_UNIT: 'must be a unit id or scheme:CODE',
  IOC_SAMPLE: 'must be 0 or 1',
  IOC_ADMIN_TOKEN: `must have at least ${MIN_SECRET_LENGTH} characters and may not be a repeated character`,
  ...OUTSIDE_RULES,
  IOC_TEST_NOW: 'must be an RFC 3339 moment with zone, and works only with NODE_ENV=test',
}

/** The environment after checking. */
export interface Config extends OutsideConfig {
  port: number
  host: string
  /** Origin under which browsers reach the program; null = the address it listens on. */
  publicUrl: string | null
  /** CIDR ranges of proxies whose forwarding headers count; empty = none. */
  trustProxy: string[]
  dataDir: string
  /** Null = the embedded database in the data folder. */
  databaseUrl: string | null
  /** Null = made and kept in the data folder. */
  secret: string | null
  homeUnit: string | null
  sample: boolean
  adminToken: string | null
  /** The moment at which a test run starts its clock. */
  testNow: Date | null
  /** What may be used up: `IOC_LIMIT_…`. */
  limits: Limits
}

/** All that is wrong with the environment at once; names settings, never values. */
export class BadConfig extends Error {
  override name = 'BadConfig'
  readonly code = 'IOC_BAD_CONFIG'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`IOC_BAD_CONFIG\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/**
 * The settings of a start.
 *
 * @param env - the process's environment
 * @param readFile - reads the file that a `_FILE` setting names
 * @throws BadConfig with every fault at once
 */
export function readConfig(env: Record<string, string | undefined>, readFile: (path: string) => string): Config {
  const problems: string[] = []
  const given = collect(env, readFile, problems)
  for (const name of faultyNames(given)) problems.push(`${name} ${RULES[name]}`)
  if (given.IOC_DATABASE_URL && !given.IOC_SECRET)
    problems.push('IOC_SECRET must be given together with IOC_DATABASE_URL')
  if (given.IOC_TEST_NOW && env.NODE_ENV !== 'test') problems.push(`IOC_TEST_NOW ${RULES.IOC_TEST_NOW}`)
  const isTest = env.NODE_ENV === 'test'
  problems.push(...outsideProblems(given, isTest))
  const limits = readLimits(env, problems)
  if (problems.length > 0) throw new BadConfig(problems)
  return {
    port: Number(given.IOC_PORT ?? 8080),
    host: given.IOC_HOST ?? '127.0.0.1',
    publicUrl: given.IOC_PUBLIC_URL ? new URL(given.IOC_PUBLIC_URL).origin : null,
    trustProxy: rangesOf(given.IOC_TRUST_PROXY),
    dataDir: given.IOC_DATA_DIR ?? './data',
    databaseUrl: given.IOC_DATABASE_URL ?? null,
    secret: given.IOC_SECRET ?? null,
    homeUnit: given.IOC_UNIT ?? null,
    sample: given.IOC_SAMPLE !== '0',
    adminToken: given.IOC_ADMIN_TOKEN ?? null,
    testNow: given.IOC_TEST_NOW ? new Date(given.IOC_TEST_NOW) : null,
    limits,
    ...outsideOf(given, isTest),
  }
}

function collect(
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
  problems: string[],
): Partial<Settings> {
  const given: Record<string, string> = {}
  for (const name of Object.keys(Settings.properties)) {
    const value = env[name]
    if (value !== undefined && value !== '') given[name] = value
  }
  for (const name of FROM_FILE) {
    const path = env[`${name}_FILE`]
    if (!path) continue
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE are both given`)
    try {
      given[name] = readFile(path).trim()
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read`)
    }
  }
  return given
}

function faultyNames(given: Partial<Settings>): (keyof Settings)[] {
  const faulty = new Set<keyof Settings>()
  for (const error of Value.Errors(Settings, given)) {
    faulty.add(error.instancePath.split('/')[1] as keyof Settings)
  }
  if (Number(given.IOC_PORT ?? 0) > 65_535) faulty.add('IOC_PORT')
  if (!rangesOf(given.IOC_TRUST_PROXY).every(isRange)) faulty.add('IOC_TRUST_PROXY')
  for (const name of ['IOC_SECRET', 'IOC_ADMIN_TOKEN'] as const) {
    const value = given[name]
    if (value !== undefined && new Set(value).size < 4) faulty.add(name)
  }
  if (given.IOC_TEST_NOW && Number.isNaN(Date.parse(given.IOC_TEST_NOW))) faulty.add('IOC_TEST_NOW')
  return [...faulty]
}

/** What the schema has named already is not named twice. */
function outsideProblems(given: Partial<Settings>, isTest: boolean): string[] {
  const { names, problems } = outsideFaults(given, isTest)
  const known = new Set<string>(faultyNames(given))
  return [...names.filter((name) => !known.has(name)).map((name) => `${name} ${RULES[name]}`), ...problems]
}

function rangesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '')
}

function isRange(range: string): boolean {
  const [address = '', bits] = range.split('/')
  const family = isIP(address)
  if (family === 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128) && Number(bits) > 0)
}
