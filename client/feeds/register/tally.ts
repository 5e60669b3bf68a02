import type { DeliveryMonth } from '../../../shared/feed-register.ts'

/** How many deliveries were owed, and what became of them. */
export interface Tally {
  onTime: number
  late: number
  missed: number
  due: number
}

/** Adds months up: a month in which nothing was due adds nothing. */
export function tallyOf(months: readonly Pick<DeliveryMonth, 'onTime' | 'late' | 'missed'>[]): Tally {
  const sum = (name: 'onTime' | 'late' | 'missed') => months.reduce((total, month) => total + month[name], 0)
  const [onTime, late, missed] = [sum('onTime'), sum('late'), sum('missed')]
  return { onTime, late, missed, due: onTime + late + missed }
}

/**
 * The months until one, oldest first; those of which nothing is told are empty. Several feeds are added up.
 *
 * @param last - `YYYY-MM`
 */
export function monthsUntil(
  last: string,
  count: number,
  told: readonly DeliveryMonth[],
): (Tally & { month: string })[] {
  const [year = 0, month = 1] = last.split('-').map(Number)
  return Array.from({ length: count }, (_, at) => {
    const no = year * 12 + (month - 1) - (count - 1 - at)
    const name = `${Math.floor(no / 12)}-${String((no % 12) + 1).padStart(2, '0')}`
    return { month: name, ...tallyOf(told.filter((one) => one.month === name)) }
  })
}
