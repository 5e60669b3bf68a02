import type { Issue } from '../shared/batch.ts'
import { ROW_STOPPED } from '../shared/held-rules.ts'
import { sayingOf } from '../shared/sentence.ts'
import type { PushedRow } from './aside-row.ts'
import type { CheckRequest, Intake } from './intake/intake.ts'

type Checked = Awaited<ReturnType<Intake['checkRows']>>

/** What pushed rows came to, with the rows at which the check itself stopped. */
export interface CheckedPush extends Checked {
  /** Told of each error of our own. */
  errors: readonly unknown[]
}

/**
 * Checks pushed rows; a row at which the check fails by an error of our own is taken out by halving, so that the rest is
 * taken in all the same.
 *
 * @param left - rows, from 1, that are not tried at all
 * @see RELIABILITY F28
 */
export async function checkPushed(
  intake: Pick<Intake, 'checkRows'>,
  rows: readonly PushedRow[],
  request: CheckRequest,
  left: ReadonlySet<number>,
): Promise<CheckedPush> {
  const errors: unknown[] = []
  const stopped = new Set(left)
  if (stopped.size === 0) {
    try {
      return { ...(await intake.checkRows(rows as Record<string, unknown>[], request)), errors }
    } catch (error) {
      if (isRefusal(error)) throw error
      errors.push(error)
    }
  }
  const numbers = rows.map((_, at) => at + 1).filter((no) => !stopped.has(no))
  for (const no of await stoppingOf(numbers)) stopped.add(no)
  const tried = numbers.filter((no) => !stopped.has(no))
  const checked = await intake.checkRows(pick(tried), request)
  const back = (no: number) => tried[no - 1] ?? no
  const placed = (issue: Issue): Issue => ({ ...issue, firstRows: issue.firstRows.map(back) })
  return {
    rows: checked.rows.map((row) => ({ ...row, rowNo: back(row.rowNo) })),
    rejected: [
      ...checked.rejected.map(({ row, issues }) => ({ row: back(row), issues: issues.map(placed) })),
      ...[...stopped].map((row) => ({ row, issues: [stopping(row)] })),
    ].toSorted((a, b) => a.row - b.row),
    verdict: { ...checked.verdict, issues: checked.verdict.issues.map(placed) },
    errors,
  }

  function pick(those: readonly number[]): Record<string, unknown>[] {
    return those.map((no) => rows[no - 1] as Record<string, unknown>)
  }

  /** The rows that stop the check, out of rows among which there may be some. */
  async function stoppingOf(those: readonly number[]): Promise<number[]> {
    if (those.length === 0) return []
    try {
      await intake.checkRows(pick(those), request)
      return []
    } catch (error) {
      if (isRefusal(error)) throw error
      if (those.length === 1) {
        errors.push(error)
        return [...those]
      }
      const half = those.length >> 1
      return [...(await stoppingOf(those.slice(0, half))), ...(await stoppingOf(those.slice(half)))]
    }
  }
}

/** A refusal with a name is an answer, not a failure of the check. */
function isRefusal(error: unknown): boolean {
  const { statusCode } = error as { statusCode?: number }
  return statusCode !== undefined && statusCode < 500
}

function stopping(row: number): Issue {
  const place = { sheet: null, column: null, value: null, rows: 1, firstRows: [row] }
  return { rule: ROW_STOPPED.id, severity: ROW_STOPPED.severity, ...place, ...sayingOf(ROW_STOPPED, {}) }
}
