import { describe, expect, it } from 'vitest'
import { boxOf, middleOf, placeIslands, type Shape } from './islands.ts'

const square = (id: number, x: number, y: number, size = 1): Shape => ({
  type: 'Feature',
  id,
  properties: { unit: `u${id}`, name: `Xã ${id}`, code: null },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
    ],
  },
})

/** Four by five squares of one degree, west corner at 104° E, 9° N. */
const mainland = Array.from({ length: 20 }, (_, i) => square(i + 1, 104 + (i % 4), 9 + Math.floor(i / 4)))

describe('far islands on the map', () => {
  it('moves an island that would make the mainland small into a frame, and only that one', () => {
    const placed = placeIslands([...mainland, square(99, 100, 8, 0.5)])
    expect(placed?.moved.map(({ id }) => id)).toEqual([99])
    expect(placed?.frame).not.toBeNull()
    const island = placed?.shapes.find(({ id }) => id === 99)
    const [west, south, east, north] = boxOf(island ? [island] : [])
    const [left, bottom, right, top] = placed?.frame ?? [0, 0, 0, 0]
    expect(west >= left && south >= bottom && east <= right && north <= top).toBe(true)
  })

  it('leaves a mainland alone, even one whose corner sticks out', () => {
    const placed = placeIslands([...mainland, square(99, 103, 9)])
    expect(placed?.moved).toEqual([])
    expect(placed?.frame).toBeNull()
    expect(placed?.bounds).toEqual([103, 9, 108, 14])
  })

  it('keeps the frame clear of every shape', () => {
    const placed = placeIslands([...mainland, square(99, 100, 8, 0.5)])
    const [left, bottom, right, top] = placed?.frame ?? [0, 0, 0, 0]
    for (const shape of mainland) {
      const [west, south, east, north] = boxOf([shape])
      expect(east <= left || west >= right || north <= bottom || south >= top).toBe(true)
    }
  })

  it('labels a shape in its middle', () => {
    expect(middleOf(square(1, 104, 9))).toEqual([104.5, 9.5])
  })

  it('has nothing to place without shapes', () => {
    expect(placeIslands([])).toBeNull()
  })
})
