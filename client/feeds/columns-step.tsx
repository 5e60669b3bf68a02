import type { Batch } from '../../shared/batch.ts'
import { isCalendarPeriod } from '../../shared/period.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { columnTitle, groupSheets, profileTitle, type SheetGroup } from './mapping-words.ts'
import { QuestionForm } from './question-form.tsx'

interface ColumnsStepProps {
  batch: Batch
  mayUpload: boolean
  onChange: () => void
}

/** Which header was read as which column, what was left out, and what the officer still has to say. */
export function ColumnsStep({ batch, mayUpload, onChange }: ColumnsStepProps) {
  const words = useWords()
  const { questions = [], mapping, state } = batch
  const isBusy = state === 'receiving' || state === 'checking'
  const personal = new Set(batch.issues.filter(({ rule }) => rule === 'column.personal').map(({ column }) => column))
  return (
    <>
      {state === 'asking' && questions.length > 0 && (
        <QuestionForm batch={batch.id} questions={questions} mayAnswer={mayUpload} onAnswered={onChange} />
      )}
      {mapping.length === 0 && (
        <section className="panel">
          <div className="blank">
            <p className="strong">{words(isBusy ? 'delivery.columns.noneYet' : 'delivery.columns.none')}</p>
            {!isBusy && <p>{words('delivery.columns.noneNote')}</p>}
          </div>
        </section>
      )}
      {groupSheets(mapping).map((group) => (
        <SheetPanel key={group.sheet.sheet} group={group} dataset={batch.dataset} personal={personal} />
      ))}
    </>
  )
}

interface SheetPanelProps {
  group: SheetGroup
  dataset: string
  personal: ReadonlySet<string | null>
}

function SheetPanel({ group, dataset, personal }: SheetPanelProps) {
  const words = useWords()
  const locale = useLocale()
  const { sheet, others } = group
  const used = sheet.columns.filter(({ column }) => column !== null)
  const left = sheet.columns.filter(({ column }) => column === null)
  const facts = [
    sheet.headerRow > 0 && words('delivery.columns.headerRow', { row: `${sheet.headerRow}` }),
    sheet.profile && words('delivery.columns.profile', { profile: profileTitle(sheet.profile, words) }),
    sheet.period &&
      words('delivery.columns.speaks', {
        period: isCalendarPeriod(sheet.period) ? formatPeriodName(sheet.period, locale) : sheet.period,
      }),
    words('delivery.columns.used', { n: `${used.length}` }),
  ]
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>
          {sheet.sheet ? words('delivery.columns.sheet', { sheet: sheet.sheet }) : words('delivery.columns.only')}
        </h2>
        <p className="dim">{facts.filter(Boolean).join(' · ')}</p>
      </header>
      {others.length > 0 && (
        <p className="panel-note">
          {words('delivery.columns.same', {
            n: `${others.length}`,
            sheets: others.map(({ sheet }) => sheet).join(', '),
          })}
        </p>
      )}
      {sheet.skipped !== undefined && (
        <p className="panel-note">{words('delivery.columns.skipped', { why: sheet.skipped })}</p>
      )}
      {used.length > 0 && (
        <ul className="mapping">
          {used.map(({ header, column }) => (
            <li key={`${header} ${column}`}>
              <span className="mapping-header">{header}</span>
              <span aria-hidden="true">→</span>
              <span>{columnTitle(column ?? '', dataset, locale, words)}</span>
            </li>
          ))}
        </ul>
      )}
      <Left
        title={words('delivery.columns.personal')}
        kind="personal"
        headers={left.filter((c) => personal.has(c.header))}
      />
      <Left
        title={words('delivery.columns.ignored')}
        kind="ignored"
        headers={left.filter((c) => !personal.has(c.header))}
      />
    </section>
  )
}

function Left({ title, kind, headers }: { title: string; kind: string; headers: readonly { header: string }[] }) {
  if (headers.length === 0) return null
  return (
    <div className="left-out" data-kind={kind}>
      <p>{title}</p>
      <ul>
        {headers.map(({ header }) => (
          <li key={header} className="chip">
            {header}
          </li>
        ))}
      </ul>
    </div>
  )
}
