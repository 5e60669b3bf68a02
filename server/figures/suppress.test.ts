import { describe, expect, it } from 'vitest'
import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { findMeasure, PROGRAM_BOOK } from '../../shared/measures/list.ts'
import { leavesOf } from './leaves.ts'
import { suppress } from './suppress.ts'

const RECEIVED = 'dossiers.received'
const ON_TIME = 'dossiers.onTimeRate'

function asked(measures: readonly string[], by: readonly string[]) {
  const found = measures.map((id) => findMeasure(id)).filter((measure) => measure !== undefined)
  return { measures: found, leaves: leavesOf(found, PROGRAM_BOOK), by: [...by], book: PROGRAM_BOOK }
}
const rate = (numerator: number, denominator: number): Cell => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
  n: denominator,
  low: 0,
  high: 1,
})

/** A table of one measure by unit: the shown values, `?` where hidden. */
function shown(values: Record<string, Cell | number>, measure = RECEIVED, least = 5) {
  const rows = Object.entries(values).map(
    ([unit, cell]): FigureRow => ({
      unit,
      [measure]: typeof cell === 'number' ? { value: cell } : cell,
    }),
  )
  const found = suppress(rows, asked([measure], ['unit']), least)
  return Object.fromEntries(found.map((row) => [row.unit, textOf(row[measure])]))
}

function textOf(cell: FigureRow[string] | undefined): unknown {
  if (!isCell(cell)) return undefined
  return cell.none === 'suppressed' ? '?' : cell.value
}

describe('counts of communes shown to the public', () => {
  it('hide what is below five, with the next smallest beside a single one; a zero stays', () => {
    // Without 12 beside it, 3 = 95 - 12 - 80
    expect(shown({ a: 3, b: 12, c: 80, d: 0 })).toEqual({ a: '?', b: '?', c: 80, d: 0 })
  })

  it('hide nothing more where two small counts cover each other', () => {
    expect(shown({ a: 3, b: 2, c: 80, d: 12 })).toEqual({ a: '?', b: '?', c: 80, d: 12 })
  })

  it('hide a third where two can only be ones, or only be fours', () => {
    // 82 - 80 = 2 for two counts of at least 1; 88 - 80 = 8 for two of at most 4
    expect(shown({ a: 1, b: 1, c: 80, d: 12 })).toEqual({ a: '?', b: '?', c: 80, d: '?' })
    expect(shown({ a: 4, b: 4, c: 80, d: 12 })).toEqual({ a: '?', b: '?', c: 80, d: '?' })
  })

  it('leave large counts as they are', () => {
    expect(shown({ a: 5, b: 12 })).toEqual({ a: 5, b: 12 })
    expect(shown({ a: 5, b: 12 }, RECEIVED, 6)).toEqual({ a: '?', b: '?' })
  })
})

describe('rates shown to the public', () => {
  it('hide where few were on time, few were late, or few were judged, and say nothing of their counts', () => {
    const cells = { a: rate(3, 90), b: rate(88, 90), c: rate(4, 4), d: rate(45, 90), e: rate(0, 90), f: rate(90, 90) }
    expect(shown(cells, ON_TIME)).toMatchObject({ a: '?', b: '?', c: '?', e: 0 })
    const rows = suppress([{ unit: 'a', [ON_TIME]: rate(3, 90) }], asked([ON_TIME], ['unit']), 5)
    expect(rows).toEqual([{ unit: 'a', [ON_TIME]: { value: null, none: 'suppressed' } }])
  })

  it('hide beside a hidden part, and a part beside a hidden rate', () => {
    // 4 early = 44 - 40; hidden with the rate that would give it back
    const measures = ['dossiers.early', 'dossiers.onTime', 'dossiers.late', ON_TIME]
    const row = { 'dossiers.early': { value: 4 }, 'dossiers.onTime': { value: 40 }, 'dossiers.late': { value: 10 } }
    const [found] = suppress([{ ...row, [ON_TIME]: rate(44, 54) }], asked(measures, []), 5)
    expect(measures.map((id) => textOf(found?.[id]))).toEqual(['?', 40, 10, '?'])
  })

  it('hide a sum beside its parts, and know that resolved is early, on time, late and unclassified', () => {
    const open = ['dossiers.open', 'dossiers.overdue', 'dossiers.openWithin']
    const inside = {
      'dossiers.open': { value: 30 },
      'dossiers.overdue': { value: 2 },
      'dossiers.openWithin': { value: 28 },
    }
    const [first] = suppress([inside], asked(open, []), 5)
    expect(open.map((id) => textOf(first?.[id]))).toEqual([30, '?', '?'])
    // 3 unclassified = 100 - 50 - 30 - 17; the smallest count that is large enough to show goes too
    const boxes = ['resolved', 'early', 'onTime', 'late', 'unclassified'].map((name) => `dossiers.${name}`)
    const counts = [100, 50, 30, 17, 3]
    const [second] = suppress(
      [Object.fromEntries(boxes.map((id, i) => [id, { value: counts[i] ?? 0 }]))],
      asked(boxes, []),
      5,
    )
    expect(boxes.map((id) => textOf(second?.[id]))).toEqual([100, 50, 30, '?', '?'])
  })

  it('hide medians of few, and the oldest dossier where it stands alone', () => {
    const measures = ['dossiers.medianDays', 'dossiers.oldestOverdueDays']
    const cells = { 'dossiers.medianDays': { value: 3, n: 4 }, 'dossiers.oldestOverdueDays': { value: 212 } }
    const [found] = suppress([cells], asked(measures, []), 5)
    expect(measures.map((id) => textOf(found?.[id]))).toEqual(['?', '?'])
    const beside = ['dossiers.overdue', 'dossiers.oldestOverdueDays']
    const of = (overdue: number) => {
      const [row] = suppress(
        [{ 'dossiers.overdue': { value: overdue }, 'dossiers.oldestOverdueDays': { value: 212 } }],
        asked(beside, []),
        5,
      )
      return beside.map((id) => textOf(row?.[id]))
    }
    expect(of(40)).toEqual([40, 212])
    expect(of(4)).toEqual(['?', '?'])
  })

  it('hide the median whose number of rows is the count that is hidden', () => {
    // 12 resolved stand beside the 3 of a; the median of b would say that it stands on 12
    const measures = ['dossiers.resolved', 'dossiers.medianDays']
    const row = (unit: string, n: number): FigureRow => ({
      unit,
      'dossiers.resolved': { value: n },
      'dossiers.medianDays': { value: 4.5, n },
    })
    const found = suppress([row('a', 3), row('b', 12), row('c', 80)], asked(measures, ['unit']), 5)
    expect(found.map((each) => measures.map((id) => textOf(each[id])))).toEqual([
      ['?', '?'],
      ['?', '?'],
      [80, 4.5],
    ])
  })

  it('leave published scores alone: they are public already', () => {
    expect(shown({ a: { value: 3 }, b: { value: 81.5 } }, 'index.total')).toEqual({ a: 3, b: 81.5 })
  })
})
