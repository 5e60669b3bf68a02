import { describe, expect, it } from 'vitest'
import { holidaysOf, specialDays } from '../../shared/holidays.ts'
import { isOfficeDay, officeDaysOf } from './office-days.ts'

// Facts: Tết fell on 29/01/2025 and 17/02/2026, falls on 06/02/2027; 10/3 lunar on 07/04/2025, 26/04/2026 (a Sunday), 16/04/2027.
describe('days on which offices work', () => {
  it('closes them at Tết, from the last day of the old year to the fourth of the new', () => {
    for (const day of ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']) {
      expect(isOfficeDay(day), day).toBe(false)
    }
    expect(isOfficeDay('2026-02-13')).toBe(true)
    expect(isOfficeDay('2026-02-23')).toBe(true)
    for (const day of ['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31']) {
      expect(isOfficeDay(day), day).toBe(false)
    }
  })

  it('makes up for a Tết that begins on a Saturday with two working days after it', () => {
    // 05/02/2027 Friday (eve), 6 Saturday, 7 Sunday, 8 and 9; the two weekend days move to 10 and 11.
    expect(['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'].some((day) => isOfficeDay(day))).toBe(
      false,
    )
    expect(isOfficeDay('2027-02-12')).toBe(true)
  })

  it('closes them on the day of the Hùng Kings, on the Monday after when it falls on a Sunday', () => {
    expect(isOfficeDay('2025-04-07')).toBe(false)
    expect(isOfficeDay('2026-04-27')).toBe(false)
    expect(isOfficeDay('2027-04-16')).toBe(false)
  })

  it('follows the ledger where it knows a year, swapped days and the province’s own among them', () => {
    const own = { day: '2026-11-27', works: false, name: 'Nghỉ riêng', source: null, hours: null }
    const works = officeDaysOf({ days: [...specialDays().map((day) => ({ ...day, hours: null })), own] })
    expect([works('2026-01-02'), works('2026-01-10'), works('2026-11-27')]).toEqual([false, true, false])
    expect([isOfficeDay('2026-01-02'), isOfficeDay('2026-01-10'), isOfficeDay('2026-11-27')]).toEqual([
      true,
      false,
      true,
    ])
    // Of 2028 the ledger says nothing yet: Tết 26/01/2028 is off all the same.
    expect(works('2028-01-26')).toBe(false)
  })

  it('knows the fixed holidays and leaves ordinary weekdays alone', () => {
    expect(holidaysOf('2026').filter((day) => /-(01-01|04-30|05-01|09-02)$/.test(day))).toHaveLength(4)
    expect(isOfficeDay('2026-11-23')).toBe(true)
    expect(isOfficeDay('2026-11-22')).toBe(false)
  })
})
