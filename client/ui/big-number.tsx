import NumberFlow from '@number-flow/react'
import type { UnitOfMeasure } from '../../shared/measures/measure.ts'
import { tagOf } from '../format/locale.ts'
import { digitsOf, roundPercent } from '../format/number.ts'
import { useLocale } from '../i18n/provider.tsx'

/** With which the page's own style sheets may be written; absent where nobody serves one. */
const NONCE = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce

interface BigNumberProps {
  value: number
  unit: UnitOfMeasure
  /** Decimals; default by the unit of measure. */
  digits?: number
}

/** A figure whose digits roll when it changes; the percent sign stands smaller and dimmer beside it. */
export function BigNumber({
  value,
  unit,
  digits = value === 1 && unit === 'fraction' ? 0 : digitsOf(unit),
}: BigNumberProps) {
  const locale = useLocale()
  const shown = unit === 'fraction' ? roundPercent(value, digits) : value
  return (
    <span className="big-number">
      <NumberFlow
        value={shown}
        locales={tagOf(locale)}
        format={{ minimumFractionDigits: digits, maximumFractionDigits: digits }}
        willChange={false}
        nonce={NONCE}
      />
      {unit === 'fraction' && <span className="big-number-unit">%</span>}
    </span>
  )
}
