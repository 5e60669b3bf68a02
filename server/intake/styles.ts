import type { Column, Dataset } from '../../shared/datasets/dataset.ts'
import { worded } from '../../shared/repair-words.ts'
import { type DateOrder, dateOrderOf } from './dates.ts'
import { cellText } from './header.ts'
import type { Mapping } from './mapping.ts'
import { columnStyle, type NumberStyle, readNumber, splitBound } from './numbers.ts'
import { isPersonalCode } from './personal.ts'
import type { RawRow } from './read/raw.ts'
import type { Run } from './run.ts'
import type { ReadingStyle } from './values.ts'

/** Datasets whose days may lie far outside the life of the data: validities, not events. */
const WIDE = new Set(['units', 'boundaries', 'targets', 'calendar'])

/** Decides once for each column how its dates and numbers are written; asks where a column contradicts itself. */
export function decideStyles(
  dataset: Dataset,
  mapping: Mapping,
  sample: readonly RawRow[],
  columns: ReadonlyMap<string, Column>,
  run: Run,
): (name: string) => ReadingStyle {
  const { request } = run
  const styles = new Map<string, NumberStyle | 'mixed' | null>()
  const orders = new Map<string, DateOrder>()
  const aboutPeople = dataset.columns.some(({ kind }) => kind === 'code')
  const personal = new Set<string>()
  for (const [name, index] of mapping.at) {
    const column = columns.get(name)
    if (!column) continue
    if (column.kind === 'code' && areMostPersonal(sample, index)) personal.add(name)
    const cells = textsOf(sample, index)
    if (column.kind === 'count' || column.kind === 'number' || column.kind === 'degrees' || column.kind === 'fraction')
      styles.set(
        name,
        numberAnswer(request.answers, name) ??
          styleFor(
            column,
            cells.map((cell) => splitBound(cell).rest),
          ),
      )
    if (column.kind === 'instant' || column.kind === 'day')
      orders.set(name, orderAnswer(request.answers, name) ?? orderOf(name, mapping.headers[index] ?? name, cells, run))
  }
  const evidence = new Set([...styles.values()].filter((style) => style === 'comma' || style === 'point'))
  const common: NumberStyle = evidence.size === 1 ? ([...evidence][0] as NumberStyle) : 'comma'
  const lastYear = Number(request.today.slice(0, 4)) + 10
  const years = WIDE.has(dataset.id) ? { from: 1, to: 9999 } : { from: 2000, to: lastYear }
  return (name) => {
    const style = styles.get(name)
    return {
      order: orders.get(name) ?? 'dmy',
      style: style === 'comma' || style === 'point' ? style : common,
      years,
      dossierCodes: dataset.id === 'dossiers',
      aboutPeople,
      personalCodes: personal.has(name),
    }
  }
}

/** Did the officer take a column of identity numbers or phones for the code? */
function areMostPersonal(sample: readonly RawRow[], index: number): boolean {
  const codes = sample.map(({ cells }) => cellText(cells[index])).filter((text) => text !== '')
  const personal = codes.filter((code) => isPersonalCode(code.replace(/\s+/g, ''))).length
  return personal * 2 > codes.length
}

/** Where the cells of a column fit both styles (`1.234`), its kind decides: a count has no fraction, a place on earth no thousands. */
function styleFor(column: Column, cells: readonly string[]): NumberStyle | 'mixed' | null {
  const style = columnStyle(cells)
  if (style !== null) return style
  const commas = cells.some((cell) => cell.includes(','))
  const points = cells.some((cell) => cell.includes('.'))
  if (commas === points) return null
  if (column.kind === 'count') return commas ? 'point' : 'comma'
  const tooLarge = cells.some(
    (cell) => (readNumber(cell, commas ? 'point' : 'comma')?.value ?? 0) > (column.max ?? Infinity),
  )
  return column.kind === 'degrees' || tooLarge ? (commas ? 'comma' : 'point') : null
}

function orderOf(name: string, header: string, cells: readonly string[], run: Run): DateOrder {
  const order = dateOrderOf(cells)
  if (order === 'mdy') {
    const shown = cells.find((cell) => dateOrderOf([cell]) === 'mdy')
    run.questions.set(`dates:${name}`, {
      id: `dates:${name}`,
      text: `Cột "${header}" có ngày như "${shown}". Số nào đứng trước?`,
      en: `Column "${header}" has dates such as "${shown}". Which number comes first?`,
      choices: [worded('mdy', 'mdy'), worded('dmy', 'dmy')],
      likely: 'mdy',
    })
  }
  // A column of both kinds stays day first: its impossible days are faults of their rows.
  return order === 'mdy' ? 'mdy' : 'dmy'
}

function orderAnswer(answers: Record<string, string>, name: string): DateOrder | undefined {
  const answer = answers[`dates:${name}`] ?? answers['dates:*']
  return answer === 'mdy' || answer === 'dmy' ? answer : undefined
}

function numberAnswer(answers: Record<string, string>, name: string): NumberStyle | undefined {
  const answer = answers[`numbers:${name}`]
  return answer === 'comma' || answer === 'point' ? answer : undefined
}

function textsOf(sample: readonly RawRow[], index: number): string[] {
  return sample.flatMap(({ cells }) => {
    const cell = cells[index]
    return typeof cell === 'string' && cell !== '' ? [cell] : []
  })
}
