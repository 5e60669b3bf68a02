import { LEVELS } from '../../shared/units.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import type { RankMove } from './effect-figures.ts'

/** Says among whom a place is: `Hạng trong 102 xã, phường, đặc khu`. */
export function useRankTitle(): (rank: Pick<RankMove, 'of' | 'level'>) => string {
  const words = useWords()
  const locale = useLocale()
  return ({ of, level }) => {
    const known = LEVELS.find((name) => name === level)
    const among = known ? words(`feeds.levels.${known}`) : words('outcome.strip.among')
    return words('outcome.strip.rank', { of: formatNumber(of, locale), among })
  }
}
