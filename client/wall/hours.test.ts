import { describe, expect, it } from 'vitest'
import { heroPeriod, hoursAt, workingDays } from './hours.ts'
import { isOfficeDay } from './office-days.ts'

const at = (local: string, coversTo: string | null = null) => hoursAt(new Date(`${local}+07:00`), isOfficeDay, coversTo)

describe('what the wall says at an hour', () => {
  it('compares the month to date with as many working days of last month', () => {
    // Monday 23/11/2026 is the 16th working day of November (2–6, 9–13, 16–20, 23); the 16th of October is Thursday 22/10.
    expect(workingDays({ from: '2026-11-01', to: '2026-11-23' }, isOfficeDay)).toHaveLength(16)
    expect(at('2026-11-23T14:00').hero).toEqual({
      kind: 'monthToDate',
      period: { from: '2026-11-01', to: '2026-11-23' },
      against: { from: '2026-10-01', to: '2026-10-22' },
    })
  })

  it('shows the last full month until the third working day', () => {
    // 01/11/2026 is a Sunday: working days 2, 3, 4.
    for (const day of ['2026-11-01', '2026-11-02', '2026-11-03']) {
      expect(at(`${day}T15:00`).hero, day).toEqual({
        kind: 'lastMonth',
        period: { from: '2026-10-01', to: '2026-10-31' },
        against: { from: '2026-09-01', to: '2026-09-30' },
      })
    }
    expect(at('2026-11-04T15:00').hero.kind).toBe('monthToDate')
  })

  it('ends the comparison with last month when last month had fewer working days', () => {
    // February 2026 has 15 working days (20 weekdays less 5 of Tết); 31/03/2026 is the 22nd working day of March.
    expect(heroPeriod('2026-03-31', isOfficeDay).against).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })

  it('shows yesterday before ten and today from ten', () => {
    expect(at('2026-11-24T09:59').shown).toEqual({ day: '2026-11-23', kind: 'yesterday' })
    expect(at('2026-11-24T10:00').shown).toEqual({ day: '2026-11-24', kind: 'today' })
  })

  it('reaches back over the weekend on a Monday morning', () => {
    expect(at('2026-11-23T08:42').shown).toEqual({ day: '2026-11-20', kind: 'workingDay' })
  })

  it('shows the last covered day when feeds deliver once a day', () => {
    expect(at('2026-11-25T15:00', '2026-11-24').shown).toEqual({ day: '2026-11-24', kind: 'yesterday' })
    expect(at('2026-11-25T15:00', '2026-11-23').shown).toEqual({ day: '2026-11-23', kind: 'workingDay' })
    expect(at('2026-11-25T15:00', '2026-11-25').shown.kind).toBe('today')
  })

  it('says nothing silly on a Sunday at ten in the evening', () => {
    const hours = at('2026-11-22T22:00')
    expect(hours.works).toBe(false)
    expect(hours.shown).toEqual({ day: '2026-11-20', kind: 'workingDay' })
    // 15 working days by then; the 15th of October is Wednesday 21/10.
    expect(hours.hero.against).toEqual({ from: '2026-10-01', to: '2026-10-21' })
  })

  it('says nothing silly on the second day of Tết', () => {
    // 18/02/2026; the last working day is Friday 13/02.
    const hours = at('2026-02-18T11:00')
    expect(hours.works).toBe(false)
    expect(hours.shown).toEqual({ day: '2026-02-13', kind: 'workingDay' })
    expect(hours.hero.period).toEqual({ from: '2026-02-01', to: '2026-02-18' })
  })

  it('says nothing silly on the first of January', () => {
    const hours = at('2026-01-01T12:00')
    expect(hours.hero.period).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(hours.shown).toEqual({ day: '2025-12-31', kind: 'yesterday' })
  })

  it('counts days in Việt Nam, not in the browser', () => {
    expect(hoursAt(new Date('2026-11-23T17:30:00Z'), isOfficeDay, null).today).toBe('2026-11-24')
  })

  it('draws thirty whole days and today', () => {
    expect(at('2026-11-22T08:00').trend).toEqual({ from: '2026-10-23', to: '2026-11-22' })
  })
})
