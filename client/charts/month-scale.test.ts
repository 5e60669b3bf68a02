import { describe, expect, it } from 'vitest'
import { scaleAround } from './month-scale.ts'

describe('the scale of a line', () => {
  it('begins at zero for counts', () => {
    expect(scaleAround([120, 280])).toEqual({ from: 0, to: 300, ticks: [0, 100, 200, 300] })
  })

  it('keeps close to rates that lie near all, and never goes beyond all', () => {
    // Two points over three to four steps: a step of one point.
    expect(scaleAround([0.971, 0.991], 1)).toEqual({ from: 0.97, to: 1, ticks: [0.97, 0.98, 0.99, 1] })
  })

  it('has room for a single value, and none for no value', () => {
    const scale = scaleAround([5])
    expect(scale && scale.from < 5 && scale.to >= 5).toBe(true)
    expect(scaleAround([0])).toEqual({ from: 0, to: 0.5, ticks: [0, 0.5] })
    expect(scaleAround([])).toBeNull()
  })
})
