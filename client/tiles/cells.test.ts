import { describe, expect, it } from 'vitest'
import { cellOf, standingOf } from './cells.ts'
import { scaleFloor } from './scale.ts'

describe('figures of a tile', () => {
  it('takes a missing cell for no data, never for zero', () => {
    expect(cellOf(undefined, 'dossiers.received')).toEqual({ value: null, none: 'noData' })
    expect(cellOf({ 'dossiers.received': { value: 0 } }, 'dossiers.received').value).toBe(0)
  })

  it('judges by the target first, with the margin of the measure below it', () => {
    // Thresholds of the on-time rate: good 95 %, watch 90 %, so the margin is five points.
    expect(standingOf('dossiers.onTimeRate', 0.95, 0.95)).toBe('good')
    expect(standingOf('dossiers.onTimeRate', 0.94, 0.95)).toBe('watch')
    expect(standingOf('dossiers.onTimeRate', 0.89, 0.95)).toBe('bad')
    expect(standingOf('dossiers.onTimeRate', 0.96, 0.98)).toBe('watch')
  })

  it('[V14] A4: 99 of 124 is shown as 80 % and still misses a target of 80 %, since raw ratios are compared', () => {
    expect(Math.round((99 / 124) * 100)).toBe(80)
    expect(standingOf('dossiers.onTimeRate', 99 / 124, 0.8)).toBe('watch')
    expect(standingOf('dossiers.onTimeRate', 100 / 125, 0.8)).toBe('good')
  })

  it('judges by the own thresholds where nobody set a target, and not at all where there are none', () => {
    expect(standingOf('dossiers.overdueShare', 0.019, null)).toBe('good')
    expect(standingOf('dossiers.overdueShare', 0.03, null)).toBe('watch')
    expect(standingOf('dossiers.overdueShare', 0.06, null)).toBe('bad')
    expect(standingOf('dossiers.onlineRate', 0.5, null)).toBe('none')
    expect(standingOf('dossiers.received', 100, 90)).toBe('none')
    expect(standingOf('dossiers.onTimeRate', null, 0.95)).toBe('none')
  })

  it('begins the bar at the tens below rate and target', () => {
    expect(scaleFloor(0.986, 0.95)).toBe(0.9)
    expect(scaleFloor(0.949, 0.95)).toBe(0.8)
    expect(scaleFloor(0.02, 0.95)).toBe(0)
    expect(scaleFloor(null, null)).toBe(0.9)
  })
})
