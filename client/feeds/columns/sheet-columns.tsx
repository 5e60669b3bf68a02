import { isCalendarPeriod } from '../../../shared/period.ts'
import { formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ColumnSelect } from './column-select.tsx'
import { columnTitle, profileTitle, type SheetColumn, type SheetGroup } from './mapping-words.ts'

interface SheetColumnsProps {
  group: SheetGroup
  dataset: string
  /** Headers that were dropped because they hold personal data. */
  personal: ReadonlySet<string | null>
  /** What was chosen and not yet applied, by header. */
  changes: Readonly<Record<string, string>>
  /** null where nothing can be changed. */
  onMap: ((header: string, column: string) => void) | null
}

/** The columns of one sheet: those that are read first, those that might be, and, folded, those that are left out. */
export function SheetColumns({ group, dataset, personal, changes, onMap }: SheetColumnsProps) {
  const words = useWords()
  const locale = useLocale()
  const { sheet, others } = group
  const used = sheet.columns.filter(({ column }) => column !== null)
  const left = sheet.columns.filter(({ column, header }) => column === null && !personal.has(header))
  const likely = left.filter((column) => (column.likely ?? []).length > 0)
  const unread = left.filter((column) => (column.likely ?? []).length === 0)
  const secret = sheet.columns.filter(({ column, header }) => column === null && personal.has(header))
  const taken = new Set(used.flatMap(({ column }) => column ?? []))
  const facts = [
    sheet.headerRow > 0 && words('delivery.columns.headerRow', { row: `${sheet.headerRow}` }),
    sheet.profile && words('delivery.columns.profile', { profile: profileTitle(sheet.profile, words) }),
    sheet.period &&
      words('delivery.columns.speaks', {
        period: isCalendarPeriod(sheet.period) ? formatPeriodName(sheet.period, locale) : sheet.period,
      }),
    words('delivery.columns.used', { n: `${used.length}` }),
    sheet.hiddenRows !== undefined &&
      sheet.hiddenRows > 0 &&
      words('delivery.columns.hiddenRows', { n: `${sheet.hiddenRows}` }),
  ]
  const select = (column: SheetColumn) =>
    onMap && (
      <ColumnSelect
        column={column}
        dataset={dataset}
        taken={taken}
        value={changes[column.header] ?? column.column ?? ''}
        onPick={(value) => onMap(column.header, value)}
      />
    )
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
      {likely.length > 0 && (
        <div className="likely-columns">
          <h3>{words('delivery.columns.likely')}</h3>
          <ul className="mapping">
            {likely.map((column) => (
              <li key={column.header}>
                <span className="mapping-header">{column.header}</span>
                <span aria-hidden="true">→</span>
                <span>{select(column) ?? columnTitle(column.likely?.[0]?.column ?? '', dataset, locale, words)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {used.length > 0 && (
        <ul className="mapping">
          {used.map((column) => (
            <li key={`${column.header} ${column.column}`}>
              <span className="mapping-header">{column.header}</span>
              <span aria-hidden="true">→</span>
              <span>
                {select(column) ?? columnTitle(column.column ?? '', dataset, locale, words)}
                {column.how && column.how !== 'words' && (
                  <small className="how">{words(`delivery.columns.how.${column.how}`)}</small>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {secret.length > 0 && (
        <details className="left-out" data-kind="personal">
          <summary>{words('delivery.columns.personal', { n: `${secret.length}` })}</summary>
          <ul>
            {secret.map(({ header }) => (
              <li key={header} className="chip">
                {header}
              </li>
            ))}
          </ul>
        </details>
      )}
      {unread.length > 0 && (
        <details className="left-out">
          <summary>{words('delivery.columns.ignoredCount', { n: `${unread.length}` })}</summary>
          <ul className="mapping">
            {unread.map((column) => (
              <li key={column.header}>
                <span className="mapping-header">{column.header}</span>
                <span aria-hidden="true">→</span>
                <span>{select(column) ?? words('delivery.columns.dropped')}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
