import { describe, expect, it } from 'vitest'
import { addWorkingHours, clockStart, createCalendar, hoursOf, workingHoursBetween } from './calendar.ts'
import { specialDays } from './holidays.ts'

const calendar = createCalendar(specialDays())
const at = (local: string) => new Date(`${local}:00+07:00`)
const local = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 16)

describe('office hours', () => {
  it('are eight a day with a break at noon', () => {
    // Monday 23/11/2026: 07:00–11:30 is 4.5 h, 13:30–17:00 is 3.5 h
    expect(workingHoursBetween(at('2026-11-23T00:00'), at('2026-11-23T23:59'), calendar)).toBe(8)
    // 10:30–11:30 and 13:30–14:00
    expect(workingHoursBetween(at('2026-11-23T10:30'), at('2026-11-23T14:00'), calendar)).toBe(1.5)
    expect(workingHoursBetween(at('2026-11-23T14:00'), at('2026-11-23T10:30'), calendar)).toBe(0)
  })

  it('pass over the nine days of Tết 2026', () => {
    // Friday 13/02/2026 16:00 → 1 h left that day; 14–22 February are off; Monday 23/02 from 07:00: 7 h more end
    // 4.5 h at 11:30, the other 2.5 h at 16:00.
    expect(local(addWorkingHours(at('2026-02-13T16:00'), 8, calendar))).toBe('2026-02-23T16:00')
    expect(workingHoursBetween(at('2026-02-13T16:00'), at('2026-02-23T16:00'), calendar)).toBe(8)
  })

  it('rest on 2 May 2025 and work on Saturday 26 April 2025 instead', () => {
    // Friday 25/04/2025 17:00 is the end of the day: 8 h are the whole Saturday that was swapped.
    expect(local(addWorkingHours(at('2025-04-25T17:00'), 8, calendar))).toBe('2025-04-26T17:00')
    // Tuesday 29/04 15:00 → 2 h; 30/04 to 04/05 off; 6 h on Monday 05/05: 4.5 h to 11:30, 1.5 h to 15:00.
    expect(local(addWorkingHours(at('2025-04-29T15:00'), 8, calendar))).toBe('2025-05-05T15:00')
  })

  it('start the clock of what comes in the last hour on the next working day', () => {
    expect(local(clockStart(at('2026-11-23T15:59'), calendar))).toBe('2026-11-23T15:59')
    expect(local(clockStart(at('2026-11-23T16:00'), calendar))).toBe('2026-11-24T07:00')
    // At night before office, at noon, and on the Friday evening before a weekend
    expect(local(clockStart(at('2026-11-23T05:00'), calendar))).toBe('2026-11-23T07:00')
    expect(local(clockStart(at('2026-11-23T12:00'), calendar))).toBe('2026-11-23T13:30')
    expect(local(clockStart(at('2026-11-27T16:30'), calendar))).toBe('2026-11-30T07:00')
  })

  it('of one day may be others than the usual ones', () => {
    const short = createCalendar([{ day: '2026-11-23', works: true, hours: '07:30-11:30' }])
    // 4 h on Monday, 4 h on Tuesday from 07:00
    expect(local(addWorkingHours(at('2026-11-23T07:00'), 8, short))).toBe('2026-11-24T11:00')
  })

  it.each(['07:00', '11:30-07:00', '07:00-12:00,11:00-17:00', '07:00-25:00', ''])('are not read from "%s"', (text) => {
    expect(hoursOf(text)).toBeNull()
  })
})

describe('the public holidays', () => {
  const days = new Map(specialDays().map((day) => [day.day, day]))

  it('are the eleven paid ones of a year, each on a day off', () => {
    // Labour Code, article 112: New Year 1, Tết 5, Hùng Kings 1, 30/4, 1/5, National Day 2. Weekdays off in 2025: 1/1; 27–31/1;
    // 7/4; 30/4, 1/5, and 2/5 swapped; 1/9, 2/9 = 12, one of them swapped for a Saturday.
    const off = [...days.values()].filter(({ day, works }) => day.startsWith('2025') && !works)
    const weekdays = off.filter(({ day }) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))
    expect(weekdays).toHaveLength(12)
  })

  it('make up for each day that was swapped', () => {
    const swapped = (works: boolean) =>
      [...days.values()].filter((day) => day.works === works && /Hoán đổi/i.test(`${day.name} ${day.source}`))
    expect(swapped(true).map(({ day }) => day)).toEqual(['2024-05-04', '2025-04-26', '2026-01-10'])
    expect(swapped(false).map(({ day }) => day)).toEqual(['2024-04-29', '2025-05-02', '2026-01-02', '2026-08-31'])
    expect(days.get('2026-08-22')).toMatchObject({ works: true })
  })

  it('say where a year still waits for its notice', () => {
    expect(days.get('2027-02-08')?.source).toContain('Dự kiến')
    expect(days.has('2026-11-24')).toBe(false)
  })
})
