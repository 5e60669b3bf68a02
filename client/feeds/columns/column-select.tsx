import { findDataset } from '../../../shared/datasets/list.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { columnTitle, type SheetColumn } from './mapping-words.ts'

interface ColumnSelectProps {
  column: SheetColumn
  dataset: string
  /** Columns that another header is read as. */
  taken: ReadonlySet<string>
  /** Empty = not used. */
  value: string
  onPick: (column: string) => void
}

/** What a header is to be read as: the likely columns first, then all of the dataset, or nothing. */
export function ColumnSelect({ column, dataset, taken, value, onPick }: ColumnSelectProps) {
  const words = useWords()
  const locale = useLocale()
  const { likely = [], header } = column
  const all = (findDataset(dataset)?.columns ?? []).filter(({ derived }) => !derived).map(({ name }) => name)
  const known = new Set(all)
  const guessed = likely.map(({ column: name }) => name)
  const option = (name: string) => (
    <option key={name} value={name} disabled={taken.has(name) && name !== column.column}>
      {columnTitle(name, dataset, locale, words)}
    </option>
  )
  return (
    <select
      aria-label={words('delivery.columns.readAs', { header })}
      value={value}
      onChange={(event) => onPick(event.target.value)}
    >
      <option value="">{words('delivery.columns.dropped')}</option>
      {column.column !== null && !known.has(column.column) && option(column.column)}
      {guessed.length > 0 && <optgroup label={words('delivery.columns.likely')}>{guessed.map(option)}</optgroup>}
      <optgroup label={words('delivery.columns.allColumns')}>
        {all.filter((name) => !guessed.includes(name)).map(option)}
      </optgroup>
    </select>
  )
}
