import { describe, expect, it } from 'vitest'
import { BadConfig, readConfig } from './config.ts'

const noFile = (path: string): string => {
  throw new Error(`no file ${path}`)
}

/** The settings that are named as faulty, and all that is said. */
function problemsOf(env: Record<string, string>): { names: string[]; said: string } {
  try {
    readConfig(env, noFile)
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    return { names: error.problems.map((problem) => problem.split(' ')[0] ?? '').sort(), said: error.message }
  }
  return { names: [], said: '' }
}

const FULL = {
  IOC_PUBLIC_URL: 'https://ioc.cantho.example',
  IOC_OIDC_ISSUER: 'https://sso.cantho.example/realms/tinh',
  IOC_OIDC_CLIENT_ID: 'toan-canh',
  IOC_OIDC_CLIENT_SECRET: 'of-the-provider',
  IOC_OIDC_ROLES: '{"ioc-lanh-dao":"leader"}',
}

describe('the settings of the single sign-on', () => {
  it('make the provider a place to call, a public one', () => {
    const { oidc, outbound } = readConfig(FULL, noFile)
    expect(oidc).toEqual({
      issuer: 'https://sso.cantho.example/realms/tinh',
      clientId: 'toan-canh',
      clientSecret: 'of-the-provider',
      label: 'sso.cantho.example',
      claim: 'groups',
      roles: [{ word: 'ioc-lanh-dao', role: 'leader', unit: null }],
      scope: 'openid profile',
    })
    expect(outbound).toEqual({
      allow: [{ host: 'sso.cantho.example', port: 443, isPrivate: false }],
      loopbackHttp: false,
    })
  })

  it('leave the last word on the provider’s network to the list', () => {
    const env = { ...FULL, IOC_OUTBOUND: 'sso.cantho.example:443/private, [2001:ee0::1]:8443' }
    expect(readConfig(env, noFile).outbound.allow).toEqual([
      { host: 'sso.cantho.example', port: 443, isPrivate: true },
      { host: '[2001:ee0::1]', port: 8443, isPrivate: false },
    ])
  })

  it('take the provider’s secret from a file', () => {
    const { IOC_OIDC_CLIENT_SECRET: _, ...rest } = FULL
    const env = { ...rest, IOC_OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc' }
    expect(readConfig(env, () => 'from-the-file\n').oidc?.clientSecret).toBe('from-the-file')
  })

  it.each([
    [{ IOC_OIDC_ISSUER: 'http://sso.cantho.example' }, 'IOC_OIDC_ISSUER'],
    [{ IOC_OIDC_ISSUER: 'http://127.0.0.1:9000' }, 'IOC_OIDC_ISSUER'],
    [{ IOC_OIDC_ISSUER: 'http://sso.cantho.example', NODE_ENV: 'test' }, 'IOC_OIDC_ISSUER'],
    [{ IOC_OIDC_ISSUER: 'https://a:b@sso.cantho.example' }, 'IOC_OIDC_ISSUER'],
    [{ IOC_OIDC_ISSUER: 'https://sso.cantho.example/?x' }, 'IOC_OIDC_ISSUER'],
    [{ IOC_OIDC_ISSUER: 'https://sso.cantho.example/.well-known/openid-configuration' }, 'IOC_OIDC_ISSUER'],
    [{ IOC_OIDC_CLIENT_SECRET: 'short' }, 'IOC_OIDC_CLIENT_SECRET'],
    [{ IOC_OIDC_CLIENT_SECRET_FILE: '/nowhere' }, 'IOC_OIDC_CLIENT_SECRET'],
    [{ IOC_OIDC_ROLES: '{"ioc-lanh-dao":"chairman"}' }, 'IOC_OIDC_ROLES'],
    [{ IOC_OIDC_ROLES: 'leader' }, 'IOC_OIDC_ROLES'],
    [{ IOC_OIDC_SCOPE: 'profile' }, 'IOC_OIDC_SCOPE'],
    [{ IOC_PUBLIC_URL: '' }, 'IOC_PUBLIC_URL'],
    [{ IOC_OIDC_CLIENT_ID: '' }, 'IOC_OIDC_CLIENT_ID'],
    [{ IOC_OUTBOUND: 'sso.cantho.example' }, 'IOC_OUTBOUND'],
    [{ IOC_OUTBOUND: 'https://sso.cantho.example:443' }, 'IOC_OUTBOUND'],
    [{ IOC_OUTBOUND: '2130706433:443' }, 'IOC_OUTBOUND'],
    [{ IOC_OUTBOUND: '*.cantho.example:443' }, 'IOC_OUTBOUND'],
    [{ IOC_OUTBOUND: 'sso.cantho.example:0' }, 'IOC_OUTBOUND'],
    [{ IOC_OUTBOUND: 'sso.cantho.example:443/public' }, 'IOC_OUTBOUND'],
  ])('refuse %j and name %s', (env, name) => {
    expect(problemsOf({ ...FULL, ...(env as Record<string, string>) }).names[0]).toContain(name)
  })

  it('are named and never quoted', () => {
    const { names, said } = problemsOf({
      IOC_OIDC_ISSUER: 'ftp://hidden.example',
      IOC_OIDC_CLIENT_SECRET: 'hidden',
      IOC_OIDC_ROLES: '{"hidden":"x"}',
      IOC_OUTBOUND: 'hidden',
    })
    expect(names).toEqual([
      'IOC_OIDC_CLIENT_ID',
      'IOC_OIDC_CLIENT_SECRET',
      'IOC_OIDC_ISSUER',
      'IOC_OIDC_ROLES',
      'IOC_OUTBOUND',
      'IOC_PUBLIC_URL',
    ])
    expect(said).not.toContain('hidden')
  })

  it('let a test use a provider on its own machine', () => {
    const env = { ...FULL, IOC_OIDC_ISSUER: 'http://127.0.0.1:9000', NODE_ENV: 'test' }
    expect(readConfig(env, noFile).outbound.loopbackHttp).toBe(true)
  })
})
