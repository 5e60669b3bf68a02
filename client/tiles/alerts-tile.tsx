import type { AlertItem } from '../../shared/live.ts'
import { formatDuration } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useAlerts, useConnection, useNow } from '../live/use-figure.ts'

const MINUTE_MS = 60_000
const SHOWN = 3

/** What somebody has to act on now, worst first; calm words when there is nothing. */
export function AlertsTile() {
  const words = useWords()
  const alerts = useAlerts()
  const { lastBeatAt } = useConnection()
  const rest = alerts.length - SHOWN
  return (
    <section className="tile" data-area="alerts" aria-label={words('alerts.title')}>
      <header className="tile-head">
        <h2>{words('alerts.title')}</h2>
        {rest > 0 && <p className="tile-meta">{words('alerts.more', { n: `${rest}` })}</p>}
      </header>
      {alerts.length > 0 && (
        <ul className="alerts" data-few={alerts.length <= 2 ? '' : undefined}>
          {alerts.slice(0, SHOWN).map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {alerts.length === 0 && lastBeatAt !== null && <p className="alerts-calm">{words('alerts.calm')}</p>}
    </section>
  )
}

function AlertLine({ alert }: { alert: AlertItem }) {
  const words = useWords()
  const locale = useLocale()
  const now = useNow(MINUTE_MS)
  const feed = String(alert.params.title ?? alert.params.feed ?? alert.id)
  const age = formatDuration(now.getTime() - Date.parse(alert.since), locale)
  return (
    <li data-severity={alert.severity}>
      <i aria-hidden="true" />
      <span>{words(`alerts.${alert.kind}`, { feed })}</span>
      <time dateTime={alert.since}>{words(`alerts.since.${alert.kind}`, { for: age })}</time>
    </li>
  )
}
