import { expect, it } from 'vitest'
import { inLanguage, nextPage } from './next-page.ts'

const from = (page: string) => `?${new URLSearchParams({ from: page })}`

it.each([
  ['leader', '/wall'],
  ['analyst', '/analysis'],
  ['officer', '/feeds'],
  ['operator', '/admin'],
])('begins the work of a %s at %s', (role, page) => {
  expect(nextPage({ needs: null, role }, '', 'vi')).toBe(page)
})

it('leads to the page that was wanted', () => {
  expect(nextPage({ needs: null, role: 'leader' }, from('/analysis?unit=area:91'), 'vi')).toBe('/analysis?unit=area:91')
})

it('never leads out of the product', () => {
  expect(nextPage({ needs: null, role: 'analyst' }, from('//evil.example'), 'vi')).toBe('/analysis')
})

it('asks for the second factor first, and remembers the page behind it', () => {
  expect(nextPage({ needs: 'totp', role: 'officer' }, from('/feeds/abc'), 'vi')).toBe(
    '/account/totp?from=%2Ffeeds%2Fabc',
  )
  expect(nextPage({ needs: 'totp', role: 'officer' }, '', 'vi')).toBe('/account/totp')
})

it('leads to the first run whatever was wanted', () => {
  expect(nextPage({ needs: 'setup', role: 'operator' }, from('/wall'), 'vi')).toBe('/setup')
})

it('keeps the language, the question and the place on the page', () => {
  expect(inLanguage('/feeds/abc?step=faults#decision', 'en')).toBe('/feeds/abc?step=faults&lang=en#decision')
  expect(inLanguage('/wall', 'en')).toBe('/wall?lang=en')
  expect(inLanguage('/wall', 'vi')).toBe('/wall')
})
