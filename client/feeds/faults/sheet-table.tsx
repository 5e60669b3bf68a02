import type { SheetWindow } from '../../../shared/sheet-window.ts'
import { useWords } from '../../i18n/provider.tsx'

type SheetRow = SheetWindow['rows'][number]
type RowFault = SheetRow['faults'][number]

interface SheetTableProps {
  window: SheetWindow
  /** The rule whose cells are the ones looked for. */
  rule: string | null
}

/** Rows of a sheet under its own headers and row numbers; what is faulty is marked and says why. */
export function SheetTable({ window: { columns, rows }, rule }: SheetTableProps) {
  const words = useWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its panel is scrolled with the keys
    <section className="scroll sheet-scroll" tabIndex={0} aria-label={words('delivery.sheet.title')}>
      <table className="sheet-table">
        <thead>
          <tr>
            <th scope="col" className="sheet-no">
              #
            </th>
            {columns.map(({ header, column, hidden }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
              <th key={at} scope="col" data-hidden={hidden} data-unread={!hidden && column === null}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SheetLine key={row.rowNo} row={row} columns={columns} rule={rule} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function SheetLine({ row, columns, rule }: { row: SheetRow; columns: SheetWindow['columns']; rule: string | null }) {
  const words = useWords()
  const whole = row.faults.filter(({ at }) => at === null)
  return (
    <tr>
      <th
        scope="row"
        className="sheet-no"
        data-level={worst(whole)}
        title={whole.map(({ message }) => message).join('\n')}
      >
        {row.rowNo}
        {whole.length > 0 && <span className="visually-hidden">{whole.map(({ message }) => message).join('. ')}</span>}
      </th>
      {columns.map(({ hidden }, at) => {
        const faults = row.faults.filter((fault) => fault.at === at)
        const text = row.cells[at]
        return (
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: cells stand where they stand
            key={at}
            data-level={worst(faults)}
            data-sought={faults.some((fault) => fault.rule === rule)}
            title={faults.map(({ message }) => message).join('\n') || undefined}
          >
            {hidden ? <s className="dim">{words('delivery.sheet.hiddenCell')}</s> : text}
            {faults.length > 0 && (
              <span className="visually-hidden"> {faults.map(({ message }) => message).join('. ')}</span>
            )}
          </td>
        )
      })}
    </tr>
  )
}

const LEVELS = ['error', 'warning', 'notice'] as const

function worst(faults: readonly RowFault[]): RowFault['severity'] | undefined {
  return LEVELS.find((level) => faults.some(({ severity }) => severity === level))
}
