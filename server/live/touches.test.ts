import { describe, expect, it } from 'vitest'
import type { Query } from '../../shared/query.ts'
import type { Touched } from '../ledger/ledger.ts'
import { touches } from './touches.ts'

const reach = { datasets: ['dossiers', 'dossier-reports'], units: new Set(['vi-thanh', 'nga-bay']), moves: false }
const period = { from: '2026-10-01', to: '2026-10-31' }
const query: Query = { measures: ['dossiers.received'], unit: 'vi-thanh', period }
const commit: Touched = { datasets: ['dossiers'], units: ['nga-bay'], days: { from: '2026-10-05', to: '2026-11-20' } }

describe('a commit and a question about October', () => {
  it.each<[string, Partial<Touched>, Partial<Query>, boolean]>([
    ['meet in dataset, unit and days', {}, {}, true],
    ['do not meet in another dataset', { datasets: ['feedback'] }, {}, false],
    ['do not meet in another unit', { units: ['long-my'] }, {}, false],
    ['meet when too many units changed to list them', { units: 'all' }, {}, true],
    ['meet when no row changed, for freshness moved', { units: [], days: null }, {}, true],
    ['do not meet in rows of November alone', { days: { from: '2026-11-01', to: '2026-11-20' } }, {}, false],
    [
      'meet in rows of September, which may still be open',
      { days: { from: '2026-09-01', to: '2026-09-02' } },
      {},
      true,
    ],
    [
      'meet in the end of the month that the period cuts',
      {},
      { period: { from: '2026-10-01', to: '2026-10-02' } },
      true,
    ],
    ['always meet when units moved', { datasets: ['units'], units: ['long-my'] }, {}, true],
    ['never meet at an earlier seq', {}, { at: { seq: 3 } }, false],
  ])('[LP7] %s', (_what, touched, asked, expected) => {
    expect(touches({ ...commit, ...touched }, { ...query, ...asked }, reach, '2026-11-22')).toBe(expected)
  })
})
