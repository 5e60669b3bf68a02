import { describe, expect, it } from 'vitest'
import { exampleOf } from './key-example.ts'
import { isLive, keyState } from './key-state.ts'

const NOW = Date.parse('2026-11-22T02:00:00Z')
const inDays = (days: number) => new Date(NOW + days * 86_400_000).toISOString()

describe('how a key stands', () => {
  it('is live without an end, and until its end', () => {
    expect(keyState({ revokedAt: null, endsAt: null }, NOW)).toBe('live')
    expect(keyState({ revokedAt: null, endsAt: inDays(14) }, NOW)).toBe('live')
  })

  it('is called ending in the last two weeks and ended at its very moment', () => {
    expect(keyState({ revokedAt: null, endsAt: inDays(13) }, NOW)).toBe('ending')
    expect(keyState({ revokedAt: null, endsAt: inDays(0) }, NOW)).toBe('ended')
  })

  it('is revoked whatever its end says', () => {
    expect(keyState({ revokedAt: inDays(-1), endsAt: inDays(300) }, NOW)).toBe('revoked')
    expect(isLive({ revokedAt: inDays(-1), endsAt: null }, NOW)).toBe(false)
  })
})

describe('the command that tries a key', () => {
  it('sends rows into the one source of a pushing key, and takes the key from a variable', () => {
    const text = exampleOf({ rights: ['push', 'figures'], feed: 'mot-cua' }, 'https://ioc.vn', 'dossiers')
    expect(text).toContain('https://ioc.vn/api/v1/push/dossiers')
    expect(text).toContain('"feed": "mot-cua"')
    expect(text).toContain('Bearer $IOC_KEY')
  })

  it('asks for a figure with a reading key', () => {
    expect(exampleOf({ rights: ['figures'], feed: null }, 'https://ioc.vn', null)).toContain('/api/v1/figures')
  })
})
