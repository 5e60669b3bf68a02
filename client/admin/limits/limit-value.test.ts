import { describe, expect, it } from 'vitest'
import { NBSP } from '../../format/number.ts'
import { formatLimit } from './limit-value.ts'

describe('a limit as people read it', () => {
  it.each([
    [104_857_600, 'bytes', `100${NBSP}MiB`],
    [16_384, 'bytes', `16${NBSP}KiB`],
    [1_610_612_736, 'bytes', `1,5${NBSP}GiB`],
    [1_001, 'bytes', `1.001${NBSP}B`],
    [15_000, 'ms', `15${NBSP}giây`],
    [300_000, 'ms', `5${NBSP}phút`],
    [43_200_000, 'ms', `12${NBSP}giờ`],
    [2_500, 'ms', `2.500${NBSP}ms`],
    [2_048, 'chars', `2.048${NBSP}ký tự`],
    [2_000, 'count', '2.000'],
  ])('%d %s reads %s', (value, unit, text) => {
    expect(formatLimit(value, unit, 'vi')).toBe(text)
  })

  it('is said in English too', () => {
    expect(formatLimit(300_000, 'ms', 'en')).toBe(`5${NBSP}min`)
  })
})
