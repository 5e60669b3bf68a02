import { formatClock, formatDay, formatWeekday } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import type { Hours } from './hours.ts'

/** The periods of the wall in words. */
export interface PeriodWords {
  hero: string
  /** For narrow tiles. */
  short: string
  /** The day up to which the hero's period speaks. */
  day: string
  shown: string
  /** Of a stock: the day at whose end it is taken; else the hero's period. */
  until(isStock: boolean): string
}

/** Says the periods as people say them: "Tháng 11, đến 20/11", "hôm nay, đến 14:05", "Thứ Sáu, 20/11". */
export function usePeriodWords({ hero, shown, today }: Hours, now: Date): PeriodWords {
  const words = useWords()
  const locale = useLocale()
  const month = `${Number(hero.period.from.slice(5, 7))}`
  const year = hero.period.from.slice(0, 4)
  const isToDate = hero.kind === 'monthToDate'
  const whole = isToDate
    ? words('period.monthToDate', { month, day: formatDay(hero.period.to) })
    : words('period.lastMonth', { month, year })
  const day = formatDay(shown.day)
  const shownText = {
    today: () => words('period.todayUntil', { clock: formatClock(now) }),
    yesterday: () => words('period.yesterday', { day }),
    workingDay: () => words('period.workingDay', { weekday: formatWeekday(shown.day, locale), day }),
  }[shown.kind]()
  const end = hero.period.to < today ? hero.period.to : today
  return {
    hero: whole,
    short: words('period.month', { month }),
    day: formatDay(end),
    shown: shownText,
    until: (isStock) => (isStock ? words('period.endOf', { day: formatDay(end) }) : whole),
  }
}
