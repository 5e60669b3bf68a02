import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const MAIN = join(ROOT, 'server/main.ts')
const LONG = 'k3Jx9'.repeat(8)
const OIDC = {
  IOC_PUBLIC_URL: 'https://ioc.example.vn',
  IOC_OIDC_ISSUER: 'https://sso.example.vn',
  IOC_OIDC_CLIENT_ID: 'toan-canh',
  IOC_OIDC_CLIENT_SECRET: 'of-the-provider',
  IOC_OIDC_ROLES: '{"ld":"leader"}',
}

/** Settings that must keep the program from starting: what is set, the setting that is named, the value that is not. */
const BAD: readonly [setting: string, env: Record<string, string>, hidden: string][] = [
  ['IOC_SECRET', { IOC_SECRET: 'hidden-short' }, 'hidden-short'],
  ['IOC_SECRET', { IOC_SECRET: 'x'.repeat(40) }, 'x'.repeat(40)],
  ['IOC_SECRET', { IOC_DATABASE_URL: 'postgres://hidden@db/ioc' }, 'hidden'],
  ['IOC_SECRET_FILE', { IOC_SECRET_FILE: '/nowhere/hidden' }, 'hidden'],
  ['IOC_SECRET', { IOC_SECRET: LONG, IOC_SECRET_FILE: '/nowhere/hidden' }, LONG],
  ['IOC_ADMIN_TOKEN', { IOC_ADMIN_TOKEN: 'hidden' }, 'hidden'],
  ['IOC_ADMIN_TOKEN', { IOC_ADMIN_TOKEN: 'ab'.repeat(20) }, 'abab'],
  ['IOC_DATABASE_URL', { IOC_DATABASE_URL: 'mysql://hidden@db', IOC_SECRET: LONG }, 'hidden'],
  ['IOC_PUBLIC_URL', { IOC_PUBLIC_URL: 'https://hidden:pw@ioc.example.vn' }, 'hidden'],
  ['IOC_PUBLIC_URL', { IOC_PUBLIC_URL: 'ftp://hidden.example' }, 'hidden'],
  ['IOC_TRUST_PROXY', { IOC_TRUST_PROXY: '1' }, '"1"'],
  ['IOC_TRUST_PROXY', { IOC_TRUST_PROXY: '0.0.0.0/0' }, '0.0.0.0'],
  ['IOC_PORT', { IOC_PORT: '70000' }, '70000'],
  ['IOC_SAMPLE', { IOC_SAMPLE: 'hidden' }, 'hidden'],
  ['IOC_TEST_NOW', { IOC_TEST_NOW: '2020-02-02T00:00:00Z', NODE_ENV: 'production' }, '2020-02-02'],
  ['IOC_LIMIT_ROWS', { IOC_LIMIT_ROWS: '123456789012' }, '123456789012'],
  ['IOC_LIMIT_PUSH_ROW', { IOC_LIMIT_PUSH_ROW: '77777' }, '77777'],
  ['IOC_LIMIT_QUERY_DIMENSIONS', { IOC_LIMIT_QUERY_DIMENSIONS: '99' }, '99'],
  ['IOC_OIDC_ISSUER', { ...OIDC, IOC_OIDC_ISSUER: 'http://hidden.example' }, 'hidden'],
  ['IOC_OIDC_CLIENT_SECRET', { ...OIDC, IOC_OIDC_CLIENT_SECRET: 'hidden' }, 'hidden'],
  ['IOC_OIDC_ROLES', { ...OIDC, IOC_OIDC_ROLES: '{"hidden":"chairman"}' }, 'hidden'],
  ['IOC_PUBLIC_URL', { ...OIDC, IOC_PUBLIC_URL: '' }, 'of-the-provider'],
  ['IOC_OUTBOUND', { IOC_OUTBOUND: 'hidden' }, 'hidden'],
]

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'toan-canh-bad-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** Starts the program as an operator would; what it printed and how it ended. */
function start(env: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('IOC_')))
  const child = spawn(process.execPath, [MAIN], {
    cwd: ROOT,
    env: { ...own, NODE_ENV: 'production', IOC_PORT: '0', IOC_DATA_DIR: dataDir, IOC_SAMPLE: '0', ...env },
    timeout: 30_000,
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })))
}

describe('[B20] [T37] a start', () => {
  it.each(BAD)('is refused for a bad %s: %j', async (setting, env, hidden) => {
    const { code, printed } = await start(env)
    expect(code).toBe(78)
    expect(printed).toContain(setting)
    expect(printed).not.toContain(hidden)
    expect(printed).not.toMatch(/^\s+at /m)
  })
})
