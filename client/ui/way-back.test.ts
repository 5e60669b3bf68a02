import { expect, it } from 'vitest'
import { signInPath, wantedPage } from './way-back.ts'

const from = (page: string) => wantedPage(`?from=${encodeURIComponent(page)}`)

it('leads back to a page with its question', () => {
  expect(from('/analysis?unit=area:91&panel=rows')).toBe('/analysis?unit=area:91&panel=rows')
  expect(from('/feeds/abc123#decision')).toBe('/feeds/abc123#decision')
  expect(from('/admin')).toBe('/admin')
})

it.each([
  'https://evil.example/wall',
  '//evil.example/wall',
  '///evil.example/wall',
  '/\\evil.example/wall',
  '\\\\evil.example/wall',
  '/\t/evil.example/wall',
  '/\n/evil.example',
  ' //evil.example',
  '/wall/..//evil.example',
  '/wall/%2e%2e//evil.example',
  '/./\\evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/wall@evil.example',
  'wall',
  '',
  '/api/v1/session/oidc/start',
  '/sign-in?from=/sign-in',
  '/invitation#token',
])('goes nowhere for %j', (page) => {
  expect(from(page)).toBeNull()
})

it('takes the first of several wishes, and none where there is none', () => {
  expect(wantedPage('?from=%2Fwall&from=%2F%2Fevil.example')).toBe('/wall')
  expect(wantedPage('?from=%2F%2Fevil.example&from=%2Fwall')).toBeNull()
  expect(wantedPage('')).toBeNull()
})

it('writes the way back into the address of the sign-in page', () => {
  expect(wantedPage(signInPath('/analysis?q=a b&c=#x').slice('/sign-in'.length))).toBe('/analysis?q=a%20b&c=#x')
  expect(signInPath('/sign-in')).toBe('/sign-in')
})
