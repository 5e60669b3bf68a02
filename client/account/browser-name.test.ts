import { expect, it } from 'vitest'
import { browserName } from './browser-name.ts'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'

it.each([
  [`${WINDOWS} Chrome/147.0.0.0 Safari/537.36`, 'Chrome, Windows'],
  [`${WINDOWS} Chrome/147.0.0.0 Safari/537.36 Edg/147.0.0.0`, 'Edge, Windows'],
  [`${WINDOWS} coc_coc_browser/141.0.0 Chrome/147.0.0.0 Safari/537.36`, 'Cốc Cốc, Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari, iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
])('calls %j %s', (agent, name) => {
  expect(browserName(agent)).toBe(name)
})

it('does not guess at what says nothing', () => {
  expect(browserName('curl/8.5.0')).toBeNull()
  expect(browserName('')).toBeNull()
})
