import { expect, it } from 'vitest'
import { columnStyle, readNumber, splitBound, styleOf } from './numbers.ts'

it('decides the style of a column by all its cells, never by one', () => {
  expect(columnStyle(['1.234', '1.234,5'])).toBe('comma')
  expect(columnStyle(['1,234', '1,234.5'])).toBe('point')
  expect(columnStyle(['98,7', '98.7'])).toBe('mixed')
  expect(columnStyle(['1.234', '12'])).toBeNull()
  expect(styleOf('98.63%')).toBe('point')
  expect(styleOf('85,9 %')).toBe('comma')
})

it('reads a number in the style of its column', () => {
  expect(readNumber('1.234,5', 'comma')).toEqual({ value: 1234.5, decimals: 1, percent: false })
  expect(readNumber('1,234.50', 'point')).toEqual({ value: 1234.5, decimals: 2, percent: false })
  expect(readNumber('33 %', 'comma')).toEqual({ value: 33, decimals: 0, percent: true })
  expect(readNumber('1 622', 'comma')).toEqual({ value: 1622, decimals: 0, percent: false })
})

// RELIABILITY U43
it.each(['١٢٣', '1e309', 'NaN', '-0', '0x1F', '1_000', '1.23.4', '', 'abc'])('refuses %s', (text) => {
  expect(readNumber(text, 'comma')).toBeUndefined()
})

it('splits a bound from its number', () => {
  expect(splitBound('trên 90 %')).toEqual({ comparator: '>', rest: '90 %' })
  expect(splitBound('hơn 86.000')).toEqual({ comparator: '>', rest: '86.000' })
  expect(splitBound('khoảng 98 %')).toEqual({ comparator: '~', rest: '98 %' })
  expect(splitBound('98,7')).toEqual({ comparator: null, rest: '98,7' })
})
