import { type ReactNode, useState } from 'react'
import type { Batch, Severity } from '../../../shared/batch.ts'
import { workbookUrl } from '../../api/batch-files.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { FaultCard } from './fault-card.tsx'
import { type FaultGroup, groupFaults, holdsText } from './fault-groups.ts'
import { RepairsDone } from './repairs-done.tsx'
import { SheetView } from './sheet-view.tsx'
import './faults.css'

const LEVELS = ['error', 'warning', 'notice'] as const

interface FaultsStepProps {
  batch: Batch
  mayRepair: boolean
  /** After a repair: the file is being checked again. */
  onChange: () => void
  /** What stands under the sheet. */
  children?: ReactNode
}

/** What is wrong in the file, one card for each thing to repair, beside the sheet itself. */
export function FaultsStep({ batch, mayRepair, onChange, children }: FaultsStepProps) {
  const words = useWords()
  const locale = useLocale()
  const [level, setLevel] = useState<Severity | null>(null)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const groups = groupFaults(batch.issues)
  const shown = groups.filter((group) => (level === null || group.severity === level) && holdsText(group, search))
  const isOpen = ['ready', 'refused', 'asking'].includes(batch.state)
  const mayAct = mayRepair && isOpen && batch.hasBytes === true
  const group = groups.find(({ key }) => key === chosen) ?? firstInSheet(groups)
  return (
    <div className="faults-desk">
      <div className="faults-side">
        <RepairsDone batch={batch} mayUndo={mayAct} onChange={onChange} />
        {groups.length === 0 ? (
          <NoFaults batch={batch} />
        ) : (
          <section className="panel" aria-labelledby="faults-title">
            <header className="panel-head faults-head">
              <h2 id="faults-title">{words('delivery.batch.faults')}</h2>
              <fieldset className="levels" aria-label={words('delivery.faults.filter')}>
                {LEVELS.map((name) => {
                  const count = groups.filter(({ severity }) => severity === name).length
                  return (
                    <button
                      key={name}
                      type="button"
                      data-level={name}
                      aria-pressed={level === name}
                      disabled={count === 0}
                      title={words(`delivery.faults.${name}Note`)}
                      onClick={() => setLevel(level === name ? null : name)}
                    >
                      {words(`delivery.faults.${name}`)} <b>{formatNumber(count, locale)}</b>
                    </button>
                  )
                })}
              </fieldset>
              {groups.length > 5 && (
                <SearchField label={words('delivery.faults.search')} value={search} onChange={setSearch} />
              )}
            </header>
            {shown.length === 0 && <p className="blank">{words('delivery.faults.noMatch')}</p>}
            <ul className="faults">
              {shown.map((one) => (
                <FaultCard
                  key={one.key}
                  batch={batch.id}
                  group={one}
                  isChosen={one.key === group?.key}
                  mayRepair={mayAct}
                  onChoose={() => setChosen(one.key)}
                  onRepaired={onChange}
                />
              ))}
            </ul>
            {mayRepair && batch.hasBytes && batch.rows.rejected > 0 && (
              <p className="faults-foot">
                <a className="button" href={workbookUrl(batch.id)} download>
                  {words('delivery.faults.workbook')}
                </a>
                <span className="dim">{words('delivery.faults.workbookNote')}</span>
              </p>
            )}
          </section>
        )}
      </div>
      <div className="faults-main">
        {batch.hasBytes && batch.mapping.length > 0 && !['receiving', 'checking'].includes(batch.state) && (
          <SheetView batch={batch} group={group} />
        )}
        {children}
      </div>
    </div>
  )
}

/** The sheet opens at the worst fault that has a place in it. */
function firstInSheet(groups: readonly FaultGroup[]): FaultGroup | null {
  return groups.find(({ values }) => values.some(({ firstRows }) => firstRows.length > 0)) ?? null
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
