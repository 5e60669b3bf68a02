import { describe, expect, it } from 'vitest'
import { createDateReader, dateOrderOf, existsDay } from './dates.ts'

const read = createDateReader('dmy')

describe('moments', () => {
  it.each([
    ['15/10/2025', '2025-10-15T00:00:00+07:00'],
    ['5/1/2025', '2025-01-05T00:00:00+07:00'],
    ['15/10/2025 08:30', '2025-10-15T08:30:00+07:00'],
    ['15/10/2025 08:30:59', '2025-10-15T08:30:59+07:00'],
    ['08:30 15/10/2025', '2025-10-15T08:30:00+07:00'],
    ['2025-10-15', '2025-10-15T00:00:00+07:00'],
    ['2025-10-15T08:30:00', '2025-10-15T08:30:00+07:00'],
    ['2020-01-01 00:05:00', '2020-01-01T00:05:00+07:00'],
    ['20251015083000', '2025-10-15T08:30:00+07:00'],
    ['20251015', '2025-10-15T00:00:00+07:00'],
    ['15/10/2025 3:04:05 CH', '2025-10-15T15:04:05+07:00'],
    ['15-10-2025', '2025-10-15T00:00:00+07:00'],
    ['29/02/2024', '2024-02-29T00:00:00+07:00'],
  ])('reads %s', (text, instant) => {
    expect(read(text)).toBe(instant)
  })

  // 17:30 UTC is 00:30 of the next day at +07:00.
  it('turns another zone into the local day', () => {
    expect(read('2025-10-15T17:30:00Z')).toBe('2025-10-16T00:30:00+07:00')
    expect(read('2025-10-15T08:30:00.123+07:00')).toBe('2025-10-15T08:30:00+07:00')
  })

  it.each([
    '31/02/2026',
    '2026-13-01',
    '29/02/2025',
    '15/10/25',
    '24:00 15/10/2025',
    '15/10/2025 25:00',
    'hôm qua',
    '',
    '15/10',
  ])('refuses %s', (text) => {
    expect(read(text)).toBeUndefined()
  })

  it('reads month first only when told so', () => {
    expect(createDateReader('mdy')('10/15/2025')).toBe('2025-10-15T00:00:00+07:00')
    expect(read('10/15/2025')).toBeUndefined()
  })
})

describe('the order of a column', () => {
  it('is day first unless its own cells cannot be', () => {
    expect(dateOrderOf(['1/2/2025', '3/4/2025'])).toBe('dmy')
    expect(dateOrderOf(['1/2/2025', '10/15/2025'])).toBe('mdy')
    expect(dateOrderOf(['25/12/2025', '10/15/2025'])).toBe('mixed')
  })
})

it('knows leap years', () => {
  expect([existsDay(1900, 2, 29), existsDay(2000, 2, 29), existsDay(2025, 4, 31)]).toEqual([false, true, false])
})
