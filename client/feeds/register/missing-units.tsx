import { useState } from 'react'
import type { FeedRecord } from '../../../shared/feed-register.ts'
import { foldAccents } from '../../../shared/units.ts'
import { formatNumber } from '../../format/number.ts'
import { formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'

/** So many names are found by looking; more need a search. */
const EASY = 12

interface MissingUnitsProps {
  reporting: NonNullable<FeedRecord['reporting']>
}

/** How many units reported the newest period, and by name those that did not. */
export function MissingUnits({ reporting }: MissingUnitsProps) {
  const words = useWords()
  const locale = useLocale()
  const [text, setText] = useState('')
  const { period, expected, reported, missing } = reporting
  const found = missing.filter(({ unitName }) => foldAccents(unitName).includes(foldAccents(text.trim())))
  return (
    <div className="mirror-part">
      <div className="missing-head">
        <h3>{words('register.mirror.reporting', { period: formatPeriodName(period, locale) })}</h3>
        <p className="strong">
          {words('register.mirror.reportingOf', {
            reported: formatNumber(reported, locale),
            expected: formatNumber(expected, locale),
          })}
        </p>
        <span className="reporting-track wide" data-full={reported >= expected} aria-hidden="true">
          <span style={{ width: `${expected === 0 ? 0 : (reported / expected) * 100}%` }} />
        </span>
      </div>
      {missing.length === 0 ? (
        <p className="dim">{words('register.mirror.allIn')}</p>
      ) : (
        <details className="missing" open={missing.length <= EASY}>
          <summary>{words('register.mirror.missing', { n: formatNumber(missing.length, locale) })}</summary>
          {missing.length > EASY && (
            <input
              type="search"
              aria-label={words('register.mirror.findMissing')}
              placeholder={words('register.mirror.findMissing')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
          {found.length === 0 && <p className="dim">{words('register.mirror.noneFound')}</p>}
          <ul>
            {found.map(({ unit, unitName }) => (
              <li key={unit}>{unitName}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
