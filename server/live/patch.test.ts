import { describe, expect, it } from 'vitest'
import type { FigureRow } from '../../shared/answer.ts'
import { applyPatch } from '../../shared/live.ts'
import { toChange } from './patch.ts'

const row = (unit: string, value: number): FigureRow => ({ unit, 'dossiers.received': { value, numerator: value } })
const before = Array.from({ length: 20 }, (_, i) => row(`unit-${i}`, i))

describe('a change of rows', () => {
  it('[LP5] is the one row that changed', () => {
    const after = before.with(3, row('unit-3', 99))
    expect(toChange(before, after, ['unit'])).toEqual({ patch: { put: [row('unit-3', 99)], drop: [] } })
  })

  it('[LP6] is an empty patch for equal rows, also when there are none', () => {
    expect(toChange(before, structuredClone(before), ['unit'])).toEqual({ patch: { put: [], drop: [] } })
    expect(toChange([], [], ['unit'])).toEqual({ patch: { put: [], drop: [] } })
  })

  it('[LP5] is all rows when their order changed, for a ranking is an order', () => {
    const after = [...before].reverse()
    expect(toChange(before, after, ['unit'])).toEqual({ rows: after })
  })

  it('[LP5] is all rows when nearly all changed', () => {
    const after = before.map((_, i) => row(`unit-${i}`, i + 100))
    expect(toChange(before, after, ['unit'])).toEqual({ rows: after })
    const others = before.map((_, i) => row(`other-${i}`, i))
    expect(toChange(before, others, ['unit'])).toEqual({ rows: others })
  })

  it('[LP5] gives the rows back exactly, for 500 random changes', () => {
    let state = 7
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647
      return state % below
    }
    for (let round = 0; round < 500; round++) {
      const after = before
        .filter(() => random(4) > 0)
        .map((old) => (random(3) === 0 ? row(String(old.unit), random(100)) : old))
      after.splice(random(after.length + 1), 0, ...(random(2) === 0 ? [row(`new-${round}`, 1)] : []))
      const change = toChange(before, after, ['unit'])
      expect(change.rows ?? applyPatch(before, change.patch ?? { put: [], drop: [] }, ['unit'])).toEqual(after)
    }
  })
})
