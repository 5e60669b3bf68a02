import { formatClock, formatDuration } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useConnection, useNow } from '../live/use-figure.ts'

const SECOND_MS = 1_000
/** A blink of the line is not worth a banner. */
const PATIENCE_MS = 3_000

/** Says that the figures below are the last known ones, and from when; the figures themselves stay. */
export function LostBanner() {
  const { status } = useConnection()
  return status === 'lost' ? <Banner /> : null
}

function Banner() {
  const words = useWords()
  const locale = useLocale()
  const { since, lastBeatAt, offsetMs } = useConnection()
  const now = useNow(SECOND_MS)
  const forMs = now.getTime() - offsetMs - since
  if (lastBeatAt === null || forMs < PATIENCE_MS) return null
  return (
    <p className="lost-banner" role="alert">
      <i aria-hidden="true" />
      {words('connection.lostFor', {
        for: formatDuration(forMs, locale),
        age: formatClock(new Date(lastBeatAt + offsetMs)),
      })}
    </p>
  )
}
