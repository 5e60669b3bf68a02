import { describe, expect, it } from 'vitest'
import { nextMinute, nextTurn } from './moments.ts'

const at = (time: string) => new Date(`${time}+07:00`)

describe('when figures move by the clock alone', () => {
  it.each([
    ['2026-11-22T06:00:00', '2026-11-22T07:30:00.250'],
    ['2026-11-22T08:42:00', '2026-11-23T00:00:00.250'],
    ['2026-11-22T23:59:59.999', '2026-11-23T00:00:00.250'],
    ['2026-11-23T00:00:00.250', '2026-11-23T07:30:00.250'],
    ['2026-12-31T12:00:00', '2027-01-01T00:00:00.250'],
  ])('[LP11] after %s the next turn is %s', (now, next) => {
    expect(nextTurn(at(now))).toEqual(at(next))
  })

  it('[LP11] looks at feeds on the full minute', () => {
    expect(nextMinute(at('2026-11-22T08:42:00'))).toEqual(at('2026-11-22T08:43:00'))
    expect(nextMinute(at('2026-11-22T08:42:59.999'))).toEqual(at('2026-11-22T08:43:00'))
  })
})
