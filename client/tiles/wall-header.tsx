import type { ReactNode } from 'react'
import { dayOf } from '../../shared/period.ts'
import { formatClock, formatDay, formatWeekday } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useConnection, useFigure, useNow } from '../live/use-figure.ts'

const MINUTE_MS = 60_000

/** Whose wall this is, how fresh and how connected it is, and what time it is there. */
export function WallHeader({ home, nav }: { home: string | null; nav: ReactNode }) {
  const words = useWords()
  const locale = useLocale()
  const { sample } = useConnection()
  const now = useNow(MINUTE_MS)
  const today = dayOf(now)
  return (
    <header className="wall-header">
      <img className="wall-mark" src="/mark.svg" alt="" />
      <h1>
        <small>{words('product.centre')}</small>
        {home ?? words('product.name')}
      </h1>
      {sample && <span className="sample-badge">{words('sample')}</span>}
      {nav}
      <Line />
      <p className="clock">
        <time dateTime={now.toISOString()}>{formatClock(now)}</time>
        <small>
          {formatWeekday(today, locale)}, {formatDay(today, true)}
        </small>
      </p>
    </header>
  )
}

/** The line to the server and how many feeds came on time. */
function Line() {
  const words = useWords()
  const { status } = useConnection()
  const { sources } = useFigure({
    measures: ['dossiers.received', 'feedback.received', 'surveys.answers', 'index.total'],
    period: { name: 'thisMonth' },
  })
  const onTime = sources.filter(({ state }) => state === 'onTime').length
  const feeds =
    sources.length > 0
      ? words('sources.onTime', { onTime: `${onTime}`, all: `${sources.length}` })
      : words('sources.none')
  return (
    <p className="line" data-status={status} role="status">
      <i aria-hidden="true" />
      <span>
        {words(`connection.${status}`)}
        {status === 'live' && ` · ${feeds}`}
      </span>
    </p>
  )
}
