import { useState } from 'react'
import type { ReceiptRow } from '../../../shared/answer.ts'
import { findDataset } from '../../../shared/datasets/list.ts'
import { revealCode } from '../../api/codes.ts'
import { type Act, useAct } from '../../ui/use-act.ts'
import { datasetOf } from './row-columns.ts'

/** The codes that were asked for so far; they are kept nowhere else, and gone with the list. */
export interface Codes {
  /** The code; null where it is no longer known, undefined where nobody asked. */
  of: (row: ReceiptRow) => string | null | undefined
  /** Asks for one: at once where a reason was given before, else for the reason first. */
  ask: (row: ReceiptRow) => void
  /** The row whose reason is waited for. */
  waiting: ReceiptRow | null
  tell: (reason: string) => Promise<void>
  leave: () => void
  act: Act
}

/** Do rows of this kind have a code that can be shown? */
export function hasCode(row: ReceiptRow): boolean {
  return findDataset(datasetOf(row))?.columns.some(({ kind }) => kind === 'code') ?? false
}

/** Shows the codes of rows one by one; the reason is given once for a list and written down with each. */
export function useCodes(): Codes {
  const [codes, setCodes] = useState<ReadonlyMap<string, string | null>>(new Map())
  const [waiting, setWaiting] = useState<ReceiptRow | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const act = useAct()
  const show = async (row: ReceiptRow, why: string) => {
    const problem = await act.run(async () => {
      const code = await revealCode(datasetOf(row), row.key, why)
      setCodes((known) => new Map(known).set(nameOf(row), code))
    })
    setWaiting(problem ? row : null)
    if (!problem) setReason(why)
  }
  return {
    of: (row) => codes.get(nameOf(row)),
    ask: (row) => (reason === null ? setWaiting(row) : void show(row, reason)),
    waiting,
    tell: async (why) => {
      if (waiting) await show(waiting, why)
    },
    leave() {
      setWaiting(null)
      act.clear()
    },
    act,
  }
}

function nameOf(row: ReceiptRow): string {
  return `${datasetOf(row)} ${row.key}`
}
