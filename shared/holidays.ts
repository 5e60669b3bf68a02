import { isWeekend } from './calendar.ts'
import { addDays, type Day } from './period.ts'

/** A day whose office hours differ from its weekday. */
export interface SpecialDay {
  day: Day
  works: boolean
  name: string
  /** The law or notice; says so where the notice of that year has not come yet. */
  source: string
}

const LABOUR_CODE = 'Bộ luật Lao động 2019, Điều 112'
const MADE_UP = 'Bộ luật Lao động 2019, Điều 111 khoản 3 (nghỉ bù)'
const SWAPPED_2024 = 'Hoán đổi ngày làm việc dịp 30/4–1/5/2024 theo ý kiến Thủ tướng Chính phủ'
const SWAPPED_2025 = 'Hoán đổi ngày làm việc dịp 30/4–1/5/2025'
const SWAPPED_2026 = 'Hoán đổi ngày làm việc, Công văn 12729/VPCP-KGVX ngày 25/12/2025'
const NOTICE_2026 = 'Thông báo nghỉ Tết Nguyên đán và Quốc khánh 2026, Bộ Nội vụ, tháng 10/2025'
const EXPECTED = 'Dự kiến, chờ thông báo nghỉ lễ'

/** Fixed holidays of a year, month and day. */
const EVERY_YEAR: readonly (readonly [monthDay: string, name: string])[] = [
  ['01-01', 'Tết Dương lịch'],
  ['04-30', 'Ngày Chiến thắng'],
  ['05-01', 'Ngày Quốc tế Lao động'],
  ['09-02', 'Quốc khánh'],
]

/** First day of the lunar year and the tenth of its third month. Facts: lunar calendars in browsers err by a day in some years. */
const LUNAR: Readonly<Record<string, readonly [newYear: Day, hungKings: Day]>> = {
  2024: ['2024-02-10', '2024-04-18'],
  2025: ['2025-01-29', '2025-04-07'],
  2026: ['2026-02-17', '2026-04-26'],
  2027: ['2027-02-06', '2027-04-16'],
  2028: ['2028-01-26', '2028-04-04'],
  2029: ['2029-02-13', '2029-04-23'],
  2030: ['2030-02-02', '2030-04-12'],
}

/** Spells that the law leaves to a yearly notice, were swapped for another day, or make up for a holiday on a weekend. */
const SPELLS: readonly { from: Day; to: Day; name: string; source?: string; works?: true }[] = [
  { from: '2024-02-08', to: '2024-02-14', name: 'Tết Nguyên đán' },
  { from: '2024-04-18', to: '2024-04-18', name: 'Giỗ Tổ Hùng Vương' },
  { from: '2024-04-29', to: '2024-04-29', name: 'Nghỉ hoán đổi', source: SWAPPED_2024 },
  { from: '2024-05-04', to: '2024-05-04', name: 'Làm bù', source: SWAPPED_2024, works: true },
  { from: '2024-09-03', to: '2024-09-03', name: 'Quốc khánh' },
  { from: '2025-01-25', to: '2025-02-02', name: 'Tết Nguyên đán' },
  { from: '2025-04-07', to: '2025-04-07', name: 'Giỗ Tổ Hùng Vương' },
  { from: '2025-04-26', to: '2025-04-26', name: 'Làm bù', source: SWAPPED_2025, works: true },
  { from: '2025-05-02', to: '2025-05-02', name: 'Nghỉ hoán đổi', source: SWAPPED_2025 },
  { from: '2025-09-01', to: '2025-09-01', name: 'Quốc khánh' },
  { from: '2026-01-02', to: '2026-01-02', name: 'Nghỉ hoán đổi', source: SWAPPED_2026 },
  { from: '2026-01-10', to: '2026-01-10', name: 'Làm bù', source: SWAPPED_2026, works: true },
  { from: '2026-02-14', to: '2026-02-22', name: 'Tết Nguyên đán', source: NOTICE_2026 },
  { from: '2026-04-26', to: '2026-04-26', name: 'Giỗ Tổ Hùng Vương' },
  { from: '2026-04-27', to: '2026-04-27', name: 'Nghỉ bù Giỗ Tổ Hùng Vương', source: MADE_UP },
  { from: '2026-08-22', to: '2026-08-22', name: 'Làm bù', source: NOTICE_2026, works: true },
  { from: '2026-08-31', to: '2026-08-31', name: 'Nghỉ hoán đổi', source: NOTICE_2026 },
  { from: '2026-09-01', to: '2026-09-01', name: 'Quốc khánh', source: NOTICE_2026 },
  { from: '2027-02-04', to: '2027-02-10', name: 'Tết Nguyên đán', source: EXPECTED },
  { from: '2027-04-16', to: '2027-04-16', name: 'Giỗ Tổ Hùng Vương' },
  { from: '2027-05-03', to: '2027-05-03', name: 'Nghỉ bù', source: MADE_UP },
  { from: '2027-09-03', to: '2027-09-03', name: 'Quốc khánh', source: EXPECTED },
]

const FIRST_YEAR = 2024
const LAST_YEAR = 2027

/**
 * Holidays and swapped days of offices from 2024 to 2027, in order; weekends need no line. 24 November is not among them: that
 * it becomes a day off was decided in principle (Resolution 80-NQ/TW, 7 January 2026), not yet by law.
 *
 * @see Labour Code 2019, articles 111 and 112
 */
export function specialDays(): SpecialDay[] {
  const days = new Map<Day, SpecialDay>()
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1)
    for (const [monthDay, name] of EVERY_YEAR) {
      const day = `${year}-${monthDay}`
      days.set(day, { day, works: false, name, source: LABOUR_CODE })
    }
  for (const { from, to, name, source = LABOUR_CODE, works = false } of SPELLS)
    for (let day = from; day <= to; day = addDays(day, 1)) days.set(day, { day, works, name, source })
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/**
 * The public holidays of a year as the law alone gives them, with their make-up days: for years of which no notice is known,
 * and for a screen that has no calendar yet. Swapped days are not known here.
 *
 * @param year - `YYYY`, the lunar ones from 2024 to 2030
 * @see Labour Code 2019, articles 111 and 112: 1/1, five days of Tết, 10/3 of the lunar year, 30/4, 1/5, 2/9
 */
export function holidaysOf(year: string): Day[] {
  const off = EVERY_YEAR.map(([monthDay]) => `${year}-${monthDay}`)
  const lunar = LUNAR[year]
  if (lunar) off.push(...[-1, 0, 1, 2, 3].map((step) => addDays(lunar[0], step)), lunar[1])
  for (const day of off.filter(isWeekend).sort()) {
    let instead = addDays(day, 1)
    while (isWeekend(instead) || off.includes(instead)) instead = addDays(instead, 1)
    off.push(instead)
  }
  return off.sort()
}
