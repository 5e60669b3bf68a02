import { describe, expect, it } from 'vitest'
import { toExcelDate, toIsoDate } from './excel-date.ts'
import { toLook } from './xlsx-styles.ts'

describe('a date in a workbook', () => {
  // Values as Excel shows them: 1 = 1 January 1900, 59 = 28 February, 60 = the day that never was, 61 = 1 March;
  // 45931 = 1 October 2025 (45658 = 1 January 2025, plus 273 days); 2958465 = 31 December 9999.
  it.each([
    [1, '1900-01-01T00:00:00'],
    [59, '1900-02-28T00:00:00'],
    [60, '1900-02-29T00:00:00'],
    [61, '1900-03-01T00:00:00'],
    [45_658, '2025-01-01T00:00:00'],
    [45_931, '2025-10-01T00:00:00'],
    [45_931.5, '2025-10-01T12:00:00'],
    [45_931.999_999_9, '2025-10-02T00:00:00'],
    [45_931.333_333_333, '2025-10-01T08:00:00'],
    [2_958_465, '9999-12-31T00:00:00'],
  ])('%f is %s', (serial, date) => {
    expect(toExcelDate(serial, false)).toEqual({ date })
  })

  // The 1904 system is 1,462 days behind: 0 = 1 January 1904, 45931 − 1462 = 44469.
  it.each([
    [0, '1904-01-01T00:00:00'],
    [1, '1904-01-02T00:00:00'],
    [44_469, '2025-10-01T00:00:00'],
  ])('%f is %s where days are counted from 1904', (serial, date) => {
    expect(toExcelDate(serial, true)).toEqual({ date })
  })

  it('is broken where Excel shows hashes', () => {
    expect(toExcelDate(-1, false)).toEqual({ broken: '#####' })
    expect(toExcelDate(2_958_466, false)).toEqual({ broken: '#####' })
  })

  it('stays a number when it is only a time of day', () => {
    expect(toExcelDate(0.5, false)).toBe(0.5)
  })

  it('may be written as ISO text', () => {
    expect(toIsoDate('2025-10-01')).toEqual({ date: '2025-10-01T00:00:00' })
    expect(toIsoDate('2025-10-01T08:30')).toEqual({ date: '2025-10-01T08:30:00' })
    expect(toIsoDate('2025-10-01T08:30:15.250')).toEqual({ date: '2025-10-01T08:30:15' })
    expect(toIsoDate('hôm qua')).toBe('hôm qua')
  })
})

describe('a number format', () => {
  it.each([
    'dd/mm/yyyy',
    'd/m/yy h:mm',
    'mm:ss.0',
    '[$-42A]dd mmmm yyyy',
    '"ngày" dd "tháng" mm',
    'yyyy\\-mm\\-dd;@',
    'h:mm AM/PM',
  ])('%s makes a date', (format) => {
    expect(toLook(format)).toBe('date')
  })

  it.each([
    'General',
    '0.00',
    '#,##0',
    '0%',
    '0.00E+00',
    '#,##0 "đồng mỗi ngày"',
    '#,##0\\d',
    '[Red]0.0',
    '[h]:mm',
    '[mm]:ss',
    '@',
    '',
  ])('%j leaves a number', (format) => {
    expect(toLook(format)).toBe('number')
  })

  it('of zeros keeps leading zeros', () => {
    expect(toLook('00000')).toEqual({ digits: 5 })
  })
})
