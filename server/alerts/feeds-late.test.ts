import { describe, expect, it } from 'vitest'
import type { SourceState } from '../../shared/answer.ts'
import { findLateFeeds } from './feeds-late.ts'

const NOW = new Date('2026-11-23T09:00:00+07:00')
const source = (feed: string, rest: Partial<SourceState>): SourceState => ({
  feed,
  title: `Nguồn ${feed}`,
  dataset: 'dossiers',
  lastReceivedAt: '2026-11-20T16:30:00+07:00',
  expectedBy: '2026-11-23T08:00:00+07:00',
  state: 'onTime',
  coversTo: '2026-11-20',
  sample: false,
  ...rest,
})

describe('alerts about feeds', () => {
  it('says nothing of feeds that are on time', () => {
    expect(findLateFeeds([source('a', {})], NOW)).toEqual([])
  })

  it('names a late feed, since when it was expected, and until which day it speaks', () => {
    expect(findLateFeeds([source('a', { state: 'late' })], NOW)).toEqual([
      {
        id: 'feedLate:a',
        kind: 'feedLate',
        severity: 'watch',
        params: {
          feed: 'a',
          title: 'Nguồn a',
          dataset: 'dossiers',
          coversTo: '2026-11-20',
          lastReceivedAt: '2026-11-20T16:30:00+07:00',
          expectedBy: '2026-11-23T08:00:00+07:00',
        },
        since: '2026-11-23T08:00:00+07:00',
      },
    ])
  })

  it('puts silent feeds before late ones, and longer before shorter', () => {
    const late = source('late', { state: 'late' })
    const silent = source('silent', { state: 'silent', expectedBy: '2026-11-10T08:00:00+07:00' })
    const longer = source('longer', { state: 'late', expectedBy: '2026-11-20T08:00:00+07:00' })
    expect(findLateFeeds([late, silent, longer], NOW).map(({ id }) => id)).toEqual([
      'feedSilent:silent',
      'feedLate:longer',
      'feedLate:late',
    ])
  })

  it('asks after a feed that never delivered only once it was expected', () => {
    const never = { state: 'never', lastReceivedAt: null, coversTo: null } as const
    expect(findLateFeeds([source('new', { ...never, expectedBy: '2026-11-24T08:00:00+07:00' })], NOW)).toEqual([])
    expect(findLateFeeds([source('none', { ...never, expectedBy: null })], NOW)).toEqual([])
    expect(findLateFeeds([source('owed', never)], NOW).map(({ kind }) => kind)).toEqual(['feedSilent'])
  })
})
