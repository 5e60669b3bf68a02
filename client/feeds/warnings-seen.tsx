import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'

interface WarningsSeenProps {
  count: number
  isSeen: boolean
  isMissing: boolean
  onSeen: (isSeen: boolean) => void
  onLook: () => void
}

/** Nobody makes a delivery count past a warning that he has not looked at. */
export function WarningsSeen({ count, isSeen, isMissing, onSeen, onLook }: WarningsSeenProps) {
  const words = useWords()
  const locale = useLocale()
  return (
    <>
      <label className="choice weighty" data-tone="watch">
        <input type="checkbox" checked={isSeen} onChange={(event) => onSeen(event.target.checked)} />
        <span>
          <b>
            {count === 1
              ? words('outcome.warnings.seen')
              : words('outcome.warnings.seenMany', { n: formatNumber(count, locale) })}
          </b>
        </span>
      </label>
      <button type="button" className="text-link" onClick={onLook}>
        {words('outcome.warnings.look')}
      </button>
      {isMissing && (
        <p className="field-fault" role="alert">
          {words('outcome.warnings.needSeen')}
        </p>
      )}
    </>
  )
}
