import { createHash } from 'node:crypto'
import { headerOfAnswer, isRemembered } from '../../shared/answers.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { dateOrderOf } from './dates.ts'
import { cellText } from './header.ts'
import type { Mapping } from './mapping.ts'
import { readableColumns } from './mapping-faults.ts'
import { columnStyle } from './numbers.ts'
import type { RawRow } from './read/raw.ts'
import type { Run } from './run.ts'
import { compareKey } from './words.ts'

/** Names the shape of a sheet: equal headers in equal order of one dataset have equal fingerprints. */
export function fingerprintOf(dataset: Dataset, headers: readonly string[]): string {
  const keys = headers.map(compareKey)
  while (keys.length > 0 && keys.at(-1) === '') keys.pop()
  return createHash('sha256')
    .update([dataset.id, ...keys].join('\u001f'))
    .digest('hex')
    .slice(0, 16)
}

/**
 * A run for one sheet in which what was said of earlier files with its headers is answered already. What was said of this
 * file comes before it; what does not fit the sheet any more is left out.
 */
export function recall(run: Run, dataset: Dataset, headers: readonly string[], fingerprint: string): Run {
  const { answers, remembered } = run.request
  const recalled = new Map<string, string>()
  const written = new Map(headers.map((header) => [compareKey(header), header]))
  const taken = new Set(
    Object.entries(answers).flatMap(([id, target]) =>
      headers.includes(headerOfAnswer(id) ?? '\u0000') && target !== '' ? [target] : [],
    ),
  )
  const columns = new Set(readableColumns(dataset))
  for (const earlier of remembered) {
    if (earlier.fingerprint !== fingerprint) continue
    for (const [earlierId, answer] of Object.entries(earlier.answers)) {
      const id = rewritten(earlierId, written)
      if (!isRemembered(id) || Object.hasOwn(answers, id)) continue
      if (headerOfAnswer(id) !== null && answer !== '') {
        if (!columns.has(answer) || taken.has(answer)) continue
        taken.add(answer)
      }
      recalled.set(id, answer)
    }
  }
  return withRecalled(run, recalled)
}

/** The same once it is known which column is which: leaves out what the sheet's own cells, the tree or the lists of words contradict. */
export function recallFitting(run: Run, dataset: Dataset, mapping: Mapping, sample: readonly RawRow[]): Run {
  const fitting = new Map(run.recalled)
  for (const [id, answer] of run.recalled) if (!fits(id, answer, run, dataset, mapping, sample)) fitting.delete(id)
  return fitting.size === run.recalled.size ? run : withRecalled(run, fitting)
}

function withRecalled(run: Run, recalled: ReadonlyMap<string, string>): Run {
  const own = Object.entries(run.request.answers).filter(([id]) => !run.recalled.has(id))
  return { ...run, recalled, request: { ...run.request, answers: Object.fromEntries([...recalled, ...own]) } }
}

/** An answer about a header under the header as this file writes it: `MÃ HỒ SƠ` and `Mã hồ sơ` have one fingerprint. */
function rewritten(id: string, written: ReadonlyMap<string, string>): string {
  const header = headerOfAnswer(id)
  if (header !== null) return `column:${written.get(compareKey(header)) ?? header}`
  if (!id.startsWith('value:')) return id
  for (let end = id.indexOf(':', 6); end > 0; end = id.indexOf(':', end + 1)) {
    const found = written.get(compareKey(id.slice(6, end)))
    if (found !== undefined) return `value:${found}${id.slice(end)}`
  }
  return id
}

function fits(
  id: string,
  answer: string,
  run: Run,
  dataset: Dataset,
  mapping: Mapping,
  sample: readonly RawRow[],
): boolean {
  const cellsOf = (name: string): string[] => {
    const at = mapping.at.get(name)
    return at === undefined ? [] : sample.map(({ cells }) => cellText(cells[at])).filter((text) => text !== '')
  }
  if (id.startsWith('dates:')) {
    const cells = cellsOf(id.slice('dates:'.length))
    return cells.length > 0 && !contradictsOrder(cells, answer)
  }
  if (id.startsWith('numbers:')) {
    const cells = cellsOf(id.slice('numbers:'.length))
    const style = columnStyle(cells)
    return cells.length > 0 && (style === null || style === answer)
  }
  if (!id.startsWith('value:') || answer === '') return true
  const column = columnOfValue(id, dataset, mapping)
  if (column === undefined) return false
  if (column.kind === 'unit') return run.findUnit(answer, '', run.request.today).unit !== null
  return column.kind !== 'choice' || Object.hasOwn(column.choices ?? {}, answer) || isChoiceWord(column.choices, answer)
}

function isChoiceWord(choices: Readonly<Record<string, readonly string[]>> = {}, answer: string): boolean {
  return Object.values(choices).some((words) => words.some((word) => compareKey(word) === compareKey(answer)))
}

/** The column that an answer `value:<column or header>:<text>` speaks of, if the sheet has it. */
function columnOfValue(id: string, dataset: Dataset, { headers, at }: Mapping) {
  return dataset.columns.find(({ name }) => {
    const index = at.get(name) ?? at.get(`${name}#code`)
    return index !== undefined && [name, headers[index]].some((text) => id.startsWith(`value:${text}:`))
  })
}

/** Does some cell of the column speak for the other order? */
function contradictsOrder(cells: readonly string[], answer: string): boolean {
  const own = answer === 'mdy' ? '1/13/2025' : '13/1/2025'
  return cells.some((cell) => dateOrderOf([cell, own]) === 'mixed')
}
