import { useEffect, useRef, useState } from 'react'
import type { FeedItem } from '../../../shared/api.ts'
import type { QuarantinedRow } from '../../../shared/feed-register.ts'
import { decideQuarantined, readQuarantine } from '../../api/feeds.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { AsideRow } from './aside-row.tsx'
import { AskDialog } from './ask-dialog.tsx'

const PAGE = 20

interface AsidePanelProps {
  feed: FeedItem
  turn: string
  mayDecide: boolean
  onDecided: () => void
}

/** Rows of a source that other systems pushed and that could not count, until somebody decides; nothing where none wait. */
export function AsidePanel({ feed, turn, mayDecide, onDecided }: AsidePanelProps) {
  const words = useWords()
  const locale = useLocale()
  const read = useRead(() => readQuarantine({ feed: feed.id, state: 'waiting' }), `aside ${feed.id} ${turn}`)
  const [discarding, setDiscarding] = useState<QuarantinedRow | null>(null)
  const [told, setTold] = useState('')
  const [most, setMost] = useState(PAGE)
  const heading = useRef<HTMLHeadingElement>(null)
  const rows = read.value ?? []
  const isThere = rows.length > 0 || told !== ''
  // The register links here; what it links to comes after the first answer.
  useEffect(() => {
    if (isThere && location.hash === '#aside') heading.current?.scrollIntoView({ block: 'start' })
  }, [isThere])
  const decided = (text: string) => {
    setTold(text)
    read.reload()
    onDecided()
    heading.current?.focus()
  }
  const no = (row: QuarantinedRow) => ({ row: formatNumber(row.row, locale) })
  if (read.problem) return <ProblemNote problem={read.problem} onRetry={read.reload} />
  if (!isThere) return null
  return (
    <section className="panel aside" id="aside" aria-labelledby="aside-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="aside-title" ref={heading} tabIndex={-1}>
          {words('register.aside.title')}
        </h2>
        <p className="dim">
          {rows.length === 0
            ? words('register.aside.none')
            : words('register.aside.count', { n: formatNumber(rows.length, locale) })}
        </p>
        <p className="told" role="status">
          {told}
        </p>
      </header>
      <p className="panel-note">{words('register.aside.note')}</p>
      <ul className="aside-rows">
        {rows.slice(0, most).map((row) => (
          <AsideRow
            key={row.id}
            row={row}
            mayDecide={mayDecide}
            onTried={(after) => {
              if (after.state === 'waiting') read.reload()
              else decided(words('register.aside.counted', no(row)))
            }}
            onDiscard={() => setDiscarding(row)}
          />
        ))}
      </ul>
      {rows.length > most && (
        <button type="button" className="text-link aside-more" onClick={() => setMost(most + PAGE)}>
          {words('register.aside.more', { n: formatNumber(Math.min(PAGE, rows.length - most), locale) })}
        </button>
      )}
      {discarding && (
        <AskDialog
          title={words('register.aside.discardTitle', no(discarding))}
          note={words('register.aside.discardNote')}
          deed={words('register.aside.discard')}
          work={async () => {
            await decideQuarantined(discarding.id, { decision: 'discard' })
            setDiscarding(null)
            decided(words('register.aside.discarded', no(discarding)))
          }}
          onClose={() => setDiscarding(null)}
        />
      )}
    </section>
  )
}
