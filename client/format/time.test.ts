import { describe, expect, it } from 'vitest'
import {
  formatAge,
  formatClock,
  formatDay,
  formatDuration,
  formatMonth,
  formatPeriodName,
  formatWeekday,
} from './time.ts'

const MINUTE = 60_000

describe('times as Vietnamese readers say them', () => {
  it('says how long ago in whole units', () => {
    expect(formatAge(20_000, 'vi')).toBe('vừa xong')
    expect(formatAge(-5_000, 'vi')).toBe('vừa xong')
    expect(formatAge(2.9 * MINUTE, 'vi')).toBe('2 phút trước')
    expect(formatAge(180 * MINUTE, 'vi')).toBe('3 giờ trước')
    expect(formatAge(49 * 60 * MINUTE, 'vi')).toBe('2 ngày trước')
    expect(formatAge(2 * MINUTE, 'en')).toBe('2 minutes ago')
  })

  it('says how long in the largest whole unit', () => {
    expect(formatDuration(45_000, 'vi')).toBe('45 giây')
    expect(formatDuration(12 * MINUTE, 'vi')).toBe('12 phút')
    expect(formatDuration(26 * 60 * MINUTE, 'vi')).toBe('1 ngày')
  })

  it('reads the clock of Việt Nam', () => {
    expect(formatClock(new Date('2026-11-23T01:42:00Z'))).toBe('08:42')
    expect(formatClock(new Date('2026-11-23T17:05:00Z'))).toBe('00:05')
  })

  it('writes days day first and names weekdays', () => {
    expect(formatDay('2026-11-23')).toBe('23/11')
    expect(formatDay('2026-11-23', true)).toBe('23/11/2026')
    expect(formatWeekday('2026-11-23', 'vi')).toBe('Thứ Hai')
    expect(formatWeekday('2026-11-22', 'vi')).toBe('Chủ Nhật')
  })

  it('names periods as people do and leaves other texts alone', () => {
    expect(formatPeriodName('2025-10', 'vi')).toBe('tháng 10/2025')
    expect(formatPeriodName('2025-Q3', 'vi')).toBe('quý III/2025')
    expect(formatPeriodName('2025', 'vi')).toBe('năm 2025')
    expect(formatPeriodName('2025-10', 'en')).toBe('October 2025')
    expect(formatPeriodName('Lũy kế', 'vi')).toBe('Lũy kế')
    expect(formatMonth('2026-09', 'vi')).toBe('T9')
  })
})
