import { useCallback, useEffect, useRef, useState } from 'react'
import type { AsOf, ReceiptRow, RowsAnswer } from '../../../shared/answer.ts'
import type { Problem } from '../../../shared/problem.ts'
import type { Query } from '../../../shared/query.ts'
import { ApiProblem } from '../../api/fetch.ts'
import { readRows } from '../../api/rows.ts'

/** Rows of one page. */
export const PAGE = 200

/** The rows read so far, all of one state of the figures. */
export interface RowsState {
  rows: readonly ReceiptRow[]
  /** Weighted sum of all rows, also of those not read yet; null until the first page. */
  total: number | null
  /** Rows that count and are not listed: they were purged. */
  purged: number
  asOf: AsOf | null
  next: string | undefined
  isLoading: boolean
  problem: Problem | null
}

const NONE: RowsState = {
  rows: [],
  total: null,
  purged: 0,
  asOf: null,
  next: undefined,
  isLoading: true,
  problem: null,
}

/**
 * The question under which later pages belong to the first: what comes in meanwhile is not mixed in.
 *
 * A moment holds both the state of the ledger and the clock, which stocks depend on; a seq would go back to when it was made.
 */
export function pinned(query: Query, asOf: AsOf): Query {
  return query.at ? query : { ...query, at: { time: asOf.now } }
}

/** Reads the rows behind a figure page by page. */
export function useRows(query: Query, measure: string): { state: RowsState; more: () => void; reload: () => void } {
  const [times, setTimes] = useState(0)
  const key = JSON.stringify([query, measure, times])
  const [held, setHeld] = useState<{ key: string; state: RowsState }>({ key, state: NONE })
  const asking = useRef<AbortController | null>(null)
  const state = held.key === key ? held.state : NONE

  const read = useCallback(
    (from: RowsState) => {
      asking.current?.abort()
      const controller = new AbortController()
      asking.current = controller
      const put = (next: RowsState) => controller.signal.aborted || setHeld({ key, state: next })
      const [asked] = JSON.parse(key) as [Query]
      const held = from.asOf ? pinned(asked, from.asOf) : asked
      put({ ...from, isLoading: true, problem: null })
      readRows(held, measure, { limit: PAGE, after: from.next }, controller.signal).then(
        (page) => put(joined(from, page)),
        (error: unknown) => {
          if (controller.signal.aborted) return
          if (!(error instanceof ApiProblem)) throw error
          put({ ...from, isLoading: false, problem: error.problem })
        },
      )
    },
    [key, measure],
  )
  useEffect(() => {
    read(NONE)
    return () => asking.current?.abort()
  }, [read])
  return {
    state,
    more: () => {
      if (!state.isLoading && state.next !== undefined) read(state)
    },
    reload: () => setTimes(times + 1),
  }
}

function joined(before: RowsState, { rows, total, purged = 0, asOf, next }: RowsAnswer): RowsState {
  const all = [...before.rows, ...rows]
  return { rows: all, total, purged, asOf: before.asOf ?? asOf, next, isLoading: false, problem: null }
}
