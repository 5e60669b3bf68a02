import { TOTP, URI } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { createSetClock } from '../clock.ts'
import { createSealing } from './sealing.ts'
import { createSecondFactor } from './second-factor.ts'

const SECRET = 'not for use, but thirty-two long'
const clock = createSetClock(new Date('2026-11-22T02:00:10Z'))
const factor = createSecondFactor({ secret: SECRET, clock })
const at = (seconds: number) => clock.set(new Date(seconds * 1000))
const codeAt = (secret: string, ms: number) => new TOTP({ secret }).generate({ timestamp: ms })

describe('the code of an authenticator app', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits; the step is the time / 30.
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1111111111, '050471', 37037037],
    [1234567890, '005924', 41152263],
    [2000000000, '279037', 66666666],
    [20000000000, '353130', 666666666],
  ])('at %d s is that of RFC 6238', (seconds, code, step) => {
    const sealed = createSealing(SECRET, 'second factor').seal(Buffer.from('12345678901234567890'))
    const later = createSecondFactor({ secret: SECRET, clock: createSetClock(new Date(seconds * 1000)) })
    expect(later.step(sealed, code, null)).toBe(step)
    expect(later.step(sealed, code, step)).toBeNull()
  })

  it('works one step early or late, not two', () => {
    const { secret, sealed } = factor.offer('lan')
    const code = codeAt(secret, 1_800_000_000_000)
    const taken = [-60, -30, 0, 30, 60].map((seconds) => {
      const then = createSetClock(new Date(1_800_000_000_000 + seconds * 1000))
      return createSecondFactor({ secret: SECRET, clock: then }).step(sealed, code, null)
    })
    expect(taken).toEqual([null, 60_000_000, 60_000_000, 60_000_000, null])
  })

  it('is not taken again once it or a later one was used', () => {
    at(1_800_000_000)
    const { secret, sealed } = factor.offer('lan')
    const used = factor.step(sealed, codeAt(secret, 1_800_000_000_000), null)
    expect(factor.step(sealed, codeAt(secret, 1_800_000_000_000), used)).toBeNull()
    expect(factor.step(sealed, codeAt(secret, 1_800_000_000_000 - 30_000), used)).toBeNull()
    expect(factor.step(sealed, codeAt(secret, 1_800_000_000_000 + 30_000), used)).toBe(60_000_001)
  })

  it('may be written in groups, and is nothing but six digits', () => {
    const { secret, sealed } = factor.offer('lan')
    const code = codeAt(secret, clock.now().getTime())
    expect(factor.step(sealed, `${code.slice(0, 3)} ${code.slice(3)}`, null)).not.toBeNull()
    for (const other of ['', code.slice(1), `${code}0`, 'abcdef', '١٢٣٤٥٦'])
      expect(factor.step(sealed, other, null)).toBeNull()
  })

  it('is offered as a secret of 160 bits and an address that apps read', () => {
    const { secret, uri } = factor.offer('lan.nguyen')
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(URI.parse(uri)).toMatchObject({ issuer: 'Toàn Cảnh', label: 'lan.nguyen', digits: 6, period: 30 })
    expect(factor.offer('lan.nguyen').secret).not.toBe(secret)
  })

  it('is kept so that neither the database nor another secret gives it away', () => {
    const { secret, sealed } = factor.offer('lan')
    const code = codeAt(secret, clock.now().getTime())
    const other = createSecondFactor({ secret: `${SECRET}!`, clock })
    const altered = Buffer.from(sealed)
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
    expect(sealed.toString('latin1')).not.toContain(Buffer.from(secret).toString('latin1'))
    expect(factor.step(sealed, code, null)).not.toBeNull()
    expect(other.step(sealed, code, null)).toBeNull()
    expect(factor.step(altered, code, null)).toBeNull()
    expect(() => createSealing(SECRET, 'something else').unseal(sealed)).toThrow()
  })
})

describe('recovery codes', () => {
  it('are ten of 80 bits, all different, of which only hashes are kept', () => {
    const { codes, hashes } = factor.recovery()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/)
    expect(codes.some((code) => hashes.join().includes(code.replaceAll('-', '')))).toBe(false)
  })

  it('work once each, however they are written', () => {
    const { codes, hashes } = factor.recovery()
    const left = factor.spend(` ${codes[3]?.toLowerCase().replaceAll('-', ' ')} `, hashes)
    expect(left).toEqual(hashes.filter((_, index) => index !== 3))
    expect(factor.spend(codes[3] ?? '', left ?? [])).toBeNull()
    expect(factor.spend('', hashes)).toBeNull()
  })
})
