import type { SheetMapping } from '../../shared/batch.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { cellText, type Header } from './header.ts'
import { clearlyLikely, type LikelyColumn, likelyColumns } from './likely.ts'
import type { How, Mapping } from './mapping.ts'
import type { RawRow } from './read/raw.ts'
import type { Run } from './run.ts'

/** How many unread headers are compared with the dataset's columns; files with more have no need of guesses. */
const MAX_GUESSED = 60
/** The row in which the keys of pushed rows stand. */
const PUSHED_ROW = 0
/** Ids of answers are no longer than 200 characters. */
const MAX_ASKED = 180

/** For each header without meaning the columns that it may mean; empty for all others, and for pushed rows: a program is asked nothing. */
export function guessColumns(
  { rowNo }: Header,
  mapping: Mapping,
  dataset: Dataset,
  sample: readonly RawRow[],
  run: Run,
): LikelyColumn[][] {
  const taken = new Set(mapping.at.keys())
  let left = rowNo === PUSHED_ROW ? 0 : MAX_GUESSED
  return mapping.headers.map((header, index) => {
    if (header === '' || mapping.how[index] !== null || left === 0) return []
    left -= 1
    const cells = sample.slice(0, 100).map((row) => cellText(row.cells[index]))
    return likelyColumns({ header, cells }, dataset, taken, run.index)
  })
}

/**
 * Asks about the headers that are very likely the columns a sheet lacks. Gives the columns asked about; the others stay
 * missing.
 */
export function askMissing(
  mapping: Mapping,
  likely: readonly (readonly LikelyColumn[])[],
  dataset: Dataset,
  run: Run,
): ReadonlyMap<number, string> {
  const titleOf = (name: string) => dataset.columns.find((column) => column.name === name)?.title
  const clear = [...clearlyLikely(mapping.missing, likely)].filter(([, index]) => canBeAsked(mapping.headers, index))
  if (clear.length < mapping.missing.length) return new Map()
  for (const [name, index] of clear) {
    const header = mapping.headers[index] as string
    const title = titleOf(name)
    run.questions.set(`column:${header}`, {
      id: `column:${header}`,
      text: `Tệp chưa có cột "${title?.vi ?? name}". Cột "${header}" có phải là cột đó không?`,
      en: `The file has no column "${title?.en ?? name}". Is "${header}" that column?`,
      choices: [
        ...(likely[index] ?? []).map(({ column }) => ({ value: column, label: titleOf(column)?.vi ?? column })),
        { value: '', label: 'Không dùng cột này' },
      ],
      likely: name,
    })
  }
  return new Map(clear.map(([name, index]) => [index, name]))
}

function canBeAsked(headers: readonly string[], index: number): boolean {
  const header = headers[index] ?? ''
  return header.length <= MAX_ASKED && headers.filter((text) => text === header).length === 1
}

/** What the officer is shown of a sheet's columns. */
export function describeColumns(
  { headers, targets, how }: Mapping,
  likely: readonly (readonly LikelyColumn[])[] = [],
  asked: ReadonlyMap<number, string> = new Map(),
): SheetMapping['columns'] {
  return headers.flatMap((header, at) => {
    if (header === '') return []
    const target = asked.get(at) ?? targets[at] ?? null
    const why: How | null = asked.has(at) ? 'likely' : (how[at] ?? null)
    const guesses = likely[at] ?? []
    return [
      {
        header,
        column: target,
        at,
        ...(why !== null && { how: why }),
        ...(guesses.length > 0 && { likely: [...guesses] }),
      },
    ]
  })
}

/** What the officer is shown of a sheet as a whole. */
export function describeSheet(
  sheet: string,
  header: Header | null,
  profile: string | null,
  fingerprint: string | null,
  columns: SheetMapping['columns'],
): SheetMapping {
  return { sheet, headerRow: header?.rowNo ?? 0, profile, columns, ...(fingerprint !== null && { fingerprint }) }
}
