import { expect, it } from 'vitest'
import { momentOf, offeredOn } from './moments.ts'

// 22 November 2026 is a Sunday, the 16th and 23rd are Mondays.
it('compares with 08:00 of the day before and of this week’s Monday', () => {
  expect(momentOf('yesterday', '2026-11-22', 40)).toEqual({ time: '2026-11-21T08:00:00+07:00' })
  expect(momentOf('monday', '2026-11-22', 40)).toEqual({ time: '2026-11-16T08:00:00+07:00' })
})

it('takes the Monday of the week before on a Monday', () => {
  expect(momentOf('monday', '2026-11-23', 40)).toEqual({ time: '2026-11-16T08:00:00+07:00' })
})

it('reads the state before the newest delivery, where there is one', () => {
  expect(momentOf('delivery', '2026-11-22', 40)).toEqual({ seq: 39 })
  expect(momentOf('delivery', '2026-11-22', null)).toBeNull()
})

it('offers a week ago on every day but Monday, when it is the Monday before', () => {
  expect(momentOf('week', '2026-11-22', 40)).toEqual({ time: '2026-11-15T08:00:00+07:00' })
  expect(offeredOn('2026-11-22')).toContain('week')
  expect(offeredOn('2026-11-23')).not.toContain('week')
})
