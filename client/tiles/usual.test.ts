import { describe, expect, it } from 'vitest'
import { usualOf } from './usual.ts'

const isWeekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
const row = (day: string, value: number | null) => ({ day, 'dossiers.received': { value } })

describe('the usual working day', () => {
  // Monday 16 to Friday 20, Saturday 21, Sunday 22, Monday 23 November 2026.
  const rows = [480, 470, 500, 460, 676, 20, 15, 90].map((value, i) => row(`2026-11-${16 + i}`, value))

  it('is the median of the working days before today, so that one busy Monday does not move it', () => {
    // 460, 470, 480, 500, 676
    expect(usualOf(rows, 'dossiers.received', '2026-11-23', isWeekday)).toBe(480)
  })

  it('is unknown before five working days have data', () => {
    expect(usualOf(rows.slice(0, 4), 'dossiers.received', '2026-11-23', isWeekday)).toBeNull()
    expect(
      usualOf([...rows.slice(0, 4), row('2026-11-20', null)], 'dossiers.received', '2026-11-23', isWeekday),
    ).toBeNull()
  })
})
