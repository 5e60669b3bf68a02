import type { Issue } from '../../shared/batch.ts'
import type { HeldRule } from '../../shared/held-rules.ts'
import { sayingOf } from '../../shared/sentence.ts'
import type { BatchRecord } from './batches.ts'
import type { Verdict } from './ledger.ts'

/** Of a file a fault names so many rows; of a push all, since its sender hears of each. */
const FIRST_ROWS = 10

/** A verdict with rows that a rule of the store took out of the delivery. */
export function withRefused(
  verdict: Verdict,
  batch: Pick<BatchRecord, 'file'>,
  rule: HeldRule,
  rows: readonly { sheet: number; rowNo: number }[],
  params: Readonly<Record<string, string | number>> = {},
): Verdict {
  if (rows.length === 0) return verdict
  const issues = [...Map.groupBy(rows, ({ sheet }) => sheet)].map(([sheet, those]): Issue => {
    const named = batch.file === null ? those : those.slice(0, FIRST_ROWS)
    return {
      rule: rule.id,
      severity: rule.severity,
      sheet: verdict.sheets[sheet] || null,
      column: null,
      value: null,
      rows: those.length,
      firstRows: named.map(({ rowNo }) => rowNo),
      ...sayingOf(rule, params),
    }
  })
  const rejected = verdict.rejected + rows.length
  const detail = `${rejected} trong ${verdict.read} dòng có lỗi.`
  const title = 'Dữ liệu có lỗi, chưa thể đưa vào số liệu'
  const en = {
    title: 'The data have faults and cannot count yet',
    detail: `${rejected} of ${verdict.read} rows have faults.`,
  }
  return {
    ...verdict,
    accepted: verdict.accepted - rows.length,
    rejected,
    issues: [...issues, ...verdict.issues],
    ...(verdict.state === 'ready' && {
      state: 'refused',
      problem: { code: 'IOC_ROWS_REFUSED', title, detail, status: 422, en },
    }),
  }
}
