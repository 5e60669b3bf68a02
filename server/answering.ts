import type { Batch } from '../shared/batch.ts'
import { findDataset } from '../shared/datasets/list.ts'
import { refusal } from './errors.ts'
import { isReserved, type MappingFault, mappingFaults } from './intake/mapping-faults.ts'
import { maskCell } from './intake/personal.ts'

/** What an officer says of a file, in the forms in which a page or a program says it; null takes an answer back. */
export interface AnswerChange {
  answers?: Readonly<Record<string, string | null>> | undefined
  /** Which column a header is; null = it is not used. */
  mapping?: readonly { header: string; column: string | null }[] | undefined
  /** By the `answer` of a fault's `repair`. */
  repairs?: readonly { answer: string; value: string | null }[] | undefined
}

/** An answer is named by a header or a value of the file. */
const MOST_NAME = 400

/** So many answers belong to one file at most. */
const MOST_ANSWERS = 500

/**
 * The answers of a file after a change.
 *
 * @throws IOC_MAPPING_UNKNOWN, IOC_MAPPING_TWICE, IOC_MAPPING_RESERVED, IOC_BAD_REQUEST (400)
 */
export function changedAnswers(
  { dataset, answers: before = {}, mapping }: Pick<Batch, 'dataset' | 'answers' | 'mapping'>,
  change: AnswerChange,
): Record<string, string> {
  const said: [string, string | null][] = [
    ...Object.entries(change.answers ?? {}),
    ...(change.mapping ?? []).map(({ header, column }): [string, string] => [`column:${header}`, column ?? '']),
    ...(change.repairs ?? []).map(({ answer, value }): [string, string | null] => [answer, value]),
  ]
  const now = new Map(Object.entries(before))
  for (const [id, value] of said) {
    if (id.length > MOST_NAME || !(value === null || typeof value === 'string')) {
      throw refusal('IOC_BAD_REQUEST', {
        field: 'answers',
        rule: `tên dài nhất ${MOST_NAME} ký tự, giá trị là chữ hoặc null`,
      })
    }
    if (isReserved(id)) throw refusal('IOC_MAPPING_RESERVED', { header: id, target: '' })
    if (value === null) now.delete(id)
    else now.set(id, value)
  }
  if (now.size > MOST_ANSWERS) {
    throw refusal('IOC_BAD_REQUEST', { field: 'answers', rule: `nhiều nhất ${MOST_ANSWERS} câu trả lời` })
  }
  const answers = Object.fromEntries(now)
  const known = findDataset(dataset)
  const [fault] = known ? mappingFaults(known, answers, mapping) : []
  if (fault) throw refusalOf(fault)
  return answers
}

const CODES = {
  reserved: 'IOC_MAPPING_RESERVED',
  unknown: 'IOC_MAPPING_UNKNOWN',
  twice: 'IOC_MAPPING_TWICE',
} as const

function refusalOf({ kind, header, target, known }: MappingFault): Error {
  const at = { header: shown(header), target: shown(target) }
  if (kind === 'twice') return refusal(CODES.twice, { ...at, other: shown(known[0] ?? '') })
  return refusal(CODES[kind], at, known)
}

/** A header as it may stand in an answer: short, without a person in it. */
function shown(text: string): string {
  return maskCell(text).slice(0, 64)
}
