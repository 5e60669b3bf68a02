import { describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import { type Entrant, ends, rank } from './ranking-order.ts'

const entrant = (name: string, cell: Cell): Entrant => ({ unit: name, name, cell })
const share = (name: string, value: number, denominator = 100) => entrant(name, { value, denominator })

describe('a ranking of communes', () => {
  it('ranks the best first and shares ranks between equals', () => {
    const { ranked } = rank(
      [share('Vị Thủy', 0.05), share('Ngã Bảy', 0), share('Long Mỹ', 0.02), share('Vị Tân', 0.02)],
      'lower',
      30,
    )
    expect(ranked.map(({ name, rank: place }) => [name, place])).toEqual([
      ['Ngã Bảy', 1],
      ['Long Mỹ', 2],
      ['Vị Tân', 2],
      ['Vị Thủy', 4],
    ])
  })

  it('turns round for measures where more is better', () => {
    const { ranked } = rank([share('A', 0.9), share('B', 0.99)], 'higher', 30)
    expect(ranked.map(({ name }) => name)).toEqual(['B', 'A'])
  })

  it('neither praises nor blames a unit with too few dossiers', () => {
    const { ranked, tooFew } = rank([share('A', 0, 4), share('B', 0.1, 30), share('C', 0.2, 29)], 'lower', 30)
    expect(ranked.map(({ name }) => name)).toEqual(['B'])
    expect(tooFew.map(({ name }) => name)).toEqual(['A', 'C'])
  })

  it('sets units without data aside and never counts them as zero', () => {
    const { ranked, none, tooFew } = rank(
      [share('A', 0.1), entrant('B', { value: null, none: 'noData' }), entrant('C', { value: null, none: 'tooFew' })],
      'lower',
      30,
    )
    expect(ranked).toHaveLength(1)
    expect(none.map(({ name }) => name)).toEqual(['B'])
    expect(tooFew.map(({ name }) => name)).toEqual(['C'])
  })

  it('ranks published scores that carry no number of cases', () => {
    expect(rank([entrant('A', { value: 86.5 })], 'higher', 0).ranked[0]?.rank).toBe(1)
  })

  it('orders equal units as Vietnamese readers look names up', () => {
    const { ranked } = rank(
      ['Ôn', 'Âu', 'An', 'Đông', 'Dương'].map((name) => share(name, 0)),
      'lower',
      30,
    )
    expect(ranked.map(({ name }) => name)).toEqual(['An', 'Âu', 'Dương', 'Đông', 'Ôn'])
  })

  it('shows both ends, and each unit once where all fit', () => {
    expect(ends([1, 2, 3, 4, 5, 6, 7], 2)).toEqual({ first: [1, 2], last: [6, 7] })
    expect(ends([1, 2, 3], 2)).toEqual({ first: [1, 2], last: [3] })
  })
})
