import { describe, expect, it } from 'vitest'
import type { SourceState } from '../../shared/answer.ts'
import { findFeedAlerts } from './feed-troubles.ts'

const NOW = new Date('2026-11-23T09:00:00+07:00')
const source = (feed: string, state: SourceState['state'] = 'onTime'): SourceState => ({
  ...{ feed, title: `Nguồn ${feed}`, dataset: 'dossiers', state, sample: false },
  lastReceivedAt: '2026-11-20T16:30:00+07:00',
  expectedBy: '2026-11-23T08:00:00+07:00',
  coversTo: '2026-11-20',
})

describe('alerts about feeds in trouble', () => {
  it('put a late feed and a failing pull before rows that wait, the longer before the shorter', () => {
    const troubles = {
      failing: [{ feed: 'b', failures: 4, since: '2026-11-22T08:00:00+07:00' }],
      aside: [{ feed: 'b', rows: 12, since: '2026-11-01T08:00:00+07:00' }],
    }
    const alerts = findFeedAlerts([source('a', 'late'), source('b')], troubles, NOW)
    expect(alerts.map(({ id, severity }) => [id, severity])).toEqual([
      ['pullFailed:b', 'watch'],
      ['feedLate:a', 'watch'],
      ['rowsAside:b', 'info'],
    ])
    expect(alerts[0]?.params).toEqual({ feed: 'b', title: 'Nguồn b', dataset: 'dossiers', failures: 4 })
    expect(alerts[2]?.params).toMatchObject({ rows: 12 })
  })

  it('say nothing of feeds that the reader does not see', () => {
    const since = '2026-11-01T08:00:00+07:00'
    const troubles = { failing: [{ feed: 'x', failures: 9, since }], aside: [{ feed: 'x', rows: 1, since }] }
    expect(findFeedAlerts([source('a')], troubles, NOW)).toEqual([])
  })
})
