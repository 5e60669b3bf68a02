import { expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { toLines } from './history-lines.ts'

function batch(id: string, feed: string, file: string | null, added: number): Batch {
  return {
    id,
    dataset: 'dossiers',
    feed,
    state: 'committed',
    file: file === null ? null : { name: file, size: 1, sha256: '0'.repeat(64) },
    period: null,
    extractedAt: null,
    receivedAt: '2026-11-20T02:00:00Z',
    receivedBy: 'system',
    rows: { read: added, accepted: added, rejected: 0, new: added, changed: 0, unchanged: 0, stale: 0, closed: 0 },
    issues: [],
    mapping: [],
    mappingVersion: null,
    droppedColumns: [],
    sample: false,
  }
}

it('tells a run of pushes of a feed as one line, and never across a file', () => {
  const lines = toLines([
    batch('p5', 'igate', null, 1),
    batch('q1', 'hotline', null, 7),
    batch('p4', 'igate', null, 2),
    batch('f1', 'giay', 'thang-10.csv', 30),
    batch('p3', 'igate', null, 4),
  ])
  expect(lines.map(({ batch: { id }, times, rows }) => [id, times, rows.new])).toEqual([
    ['p5', 2, 3],
    ['q1', 1, 7],
    ['f1', 1, 30],
    ['p3', 1, 4],
  ])
})
