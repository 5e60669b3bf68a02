import { useLocale, useWords } from '../i18n/provider.tsx'
import { formatBytes } from './bytes.ts'

/** How many bytes have left. */
export function SendingBar({ sent, total, onStop }: { sent: number; total: number; onStop: () => void }) {
  const words = useWords()
  const locale = useLocale()
  const text = words('feeds.form.sending', { sent: formatBytes(sent, locale), total: formatBytes(total, locale) })
  return (
    <div className="form-end">
      <progress className="progress" max={Math.max(total, 1)} value={sent} aria-label={text} />
      <p role="status">{text}</p>
      <button type="button" className="button" onClick={onStop}>
        {words('feeds.form.stop')}
      </button>
    </div>
  )
}
