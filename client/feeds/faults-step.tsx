import { useState } from 'react'
import type { Batch, Severity } from '../../shared/batch.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { FaultCard } from './fault-card.tsx'
import { groupFaults, holdsText } from './fault-groups.ts'

const LEVELS = ['error', 'warning', 'notice'] as const

/** What is wrong in the file, one card for each thing to repair. */
export function FaultsStep({ batch }: { batch: Batch }) {
  const words = useWords()
  const locale = useLocale()
  const [level, setLevel] = useState<Severity | null>(null)
  const [search, setSearch] = useState('')
  const groups = groupFaults(batch.issues)
  const shown = groups.filter((group) => (level === null || group.severity === level) && holdsText(group, search))
  if (groups.length === 0) return <NoFaults batch={batch} />
  return (
    <section className="panel" aria-labelledby="faults-title">
      <header className="panel-head">
        <h2 id="faults-title">{words('delivery.batch.faults')}</h2>
        <fieldset className="levels" aria-label={words('delivery.faults.filter')}>
          {LEVELS.map((name) => {
            const rows = groups.filter(({ severity }) => severity === name).length
            return (
              <button
                key={name}
                type="button"
                data-level={name}
                aria-pressed={level === name}
                disabled={rows === 0}
                title={words(`delivery.faults.${name}Note`)}
                onClick={() => setLevel(level === name ? null : name)}
              >
                {words(`delivery.faults.${name}`)} <b>{formatNumber(rows, locale)}</b>
              </button>
            )
          })}
        </fieldset>
        <SearchField label={words('delivery.faults.search')} value={search} onChange={setSearch} />
      </header>
      {shown.length === 0 && <p className="blank">{words('delivery.faults.noMatch')}</p>}
      <ul className="faults">
        {shown.map((group) => (
          <FaultCard key={group.key} group={group} />
        ))}
      </ul>
    </section>
  )
}

function NoFaults({ batch }: { batch: Batch }) {
  const words = useWords()
  const isWaiting = ['receiving', 'checking', 'asking'].includes(batch.state)
  const isUnread = batch.state === 'refused'
  return (
    <section className="panel">
      <div className="blank">
        {isWaiting || isUnread ? (
          <p>{words(isUnread ? 'delivery.faults.unreadable' : 'delivery.faults.noneYet')}</p>
        ) : (
          <>
            <p className="strong">{words('delivery.faults.none')}</p>
            <p>{words('delivery.faults.noneNote')}</p>
          </>
        )}
      </div>
    </section>
  )
}
