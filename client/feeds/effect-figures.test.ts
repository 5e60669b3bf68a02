import { expect, it } from 'vitest'
import type { Effect } from '../../shared/batch.ts'
import { changeOf, figureText, firstPeriod, type Move, tellingMoves, toView } from './effect-figures.ts'

const move = (part: Partial<Move>): Move => ({
  measure: 'dossiers.onTimeRate',
  unit: 'vn-91',
  unitName: 'Tỉnh An Giang',
  period: '2026-11',
  before: 0.981,
  after: 0.974,
  ...part,
})
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ')

it('tells a fall of the on-time rate in percentage points, as bad news', () => {
  // 97,4 % − 98,1 % = −0,7 percentage points
  expect(changeOf(move({}), 'vi')).toEqual({ text: '−0,7', isPoints: true, standing: 'bad' })
})

it('tells fewer overdue dossiers as good news', () => {
  expect(changeOf(move({ measure: 'dossiers.overdue', before: 17, after: 9 }), 'vi')).toEqual({
    text: '−8',
    isPoints: false,
    standing: 'good',
  })
})

it('tells no difference where one side is missing or nothing moves', () => {
  expect(changeOf(move({ before: null }), 'vi')).toBeNull()
  expect(changeOf(move({ before: 0.974 }), 'vi')).toBeNull()
})

it('writes a figure as the wall does, and no figure as none', () => {
  expect(plain(figureText(0.974, 'dossiers.onTimeRate', 'vi'))).toBe('97,4 %')
  expect(plain(figureText(14907, 'dossiers.received', 'vi'))).toBe('14.907')
  expect(figureText(null, 'dossiers.received', 'vi')).toBeNull()
})

it('keeps the whole apart from its parts, newest month first, those that move before those that stand', () => {
  const effect: Effect = {
    seq: 4,
    rows: { read: 0, accepted: 0, rejected: 0, new: 0, changed: 0, unchanged: 0, stale: 0, closed: 0 },
    closed: [],
    ranks: [],
    figures: [
      move({ period: '2026-10' }),
      move({}),
      move({ unit: 'a', unitName: 'Xã A', before: 0.5, after: 0.5 }),
      move({ unit: 'b', unitName: 'Xã B', before: null, after: 0.2 }),
      move({ unit: 'c', unitName: 'Xã C', before: null, after: null }),
    ],
  }
  const view = toView(effect)
  expect(view.whole).toBe('vn-91')
  expect(view.periods).toEqual(['2026-11', '2026-10'])
  expect(view.unitsIn('2026-11').map(({ name }) => name)).toEqual(['Xã B', 'Xã A'])
})

it('tells in few figures the rate first, then what moves, and begins with the month that moves most', () => {
  const overdue = move({ measure: 'dossiers.overdue', before: 9, after: 17 })
  const open = move({ measure: 'dossiers.open', before: 40, after: 40 })
  const figures = [move({ period: '2026-10', before: 0.9, after: 0.9 }), open, overdue, move({})]
  const rank = {
    measure: 'dossiers.onTimeRate',
    unit: 'vn-91',
    unitName: 'Tỉnh An Giang',
    before: 3,
    after: 11,
    of: 34,
  }
  const view = toView({ figures, ranks: [rank] })
  expect(firstPeriod({ figures }, view.periods)).toBe('2026-11')
  expect(tellingMoves(view, '2026-11', 2)).toEqual([move({}), overdue])
  expect(view.ranksOf('vn-91')).toEqual([rank])
  expect(view.ranksOf('a')).toEqual([])
})
