import { describe, expect, it } from 'vitest'
import { type Move, ranksOf } from './movement.ts'

const move = (unit: string, before: number | null, after: number | null): Move => ({
  measure: 'dossiers.onTimeRate',
  unit,
  period: '2026-11',
  before,
  after,
})
const levelOf = (unit: string) => (unit.startsWith('Sở') ? 'department' : 'commune')

describe('places before and after a delivery', () => {
  it('are those among communes for communes, and among departments for departments', () => {
    const moves = [move('Xã A', 0.9, 0.7), move('Xã B', 0.8, 0.8), move('Sở D', 0.95, 0.6), move('Sở E', null, 0.6)]
    expect(ranksOf(moves, levelOf).map(({ unit, before, after, of }) => [unit, before, after, of])).toEqual([
      ['Xã A', 1, 2, 2],
      ['Xã B', 2, 1, 2],
      ['Sở D', 1, 1, 2],
      ['Sở E', null, 1, 2],
    ])
  })
})
