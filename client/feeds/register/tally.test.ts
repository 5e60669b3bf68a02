import { expect, it } from 'vitest'
import type { DeliveryMonth } from '../../../shared/feed-register.ts'
import { monthsUntil, tallyOf } from './tally.ts'

const month = (name: string, onTime: number, late: number, missed: number): DeliveryMonth => ({
  month: name,
  deliveries: onTime + late,
  onTime,
  late,
  missed,
  withdrawn: 0,
  refused: 0,
  rows: { accepted: 0, rejected: 0 },
})

it('owes what came in time, late, and not at all', () => {
  // 11 + 9 in time, 1 late, 2 missed: 20 of 23.
  expect(tallyOf([month('2026-11', 11, 1, 0), month('2026-10', 9, 0, 2)])).toEqual({
    onTime: 20,
    late: 1,
    missed: 2,
    due: 23,
  })
})

it('shows months across the new year, empty ones too, and two sources in one', () => {
  const months = monthsUntil('2027-01', 3, [
    month('2026-12', 2, 0, 1),
    month('2026-12', 3, 1, 0),
    month('2026-10', 9, 9, 9),
  ])
  expect(months).toEqual([
    { month: '2026-11', onTime: 0, late: 0, missed: 0, due: 0 },
    { month: '2026-12', onTime: 5, late: 1, missed: 1, due: 7 },
    { month: '2027-01', onTime: 0, late: 0, missed: 0, due: 0 },
  ])
})
