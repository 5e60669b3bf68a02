import { formatNumber } from '../../format/number.ts'
import { formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'

interface ReportingBarProps {
  reporting: { period: string; expected: number; reported: number }
}

/** How many units of those that should have reported, as a bar and in numbers: `98/102`. */
export function ReportingBar({ reporting }: ReportingBarProps) {
  const words = useWords()
  const locale = useLocale()
  const reported = formatNumber(reporting.reported, locale)
  const expected = formatNumber(reporting.expected, locale)
  const period = formatPeriodName(reporting.period, locale)
  const share = reporting.expected === 0 ? 0 : reporting.reported / reporting.expected
  return (
    <span className="reporting" title={words('register.reportingOf', { reported, expected, period })}>
      <span className="reporting-track" data-full={share >= 1} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span>
        {reported}/{expected}
      </span>
      <small>{period}</small>
    </span>
  )
}
