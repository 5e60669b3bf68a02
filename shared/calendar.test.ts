import { describe, expect, it } from 'vitest'
import { CalendarTooShort, createCalendar, dueOn, nextWorkingDay, workingDaysBetween } from './calendar.ts'

// DOMAIN §2.4: Friday 2 May 2025 was off and made up on Saturday 26 April 2025; 30 April and 1 May are holidays.
const calendar = createCalendar([
  { day: '2025-04-26', works: true },
  { day: '2025-04-30', works: false },
  { day: '2025-05-01', works: false },
  { day: '2025-05-02', works: false },
])

describe('the working calendar', () => {
  it('does not count the day of receipt', () => {
    // Monday 3 March 2025 + 3 working days = Thursday 6 March
    expect(dueOn('2025-03-03', 3, calendar)).toBe('2025-03-06')
  })

  it('passes over a weekend', () => {
    // Thursday 6 March 2025: Friday 7, Monday 10, Tuesday 11
    expect(dueOn('2025-03-06', 3, calendar)).toBe('2025-03-11')
  })

  it('works on the Saturday swapped for 2 May and rests on the three days off', () => {
    // Friday 25 April 2025: Sat 26 (swapped) = 1, Mon 28 = 2, Tue 29 = 3, Wed 30, Thu 1, Fri 2, weekend off, Mon 5 May = 4
    expect(dueOn('2025-04-25', 4, calendar)).toBe('2025-05-05')
    expect(calendar.isWorkingDay('2025-05-02')).toBe(false)
  })

  it('names the next working day before a holiday', () => {
    expect(nextWorkingDay('2025-04-29', calendar)).toBe('2025-05-05')
  })

  it('counts the working days between two days, without the first', () => {
    // Fri 25 April → Mon 5 May: 26, 28, 29 April and 5 May
    expect(workingDaysBetween('2025-04-25', '2025-05-05', calendar)).toBe(4)
    expect(workingDaysBetween('2025-05-05', '2025-04-25', calendar)).toBe(0)
  })

  it('says that it is too short rather than guess next year', () => {
    expect(() => dueOn('2025-12-31', 1, createCalendar([], '2025-12-31'))).toThrow(CalendarTooShort)
  })
})
