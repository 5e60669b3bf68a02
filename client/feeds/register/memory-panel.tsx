import { useState } from 'react'
import type { FeedItem } from '../../../shared/api.ts'
import type { FeedMemory } from '../../../shared/feed-memory.ts'
import { forgetMemory, readMemory } from '../../api/feeds.ts'
import { formatMoment } from '../../format/moment.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { personName } from '../names.ts'
import { nameAnswered } from './answered-units.ts'
import { AskDialog } from './ask-dialog.tsx'
import { answerText } from './memory-text.ts'

/** So many answers of one kind of file are told before the rest is counted. */
const SHOWN = 8
const MARK_LENGTH = 6
const OF_BYTES = ['encoding', 'legacy']

interface MemoryPanelProps {
  feed: FeedItem
  turn: string
  mayForget: boolean
}

/** What was said of earlier files of a source, so that its next file needs no questions; and a way to forget it. */
export function MemoryPanel({ feed, turn, mayForget }: MemoryPanelProps) {
  const words = useWords()
  const read = useRead(async () => {
    const kinds = await readMemory(feed.id)
    return { kinds, units: await nameAnswered(feed.dataset, kinds) }
  }, `memory ${feed.id} ${turn}`)
  const [asked, setAsked] = useState<{ fingerprint?: string } | null>(null)
  const kinds = read.value?.kinds ?? []
  const forget = async () => {
    await forgetMemory(feed.id, asked?.fingerprint)
    setAsked(null)
    read.reload()
  }
  return (
    <section className="panel" aria-labelledby="memory-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="memory-title">{words('register.memory.title')}</h2>
        {mayForget && kinds.length > 1 && (
          <button type="button" className="text-link head-act" onClick={() => setAsked({})}>
            {words('register.memory.forgetAll')}
          </button>
        )}
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {read.value && kinds.length === 0 && <p className="side-note">{words('register.memory.none')}</p>}
      {kinds.length > 0 && <p className="side-note dim">{words('register.memory.note')}</p>}
      {kinds.map((kind) => (
        <Kind
          key={kind.fingerprint}
          kind={kind}
          dataset={feed.dataset}
          units={read.value?.units ?? new Map()}
          onForget={mayForget ? () => setAsked({ fingerprint: kind.fingerprint }) : undefined}
        />
      ))}
      {asked && (
        <AskDialog
          title={words('register.memory.forgetTitle')}
          note={words('register.memory.forgetNote')}
          deed={words('register.memory.forget')}
          work={forget}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}

interface KindProps {
  kind: FeedMemory['kinds'][number]
  dataset: string
  /** Names of units by id. */
  units: ReadonlyMap<string, string>
  onForget?: (() => void) | undefined
}

function Kind({ kind, dataset, units, onForget }: KindProps) {
  const words = useWords()
  const locale = useLocale()
  const { fingerprint, answers, by, at } = kind
  const title = OF_BYTES.includes(fingerprint)
    ? words('register.memory.bytes')
    : words('register.memory.headers', { mark: fingerprint.slice(0, MARK_LENGTH) })
  const told = Object.entries(answers).map(([id, answer]) => answerText(id, answer, { dataset, units, locale, words }))
  return (
    <div className="memory-kind">
      <h3>{title}</h3>
      {onForget && (
        <button
          type="button"
          className="text-link"
          aria-label={words('register.memory.forgetOf', { kind: title })}
          onClick={onForget}
        >
          {words('register.memory.forget')}
        </button>
      )}
      <p className="dim">{words('register.memory.said', { by: personName(by, null, words), at: formatMoment(at) })}</p>
      <ul>
        {told.slice(0, SHOWN).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {told.length > SHOWN && (
          <li className="dim">{words('register.memory.more', { n: `${told.length - SHOWN}` })}</li>
        )}
      </ul>
    </div>
  )
}
