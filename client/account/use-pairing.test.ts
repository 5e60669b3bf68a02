import { expect, it } from 'vitest'
import { lifeOf } from './use-pairing.ts'

const NOW = Date.parse('2026-11-20T08:00:00Z')

it('holds a code as long as the server says', () => {
  expect(lifeOf('2026-11-20T08:10:00Z', NOW)).toBe(600_000)
  expect(lifeOf('2026-11-20T08:04:00Z', NOW)).toBe(240_000)
})

it.each(['2026-11-20T07:00:00Z', '2026-11-20T12:00:00Z', 'nonsense'])(
  'does not ask for a new code every second where the clock of the display is wrong (%s)',
  (until) => {
    expect(lifeOf(until, NOW)).toBe(600_000)
  },
)
