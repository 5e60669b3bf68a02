import { useEffect, useState } from 'react'
import type { AuditFilter, AuditLine, AuditPage } from '../../../shared/audit.ts'
import type { Problem } from '../../../shared/problem.ts'
import { readAudit } from '../../api/audit.ts'
import { useRead } from '../../ui/use-read.ts'

const PAGE = 100

/** The lines that are there so far, newest first. */
export interface Audit {
  lines: readonly AuditLine[] | null
  isAsking: boolean
  problem: Problem | null
  again: () => void
  /** Reads on; null where nothing is older. */
  older: (() => void) | null
}

/** The audit as it fits a filter, page by page. */
export function useAudit(filter: AuditFilter): Audit {
  const asked = JSON.stringify(filter)
  const [before, setBefore] = useState<number | undefined>(undefined)
  const [pages, setPages] = useState<{ asked: string; pages: readonly AuditPage[] } | null>(null)
  const from = pages?.asked === asked ? before : undefined
  const page = useRead(
    async (signal) => ({ asked, from, page: await readAudit({ ...filter, before: from, limit: PAGE }, signal) }),
    `${asked} ${from}`,
  )
  const { value } = page
  useEffect(() => {
    if (value === null) return
    setPages((known) =>
      known && value.from !== undefined && known.asked === value.asked
        ? { asked: value.asked, pages: [...known.pages, value.page] }
        : { asked: value.asked, pages: [value.page] },
    )
  }, [value])
  const known = pages?.asked === asked ? pages.pages : null
  const next = known?.at(-1)?.next
  return {
    lines: known?.flatMap(({ lines }) => lines) ?? null,
    isAsking: page.isAsking,
    problem: page.problem,
    again: page.reload,
    older: next === undefined ? null : () => setBefore(next),
  }
}
