import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { Readable } from 'node:stream'
import type { Batch } from '../shared/batch.ts'
import { HELD_RULES } from '../shared/held-rules.ts'
import type { Scope } from '../shared/roles.ts'
import type { SheetWindow } from '../shared/sheet-window.ts'
import { fileRequest, sealedOf } from './checking.ts'
import { needSpace } from './disk.ts'
import { refusal } from './errors.ts'
import type { MarkedRow, Sealed, WindowAsked } from './intake/intake.ts'
import type { Stages } from './stages.ts'

/** A workbook on its way to the officer. */
export interface ReturnedWorkbook {
  name: string
  /** Bytes. */
  size: number
  /** How many cells are marked. */
  cells: number
  stream: Readable
}

/** What an officer sees of a file that he delivered. */
export interface DeliveredFiles {
  /**
   * His own file as XLSX with its faults marked; written down in the audit. What is left of it on the disk is gone before a byte is sent.
   *
   * @throws IOC_BATCH_UNKNOWN (404), IOC_BATCH_STATE, IOC_NO_BYTES (409), IOC_DISK_LOW (507), and what keeps a file from being read
   */
  workbook(batch: string, scope: Scope, signal: AbortSignal): Promise<ReturnedWorkbook>
  /** Some rows of it; codes only for officers, who may reveal them. @throws the same */
  window(batch: string, asked: Omit<WindowAsked, 'codes'>, scope: Scope, signal: AbortSignal): Promise<SheetWindow>
}

type Parts = Pick<Stages, 'intake' | 'ledger' | 'clock' | 'installation' | 'dataDir' | 'space'>

/** Opens the way back of delivered files; what a crash left of workbooks is removed. */
export async function openDeliveredFiles(parts: Parts): Promise<DeliveredFiles> {
  const { intake, ledger, dataDir, space } = parts
  const folder = join(dataDir, 'returned')
  await rm(folder, { recursive: true, force: true })

  const lookAt = async (id: string, scope: Scope): Promise<{ batch: Batch; sealed: Sealed }> => {
    const batch = await ledger.batch(id, scope)
    if (!batch) throw refusal('IOC_BATCH_UNKNOWN', { batch: id })
    if (batch.state === 'receiving' || batch.state === 'checking')
      throw refusal('IOC_BATCH_STATE', { state: batch.state })
    const sealed = sealedOf(batch, dataDir)
    if (!sealed || !(await intake.holds(sealed.sha256))) throw refusal('IOC_NO_BYTES')
    return { batch, sealed }
  }

  return {
    async workbook(id, scope, signal) {
      const { batch, sealed } = await lookAt(id, scope)
      await needSpace(dataDir, space.writes)
      await mkdir(folder, { recursive: true })
      const target = join(folder, `${randomUUID()}.xlsx`)
      const request = { ...(await fileRequest(batch, parts)), signal }
      const { cells } = await intake.mark(sealed, request, target, heldFaults(batch)).catch(explain(signal))
      const file = await open(target, 'r')
      try {
        await rm(target)
        const { size } = await file.stat()
        const { actor, role, origin } = scope
        const object = { kind: 'batch', id }
        await ledger.transact((_, record) =>
          record({ action: 'batch.workbook', actor, role, object, ...(origin && { origin }), detail: { cells } }),
        )
        return { name: `${parse(sealed.name).name} - loi.xlsx`, size, cells, stream: file.createReadStream() }
      } catch (error) {
        await file.close()
        throw error
      }
    },
    async window(id, asked, scope, signal) {
      const { batch, sealed } = await lookAt(id, scope)
      const request = { ...(await fileRequest(batch, parts)), signal }
      return intake.window(sealed, request, { ...asked, codes: scope.role === 'officer' }).catch(explain(signal))
    },
  }
}

/** Who hung up, or waited too long for his turn, is no error of ours. */
function explain(signal: AbortSignal): (error: unknown) => never {
  return (error) => {
    throw signal.aborted ? refusal('IOC_TOO_SLOW') : error
  }
}

/** What only the ledger could find; of each fault the first rows are known. */
function heldFaults({ issues }: Batch): MarkedRow[] {
  const held = new Set(HELD_RULES.map(({ id }) => id))
  return issues
    .filter(({ rule }) => held.has(rule))
    .flatMap((issue) => issue.firstRows.map((rowNo) => ({ sheet: issue.sheet, rowNo, issue })))
}
