import { describe, expect, it } from 'vitest'
import { FIRST_VIEW, readView, type ViewState, writeView } from './view.ts'

const read = (search: string) => readView(new URLSearchParams(search))
const write = (view: ViewState) => writeView(view).toString()

describe('the address of a view', () => {
  it('says nothing where everything is as at first', () => {
    expect(write(FIRST_VIEW)).toBe('')
    expect(read('')).toEqual(FIRST_VIEW)
  })

  it('gives back every part that it took', () => {
    const view: ViewState = {
      unit: 'vn-31411',
      period: 'bc-2026-11',
      measure: 'dossiers.overdue',
      split: 'procedure',
      where: { field: ['Đất đai', ''], channel: ['online'] },
      units: 'now',
      tree: 'cum-thi-dua',
      at: { time: '2026-11-20T08:00:00+07:00' },
      compared: 'year',
      order: { key: 'dossiers.received', direction: 'asc' },
      selected: { row: '1.007201', measure: 'dossiers.received' },
      rows: 'dossiers.late',
    }
    expect(read(write(view))).toEqual(view)
  })

  it('tells the whole, an empty key and no selection apart', () => {
    const measure = FIRST_VIEW.measure
    for (const selected of [null, { row: null, measure }, { row: '', measure }, { row: '*', measure }]) {
      expect(read(write({ ...FIRST_VIEW, selected })).selected).toEqual(selected)
    }
  })

  it('looks back by seq or by moment', () => {
    expect(read('at=120').at).toEqual({ seq: 120 })
    expect(read('at=2026-11-20T08%3A00%3A00%2B07%3A00').at).toEqual({ time: '2026-11-20T08:00:00+07:00' })
    expect(read('at=yesterday').at).toBeNull()
  })

  it('passes over what it does not know, so that an old link still shows something', () => {
    expect(read('measure=dossiers.happiness&period=2025-13&by=colour&where.colour=red&units=later&foo=1')).toEqual(
      FIRST_VIEW,
    )
  })

  it('drops a split that the measure does not have', () => {
    expect(read('measure=surveys.answers&by=procedure').split).toBeNull()
    expect(read('measure=surveys.answers&by=score').split).toBe('score')
  })

  it('keeps theme and language as they stand', () => {
    const before = new URLSearchParams('theme=dark&lang=en&foo=1')
    expect(writeView({ ...FIRST_VIEW, period: '2025' }, before).toString()).toBe('period=2025&theme=dark&lang=en')
  })
})
