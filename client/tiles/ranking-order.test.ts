import { describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import { shareOf } from './cells.ts'
import { type Entrant, ends, inOrder } from './ranking-order.ts'

const entrant = (name: string, cell: Cell): Entrant => ({ unit: name, name, cell })
const placed = (name: string, place: number, value = 0.5) =>
  entrant(name, { value, rank: { place, of: 9, tied: false } })
const few = (name: string): Entrant => entrant(name, { value: null, none: 'tooFew', numerator: 3, denominator: 4 })

describe('a ranking of communes', () => {
  it('keeps the places that the figures were given, also where two share one', () => {
    const { ranked } = inOrder([placed('Vị Thủy', 4), placed('Ngã Bảy', 1), placed('Vị Tân', 2), placed('Long Mỹ', 2)])
    expect(ranked.map(({ name, rank }) => [name, rank])).toEqual([
      ['Ngã Bảy', 1],
      ['Long Mỹ', 2],
      ['Vị Tân', 2],
      ['Vị Thủy', 4],
    ])
  })

  it('tells too few dossiers from no data, from a hidden figure and from one that is not compared', () => {
    const older = entrant('D', { value: 81.5, period: '2026-09' })
    const { ranked, tooFew, hidden, none } = inOrder([
      placed('A', 1),
      few('B'),
      entrant('C', { value: null, none: 'noData' }),
      older,
      entrant('E', { value: null, none: 'suppressed' }),
    ])
    expect(ranked.map(({ name }) => name)).toEqual(['A'])
    expect(tooFew.map(({ name }) => name)).toEqual(['B'])
    expect(hidden.map(({ name }) => name)).toEqual(['E'])
    expect(none.map(({ name }) => name)).toEqual(['C', 'D'])
  })

  it('still knows the share of a commune that is not ranked, for the map', () => {
    // 3 of 4
    expect(shareOf(few('B').cell)).toBe(0.75)
    expect(shareOf({ value: 0.2 })).toBe(0.2)
    expect(shareOf({ value: null, none: 'suppressed' })).toBeNull()
  })

  it('orders equal units as Vietnamese readers look names up', () => {
    const { ranked } = inOrder(['Ôn', 'Âu', 'An', 'Đông', 'Dương'].map((name) => placed(name, 1)))
    expect(ranked.map(({ name }) => name)).toEqual(['An', 'Âu', 'Dương', 'Đông', 'Ôn'])
  })

  it('shows both ends, and each unit once where all fit', () => {
    expect(ends([1, 2, 3, 4, 5, 6, 7], 2)).toEqual({ first: [1, 2], last: [6, 7] })
    expect(ends([1, 2, 3], 2)).toEqual({ first: [1, 2], last: [3] })
  })
})
