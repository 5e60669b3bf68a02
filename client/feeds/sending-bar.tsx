import { formatPercent } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { formatBytes } from './bytes.ts'
import { usePace, useTimeLeft } from './sending/use-pace.ts'

/** How many bytes of a file have left, how fast, and how long it will take. */
export function SendingBar({ sent, total, onStop }: { sent: number; total: number; onStop: () => void }) {
  const words = useWords()
  const locale = useLocale()
  const tellLeft = useTimeLeft()
  const pace = usePace(sent, total)
  const text = words('feeds.form.sending', { sent: formatBytes(sent, locale), total: formatBytes(total, locale) })
  const told = [
    text,
    pace && words('feeds.form.speed', { n: formatBytes(pace.perSecond, locale) }),
    sent < total && tellLeft(pace),
  ]
  return (
    <div className="form-end">
      <progress
        className="progress"
        max={Math.max(total, 1)}
        value={sent}
        aria-label={words('feeds.queue.sending')}
        aria-valuetext={formatPercent(sent / Math.max(total, 1), locale, 0)}
      />
      <p>{told.filter(Boolean).join(' · ')}</p>
      <button type="button" className="button" onClick={onStop}>
        {words('feeds.form.stop')}
      </button>
    </div>
  )
}
