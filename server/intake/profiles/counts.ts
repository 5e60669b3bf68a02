import { NUMBER_BAD } from '../checks/v12-number.ts'
import type { Target } from '../columns.ts'
import type { Draft } from '../run.ts'

/** `1.234`, `1,234`, `1 234` or `1234`: a whole number however its thousands are set apart. */
const WHOLE = /^\d{1,3}(?:[., \u00a0]\d{3})+$|^\d+$/

/**
 * The whole number under a header that is no column of its own but a part of one; null for none, and a fault for anything
 * else.
 *
 * @param column - the column that it becomes a part of: the fault stands there
 */
export function countUnder(
  target: Target,
  column: string,
  draft: Draft,
  text: (target: Target) => string,
): number | null {
  const written = text(target).trim()
  if (written === '' || written === '-') return null
  if (WHOLE.test(written)) return Number(written.replace(/\D/g, ''))
  draft.say(NUMBER_BAD, { column, value: written, params: { style: 'comma' } })
  return null
}

/** The sum of those that are there; null when none is. */
export function sumOf(parts: readonly (number | null)[]): number | null {
  const given = parts.filter((part) => part !== null)
  return given.length === 0 ? null : given.reduce((sum, part) => sum + part, 0)
}

/** A cell of a row that holds a whole number; null when it is empty or faulty. */
export function countIn({ row }: Draft, name: string): number | null {
  const value = row[name]
  return typeof value === 'number' ? value : null
}

/** New of the period, checked against what it is made of, and what it makes with the dossiers carried over. */
export function checkNew(draft: Draft, fresh: number | null, saySum: SaySum): void {
  if (fresh === null) return
  const online = countIn(draft, 'receivedOnline')
  const direct = countIn(draft, 'receivedDirect')
  if (online !== null && direct !== null)
    saySum(draft.say, 'receivedOnline', 'Tiếp nhận trong kỳ', fresh, [
      online,
      direct,
      countIn(draft, 'receivedPost') ?? 0,
    ])
  const received = countIn(draft, 'received')
  const carried = countIn(draft, 'carriedOver')
  if (received !== null && carried !== null)
    saySum(draft.say, 'received', 'Nhận giải quyết', received, [fresh, carried])
}

type SaySum = (say: Draft['say'], column: string, what: string, total: number, parts: readonly number[]) => void
