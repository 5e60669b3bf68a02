import { join } from 'node:path'
import type { Issue } from '../../shared/batch.ts'
import type { StagedRow } from '../ledger/ledger.ts'
import { checkFile } from './check-file.ts'
import { CHILD_LIMITS, type ChildLimits, createChildren } from './child.ts'
import { createFaults } from './faults.ts'
import { openInbox } from './inbox.ts'
import type { Intake } from './intake.ts'
import { pushedFile } from './pushed.ts'
import { READ_LIMITS, type ReadLimits } from './read/limits.ts'

export interface IntakeOptions {
  dataDir: string
  /** What one reading may cost. */
  limits?: Partial<ChildLimits>
  /** How much of a file is read before it is refused. */
  reading?: Partial<ReadLimits>
}

/** Opens the intake over a data folder: sealed bytes lie in its `inbox`. */
export function openIntake({ dataDir, limits = {}, reading: narrowed = {} }: IntakeOptions): Intake {
  const reading = { ...READ_LIMITS, ...narrowed }
  const inbox = join(dataDir, 'inbox')
  const { seal, release, drop, holds, sealed } = openInbox(inbox, reading)
  return {
    seal,
    release,
    drop,
    holds,
    sealed,
    ...createChildren({ ...CHILD_LIMITS, ...limits }, reading),
    async checkRows(rows, request) {
      const rejected = new Map<number, Issue[]>()
      const faults = createFaults(({ rowNo }, issue) => {
        if (rowNo === null || issue.severity !== 'error') return
        const issues = rejected.get(rowNo) ?? []
        rejected.set(rowNo, [...issues, { ...issue, rows: 1, firstRows: [rowNo] }])
      })
      const staged: StagedRow[] = []
      const verdict = await checkFile(
        pushedFile(rows),
        request,
        async (dataset, part) => {
          if (dataset === request.dataset) staged.push(...part)
        },
        faults,
      )
      return { rows: staged, rejected: [...rejected].map(([row, issues]) => ({ row, issues })), verdict }
    },
  }
}
