import { headerOfAnswer } from '../../shared/answers.ts'
import type { SheetMapping } from '../../shared/batch.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'

/** What cannot be done with an answer that says which column a header is. */
export interface MappingFault {
  /** `reserved`: a name that no header may bear · `unknown`: no such column, or one that is computed · `twice`: the column is taken. */
  kind: 'reserved' | 'unknown' | 'twice'
  header: string
  target: string
  /** The columns that may be named; for `twice` the header that has the column already. */
  known: string[]
}

const RESERVED = new Set(['__proto__', 'constructor', 'prototype'])

/** May no header and no column be called that? */
export function isReserved(name: string): boolean {
  return RESERVED.has(name.trim())
}

/** The columns of a dataset that a header may be read as: those it declares and does not compute itself. */
export function readableColumns(dataset: Dataset): string[] {
  return dataset.columns.filter(({ derived }) => !derived).map(({ name }) => name)
}

/**
 * Looks at answers `column:<header>` before anything is read again (U50–U52); an empty answer means that the column is not
 * used. One column may be named for two headers only where these stand on different sheets.
 *
 * @param mapping - the sheets as they were read last; without them two headers count as standing on one sheet
 */
export function mappingFaults(
  dataset: Dataset,
  answers: Readonly<Record<string, string>>,
  mapping: readonly Pick<SheetMapping, 'columns'>[] = [],
): MappingFault[] {
  const known = readableColumns(dataset)
  const faults: MappingFault[] = []
  const named = new Map<string, string[]>()
  for (const [id, target] of Object.entries(answers)) {
    const header = headerOfAnswer(id)
    if (header === null) continue
    const fault = (kind: MappingFault['kind'], allowed: string[]) =>
      faults.push({ kind, header, target, known: allowed })
    if (isReserved(header) || isReserved(target)) fault('reserved', known)
    else if (target === '') continue
    else if (!known.includes(target)) fault('unknown', known)
    else {
      const before = named.get(target) ?? []
      const rival = before.find((other) => standTogether(header, other, mapping))
      if (rival !== undefined) fault('twice', [rival])
      named.set(target, [...before, header])
    }
  }
  return faults
}

function standTogether(a: string, b: string, mapping: readonly Pick<SheetMapping, 'columns'>[]): boolean {
  const seen = (header: string) => mapping.some(({ columns }) => columns.some((column) => column.header === header))
  if (!seen(a) || !seen(b)) return true
  return mapping.some(({ columns }) => [a, b].every((header) => columns.some((column) => column.header === header)))
}
