import { useEffect } from 'react'
import { Link } from 'wouter'
import { readBatch } from '../../api/batches.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { Mark } from '../../ui/mark.tsx'
import { useRead } from '../../ui/use-read.ts'
import { formatBytes } from '../bytes.ts'
import { StateMark } from '../state-mark.tsx'
import type { Queued } from './queue.ts'

const POLL_MS = 2_000

/** Several files on their way: what became of each, and the way to its delivery. */
export function QueueList({ items }: { items: readonly Queued[] }) {
  const words = useWords()
  const locale = useLocale()
  const sent = items.filter(({ state }) => state === 'sent').length
  return (
    <section className="queue" aria-label={words('feeds.queue.title')}>
      <p className="strong" role="status">
        {words('feeds.queue.done', { n: formatNumber(sent, locale), all: formatNumber(items.length, locale) })}
      </p>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            {item.batch ? (
              <Link className="text-link" href={`/feeds/${item.batch}`}>
                {item.file.name}
              </Link>
            ) : (
              <span>{item.file.name}</span>
            )}
            {item.batch ? (
              <DeliveryState id={item.batch} />
            ) : item.state === 'failed' ? (
              <Mark tone="bad">{words('feeds.queue.failed')}</Mark>
            ) : (
              <Mark tone={item.state === 'sending' ? 'busy' : 'calm'}>
                {words(item.state === 'sending' ? 'feeds.queue.sending' : 'feeds.queue.waiting')}
                {item.state === 'sending' && ` ${formatBytes(item.sent, locale)} / ${formatBytes(item.total, locale)}`}
              </Mark>
            )}
            {item.problem && (
              <p className="field-fault">
                {item.problem.title}
                {item.problem.detail && item.problem.detail !== item.problem.title && ` ${item.problem.detail}`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where a delivery stands, followed while it is being read. */
function DeliveryState({ id }: { id: string }) {
  const { value, reload } = useRead((signal) => readBatch(id, signal), id)
  const isBusy = value === null || value.state === 'receiving' || value.state === 'checking'
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(reload, POLL_MS)
    return () => clearInterval(timer)
  }, [isBusy, reload])
  return value && <StateMark state={value.state} />
}
