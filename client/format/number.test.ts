import { describe, expect, it } from 'vitest'
import { formatFigure, formatNumber, formatPercent, formatSigned, NBSP, roundPercent } from './number.ts'

describe('numbers as Vietnamese readers write them', () => {
  it('puts points between thousands and a comma before decimals', () => {
    expect(formatNumber(1234.5, 'vi', 1)).toBe('1.234,5')
    expect(formatNumber(1234.5, 'en', 1)).toBe('1,234.5')
  })

  it('puts a space that does not break before the percent sign', () => {
    expect(formatPercent(0.987, 'vi')).toBe(`98,7${NBSP}%`)
  })

  it('never rounds up to all or down to none', () => {
    expect(roundPercent(0.99996)).toBe(99.9)
    expect(roundPercent(0.00004)).toBe(0.1)
    expect(roundPercent(0.9999, 0)).toBe(99)
    expect(roundPercent(1)).toBe(100)
    expect(roundPercent(0)).toBe(0)
  })

  it('shows the sign of a difference, with a true minus, and none for no difference', () => {
    expect(formatSigned(0.44, 'vi')).toBe('+0,4')
    expect(formatSigned(-1.25, 'vi', 2)).toBe('−1,25')
    expect(formatSigned(0.04, 'vi')).toBe('0,0')
  })

  it('writes a figure by its unit of measure', () => {
    expect(formatFigure(0.0512, 'fraction', 'vi')).toBe(`5,1${NBSP}%`)
    expect(formatFigure(86.507, 'points', 'vi')).toBe('86,51')
    expect(formatFigure(12846, 'dossiers', 'vi')).toBe('12.846')
  })
})
