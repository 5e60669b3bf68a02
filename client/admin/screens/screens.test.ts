import { describe, expect, it } from 'vitest'
import { formatCode, isWholeCode } from './pairing-code.ts'
import { screenState } from './screen-state.ts'

describe('the code of a display, as it is typed', () => {
  it('gets its capitals and its dash by itself', () => {
    expect(formatCode('k7pm3xqw')).toBe('K7PM-3XQW')
    expect(formatCode('K7PM-3XQW')).toBe('K7PM-3XQW')
    expect(formatCode(' k7 pm ')).toBe('K7PM')
    expect(formatCode('k7pm3')).toBe('K7PM-3')
  })

  it('takes eight signs and no more', () => {
    expect(formatCode('K7PM-3XQW99')).toBe('K7PM-3XQW')
    expect(isWholeCode('K7PM-3XQ')).toBe(false)
    expect(isWholeCode('k7pm 3xqw')).toBe(true)
  })
})

describe('how a display stands', () => {
  const now = Date.parse('2026-11-22T02:00:00Z')
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

  it('is connected while it was seen lately', () => {
    expect(screenState({ revokedAt: null, seenAt: ago(2) }, now)).toBe('online')
    expect(screenState({ revokedAt: null, seenAt: ago(6) }, now)).toBe('offline')
  })

  it('tells one that was never seen from one that went away', () => {
    expect(screenState({ revokedAt: null, seenAt: null }, now)).toBe('never')
  })

  it('is shut out even if it was seen a moment ago', () => {
    expect(screenState({ revokedAt: ago(1), seenAt: ago(0) }, now)).toBe('revoked')
  })
})
