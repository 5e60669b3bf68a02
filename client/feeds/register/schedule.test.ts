import { expect, it } from 'vitest'
import { toCadence, toDraft } from './schedule.ts'

it('says each working day, each week, or a number of days of its own', () => {
  expect(toCadence({ kind: 'daily', days: '', by: '08:00' })).toEqual({ workingDays: 1, by: '08:00' })
  expect(toCadence({ kind: 'weekly', days: '9', by: '17:00' })).toEqual({ workingDays: 5, by: '17:00' })
  expect(toCadence({ kind: 'other', days: '65', by: '17:00' })).toEqual({ workingDays: 65, by: '17:00' })
  expect(toCadence({ kind: 'none', days: '65', by: '' })).toBeNull()
  expect(toCadence({ kind: 'daily', days: '', by: '8:30' })).toEqual({ workingDays: 1, by: '08:30' })
  expect(toCadence({ kind: 'daily', days: '', by: '24:00' })).toBeUndefined()
})

it.each(['0', '261', '1.5', '-3', 'ba', ''])('takes no schedule of "%s" days', (days) => {
  expect(toCadence({ kind: 'other', days, by: '08:00' })).toBeUndefined()
})

it('comes back from a source as it was put in', () => {
  for (const cadence of [
    { workingDays: 1, by: '08:00' },
    { workingDays: 22, by: '17:30' },
    { workingDays: 65, by: '09:00' },
    null,
  ])
    expect(toCadence(toDraft(cadence))).toEqual(cadence)
})
