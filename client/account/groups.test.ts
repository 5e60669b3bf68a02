import { describe, expect, it } from 'vitest'
import { formatLeft, inGroups } from './groups.ts'
import { qrPath } from './qr-path.ts'

it('writes a secret in groups of four', () => {
  expect(inGroups('JBSWY3DPEHPK3PXPAB')).toBe('JBSW Y3DP EHPK 3PXP AB')
  expect(inGroups('JBSW Y3DP')).toBe('JBSW Y3DP')
  expect(inGroups('')).toBe('')
})

it.each([
  [600_000, '10:00'],
  [245_000, '4:05'],
  [59_001, '1:00'],
  [900, '0:01'],
  [0, '0:00'],
  [-5_000, '0:00'],
])('says that %i ms are %s', (ms, said) => {
  expect(formatLeft(ms)).toBe(said)
})

describe('the path of a QR code', () => {
  it('draws each dark run of each row once', () => {
    const rows = [
      [true, true, false, true],
      [false, false, false, false],
      [false, true, true, true],
    ]
    expect(qrPath(rows)).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z')
  })
})
