import type { Cell } from '../../shared/answer.ts'
import { formatPercent } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'

interface IntervalBarProps {
  cell: Cell
  /** Ends of the scale that all rows share. */
  scale: { from: number; to: number }
}

/** A rate as a dot on its 95 % interval, on the scale that all rows share; the target is a gold tick. */
export function IntervalBar({ cell, scale }: IntervalBarProps) {
  const words = useWords()
  const locale = useLocale()
  const { low, high, target, none, numerator, denominator } = cell
  const isFew = none === 'tooFew' && numerator !== undefined && denominator !== undefined && denominator > 0
  const value = isFew ? numerator / denominator : cell.value
  if (value === null || low === undefined || high === undefined) return null
  const place = (at: number) => Math.min(1, Math.max(0, (at - scale.from) / (scale.to - scale.from || 1)))
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`
  return (
    <span
      className="interval"
      role="img"
      aria-label={words('analysis.table.intervalOf', {
        low: formatPercent(low, locale),
        high: formatPercent(high, locale),
      })}
    >
      <span className="interval-line" style={{ left: percent(place(low)), width: percent(place(high) - place(low)) }} />
      {target !== undefined && target >= scale.from && target <= scale.to && (
        <span className="interval-target" style={{ left: percent(place(target)) }} />
      )}
      <span className="interval-dot" data-few={isFew || undefined} style={{ left: percent(place(value)) }} />
    </span>
  )
}
