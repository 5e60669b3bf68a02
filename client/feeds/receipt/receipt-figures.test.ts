import { expect, it } from 'vitest'
import type { Move } from '../effect-figures.ts'
import { inGroups } from './fingerprint.ts'
import { toReceiptFigures } from './receipt-figures.ts'

const move = (unit: string, period: string, before: number | null, after: number | null): Move => ({
  measure: 'dossiers.received',
  unit,
  unitName: unit,
  period,
  before,
  after,
})

const PLAIN = { sample: false, withdrawn: null, reason: null, droppedColumns: [] }

it('writes a fingerprint in eight groups of eight', () => {
  const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
  expect(inGroups(sha256)).toEqual([
    '9f86d081',
    '884c7d65',
    '9a2feaa0',
    'c55ad015',
    'a3bf4f1b',
    '2b0b822c',
    'd15d6c15',
    'b0f00a08',
  ])
})

it('keeps a receipt to one sheet: the month that moves most, what else moves in other months, some units and a number', () => {
  const figures = [
    move('p', '2026-10', 900, 900),
    move('p', '2026-09', 700, 701),
    move('p', '2026-11', 100, 180),
    ...Array.from({ length: 14 }, (_, index) => `u${index}`).map((unit) => move(unit, '2026-11', 10, 20)),
    move('i', '2026-11', 10, 10),
  ]
  const told = toReceiptFigures({ ...PLAIN, figures })
  expect(told.period).toBe('2026-11')
  expect(told.whole.map(({ period }) => period)).toEqual(['2026-11', '2026-09'])
  // Two lines of the whole leave room for twelve of fourteen units; the one that stands as it was is not counted.
  expect(told.units).toHaveLength(12)
  expect(told.moreUnits).toBe(2)
  expect(told.moreFigures).toBe(0)
  const marked = toReceiptFigures({
    ...PLAIN,
    sample: true,
    reason: 'nộp bổ sung',
    droppedColumns: ['Chủ hồ sơ'],
    figures,
  })
  expect(marked.units).toHaveLength(9)
})

it('has nothing to tell of a delivery that moved no figure', () => {
  expect(toReceiptFigures({ ...PLAIN, figures: [] })).toMatchObject({
    period: null,
    whole: [],
    units: [],
    moreUnits: 0,
  })
})
