import { describe, expect, it } from 'vitest'
import { changeMeasure, drillInto, dropFilter } from './drill.ts'
import { rangeOf } from './periods.ts'
import { figureQuery, tableQuery } from './questions.ts'
import { naturalSplit, splitsOf } from './splits.ts'
import { FIRST_VIEW } from './view.ts'

const TODAY = '2026-11-22'
const RATE = 'dossiers.onTimeRate'
const october = { ...FIRST_VIEW, period: '2026-10' }
const range = rangeOf(october.period, TODAY)

describe('the way down', () => {
  it('goes from province to commune to field to procedure to months', () => {
    expect(naturalSplit(RATE, 'province', {}, false)).toBe('commune')
    const commune = drillInto(october, 'commune', 'vn-31411', range)
    expect(commune.unit).toBe('vn-31411')
    expect(naturalSplit(RATE, 'commune', commune.where, false)).toBe('field')
    const field = drillInto(commune, 'field', 'Đất đai', range)
    expect(naturalSplit(RATE, 'commune', field.where, false)).toBe('procedure')
    const procedure = drillInto(field, 'procedure', '1.008101', range)
    expect(procedure).toMatchObject({ unit: 'vn-31411', where: { field: ['Đất đai'], procedure: ['1.008101'] } })
    expect(naturalSplit(RATE, 'commune', procedure.where, false)).toBe('month')
  })

  it('goes through the districts while there were some', () => {
    expect(naturalSplit(RATE, 'province', {}, true)).toBe('district')
    expect(naturalSplit(RATE, 'district', {}, true)).toBe('commune')
  })

  it('takes a month as the period, a week only as far as the period goes', () => {
    const year = { ...FIRST_VIEW, period: '2026' }
    expect(drillInto(year, 'month', '2026-03', rangeOf('2026', TODAY)).period).toBe('2026-03')
    // Week 40 of 2026 runs from Monday 28 September to 4 October.
    expect(drillInto(october, 'week', '2026-W40', range).period).toBe('2026-10-01..2026-10-04')
  })

  it('leaves order and selection behind, and a filter can be dropped again', () => {
    const down = drillInto(
      { ...october, selected: { row: 'x', measure: RATE }, order: { key: 'name', direction: 'asc' } },
      'field',
      'Đất đai',
      range,
    )
    expect([down.selected, down.order]).toEqual([null, null])
    expect(dropFilter(down, 'field').where).toEqual({})
  })

  it('keeps what another measure has too, and looks at the month that is published', () => {
    const view = {
      ...FIRST_VIEW,
      split: 'procedure',
      where: { field: ['Đất đai'] },
      selected: { row: '1.008101', measure: RATE },
    }
    expect(changeMeasure(view, 'dossiers.late', true)).toMatchObject({
      split: 'procedure',
      where: view.where,
      period: 'thisMonth',
      selected: { row: '1.008101', measure: 'dossiers.late' },
    })
    expect(changeMeasure(view, 'index.total', true)).toMatchObject({
      split: null,
      where: {},
      period: 'lastMonth',
      selected: null,
    })
  })

  it('offers only splits that the rows of the measure have', () => {
    expect(splitsOf(RATE)).toContain('procedure')
    expect(splitsOf('surveys.satisfactionRate')).not.toContain('procedure')
    expect(splitsOf('index.total')).not.toContain('periodKind')
  })
})

describe('the question behind a number', () => {
  it('is that of the row it stands in', () => {
    const base = { period: { name: '2026-10' } }
    expect(figureQuery(october, 'commune', null, RATE, range)).toEqual({ measures: [RATE], ...base })
    expect(figureQuery(october, 'commune', 'vn-31411', RATE, range)).toEqual({
      measures: [RATE],
      ...base,
      unit: 'vn-31411',
    })
    expect(figureQuery(october, 'channel', 'online', 'dossiers.late', range)).toEqual({
      measures: ['dossiers.late'],
      ...base,
      where: { channel: ['online'] },
    })
  })

  it('ends where the period ends, though the week goes on', () => {
    expect(figureQuery(october, 'week', '2026-W44', RATE, range).period).toEqual({
      from: '2026-10-26',
      to: '2026-10-31',
    })
  })

  it('asks units without rows too, and for their places', () => {
    expect(tableQuery(october, 'commune', [RATE])).toMatchObject({
      by: ['unit'],
      level: 'commune',
      empty: true,
      rank: true,
    })
    expect(tableQuery(october, 'unit', [RATE]).level).toBeUndefined()
    expect(tableQuery(october, 'field', [RATE])).not.toHaveProperty('rank')
  })
})
