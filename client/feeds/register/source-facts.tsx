import type { FeedItem } from '../../../shared/api.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatDay } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { datasetTitle } from '../names.ts'
import { cadenceText } from './cadence-text.ts'

interface SourceFactsProps {
  feed: FeedItem
  /** Given to who may change it. */
  onChange?: (() => void) | undefined
}

/** What a source is: whose, how it is read, and when it is due. */
export function SourceFacts({ feed, onChange }: SourceFactsProps) {
  const words = useWords()
  const locale = useLocale()
  const none = <span className="dim">{words('register.source.notYet')}</span>
  const { lastReceivedAt, expectedBy, coversTo, noDueDate } = feed
  const facts = [
    ['cadence', cadenceText(feed.cadence, words)],
    ['owner', feed.owner ?? <span className="dim">{words('register.noOwner')}</span>],
    ['received', lastReceivedAt ? formatMoment(lastReceivedAt) : none],
    ['expected', expectedBy ? formatMoment(expectedBy) : none],
    ['covers', coversTo ? formatDay(coversTo, true) : none],
    ['dataset', datasetTitle(feed.dataset, locale)],
    ['unit', feed.unitName ?? words('feeds.register.whole')],
    ['mode', words(`register.modes.${feed.mode === 'replace' ? 'replace' : 'upsert'}`)],
    ['approval', words(feed.needsApproval ? 'register.source.approvalOn' : 'register.source.approvalOff')],
    ...(noDueDate ? [['noDue', words(`register.source.noDues.${noDueDate}`)] as const] : []),
    ['id', <code key="id">{feed.id}</code>],
    ...(feed.namespace && feed.namespace !== feed.id
      ? [['namespace', <code key="namespace">{feed.namespace}</code>] as const]
      : []),
  ] as const
  return (
    <section className="panel" aria-labelledby="facts-title">
      <header className="panel-head">
        <h2 id="facts-title">{words('register.source.facts')}</h2>
        {onChange && (
          <button type="button" className="text-link head-act" onClick={onChange}>
            {words('register.source.change')}
          </button>
        )}
      </header>
      <dl className="source-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{words(`register.source.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
