import { describe, expect, it } from 'vitest'
import { BadConfig, readConfig } from './config.ts'
import { USUAL } from './limits.ts'

const LONG = 'k3Jx9'.repeat(8)
const noFile = (path: string): string => {
  throw new Error(`no file ${path}`)
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env, noFile)
  } catch (error) {
    if (error instanceof BadConfig) return error.problems
    throw error
  }
  return []
}

describe('the settings', () => {
  it('have a default for everything', () => {
    expect(readConfig({}, noFile)).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: null,
      trustProxy: [],
      dataDir: './data',
      databaseUrl: null,
      secret: null,
      homeUnit: null,
      sample: true,
      adminToken: null,
      testNow: null,
      limits: USUAL,
      oidc: null,
      outbound: { allow: [], loopbackHttp: false },
    })
  })

  it('are taken from the environment', () => {
    const config = readConfig(
      {
        IOC_PORT: '9000',
        IOC_PUBLIC_URL: 'https://ioc.example.vn/',
        IOC_TRUST_PROXY: '10.0.0.0/8, ::1',
        IOC_SAMPLE: '0',
        IOC_ADMIN_TOKEN: LONG,
        IOC_UNIT: 'area:92',
      },
      noFile,
    )
    expect(config).toMatchObject({
      port: 9000,
      publicUrl: 'https://ioc.example.vn',
      trustProxy: ['10.0.0.0/8', '::1'],
      sample: false,
      adminToken: LONG,
      homeUnit: 'area:92',
    })
  })

  it('take secrets from files, without the newline at their end', () => {
    const files: Record<string, string> = { '/run/secret': `${LONG}\n` }
    const config = readConfig({ IOC_SECRET_FILE: '/run/secret' }, (path) => files[path] ?? noFile(path))
    expect(config.secret).toBe(LONG)
  })

  it('are all judged at once, by name and never by value', () => {
    const problems = problemsOf({
      IOC_PORT: '70000',
      IOC_SECRET: 'short-and-secret',
      IOC_ADMIN_TOKEN: 'x'.repeat(40),
      IOC_TRUST_PROXY: '1',
      IOC_SAMPLE: 'yes',
      IOC_PUBLIC_URL: 'ioc.example.vn',
    })
    const names = problems.map((problem) => problem.split(' ')[0]).sort()
    expect(names).toEqual([
      'IOC_ADMIN_TOKEN',
      'IOC_PORT',
      'IOC_PUBLIC_URL',
      'IOC_SAMPLE',
      'IOC_SECRET',
      'IOC_TRUST_PROXY',
    ])
    expect(problems.join()).not.toContain('short-and-secret')
  })

  it.each([
    [{ IOC_TRUST_PROXY: '0.0.0.0/0' }, 'IOC_TRUST_PROXY'],
    [{ IOC_TRUST_PROXY: 'loopback' }, 'IOC_TRUST_PROXY'],
    [{ IOC_SECRET_FILE: '/nowhere' }, 'IOC_SECRET_FILE'],
    [{ IOC_SECRET: LONG, IOC_SECRET_FILE: '/nowhere' }, 'IOC_SECRET'],
    [{ IOC_DATABASE_URL: 'mysql://db', IOC_SECRET: LONG }, 'IOC_DATABASE_URL'],
    [{ IOC_DATABASE_URL: 'postgres://db/ioc' }, 'IOC_SECRET'],
    [{ IOC_SECRET: `${'a'.repeat(31)}` }, 'IOC_SECRET'],
    [{ IOC_PUBLIC_URL: 'https://user@ioc.example.vn' }, 'IOC_PUBLIC_URL'],
    [{ IOC_TEST_NOW: '2026-11-22T08:00:00+07:00' }, 'IOC_TEST_NOW'],
    [{ IOC_TEST_NOW: '2026-11-22 08:00', NODE_ENV: 'test' }, 'IOC_TEST_NOW'],
  ])('refuse %j and name %s', (env, name) => {
    expect(problemsOf(env)[0]).toMatch(new RegExp(`^${name} `))
  })

  it('let a test run begin at another moment', () => {
    const config = readConfig({ IOC_TEST_NOW: '2026-11-22T08:00:00+07:00', NODE_ENV: 'test' }, noFile)
    expect(config.testNow?.toISOString()).toBe('2026-11-22T01:00:00.000Z')
  })
})
