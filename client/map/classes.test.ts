import { describe, expect, it } from 'vitest'
import { classify, classOf, colourOf } from './classes.ts'

describe('classes of the map', () => {
  it('puts about as many units into each of seven classes', () => {
    const values = Array.from({ length: 70 }, (_, i) => i + 1)
    const classes = classify(values)
    expect(classes?.breaks).toEqual([11, 21, 31, 41, 51, 61])
    expect(classes && classOf(10, classes)).toBe(0)
    expect(classes && classOf(11, classes)).toBe(1)
    expect(classes && classOf(70, classes)).toBe(6)
  })

  it('never splits equal values', () => {
    // Twenty communes without any overdue dossier share one class, however large it becomes.
    const values = [...Array<number>(20).fill(0), 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.2, 0.2]
    const classes = classify(values)
    expect(classes?.breaks[0]).toBe(0.01)
    expect(classes?.breaks).not.toContain(0)
    for (const edge of classes?.breaks ?? []) expect(values).toContain(edge)
    expect(new Set(classes?.breaks).size).toBe(classes?.breaks.length)
  })

  it('has no more classes than different values', () => {
    expect(classify([0.5, 0.5, 0.5])).toEqual({ breaks: [], count: 1, min: 0.5, max: 0.5 })
    expect(classify([1, 2])?.count).toBe(2)
    expect(classify([])).toBeNull()
  })

  it('gives the best colour to the better end, whichever end that is', () => {
    expect(colourOf(6, 7, 'higher')).toBe(7)
    expect(colourOf(0, 7, 'higher')).toBe(1)
    expect(colourOf(0, 7, 'lower')).toBe(7)
    expect(colourOf(6, 7, 'lower')).toBe(1)
    expect([0, 1, 2].map((index) => colourOf(index, 3, 'higher'))).toEqual([1, 4, 7])
  })
})
