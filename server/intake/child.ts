import { rm } from 'node:fs/promises'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { SheetWindow } from '../../shared/sheet-window.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { StagedRow, Verdict } from '../ledger/ledger.ts'
import { datasetOf } from './check-file.ts'
import { type ChildLimits, runChild } from './child-process.ts'
import type { CheckRequest, Intake, Sealed, Sink } from './intake.ts'
import type { ReadLimits } from './read/limits.ts'
import { UnreadableFile } from './read/raw.ts'
import { createTurns } from './turns.ts'
import { unreadable } from './verdict.ts'
import { unpackRow, type WireLine, type WireRequest, type WireWork } from './wire.ts'

export type { ChildLimits } from './child-process.ts'

export const CHILD_LIMITS: ChildLimits = { wallClockMs: 120_000, heapMegabytes: 512, atOnce: 2 }

/** What of the intake happens in disposable children: whatever a file does to its reader, the server lives and there is an answer. */
export function createChildren(limits: ChildLimits, reading: ReadLimits): Pick<Intake, 'check' | 'mark' | 'window'> {
  const turn = createTurns(limits.atOnce)
  // Of several turns one is always left to checks: looking into files cannot keep deliveries waiting.
  const looking = createTurns(Math.max(1, limits.atOnce - 1))
  const look = (sealed: Sealed, request: CheckRequest, work: WireWork) =>
    looking(() => turn(() => lookInChild(sealed, request, work, { ...limits, reading })))
  return {
    check: (sealed, request, sink) => turn(() => checkInChild(sealed, request, sink, { ...limits, reading })),
    async mark(sealed, request, target, extra) {
      try {
        const said = await look(sealed, request, { mode: 'mark', target, extra })
        if ('marked' in said) return said.marked
        throw new UnreadableFile('IOC_FILE_UNREADABLE', 422)
      } catch (error) {
        await rm(target, { force: true })
        throw error
      }
    },
    async window(sealed, request, asked): Promise<SheetWindow> {
      const said = await look(sealed, request, { mode: 'window', asked })
      if ('window' in said) return said.window
      throw new UnreadableFile('IOC_FILE_UNREADABLE', 422)
    },
  }
}

type Limits = ChildLimits & { reading: ReadLimits }

async function checkInChild(sealed: Sealed, request: CheckRequest, sink: Sink, limits: Limits): Promise<Verdict> {
  let verdict: Verdict | null = null
  let crash: string | null = null
  let block: { dataset: Dataset; left: number; rows: StagedRow[] } | null = null
  const onLine = (line: string): Promise<void> | undefined => {
    if (block) {
      block.rows.push(unpackRow(line))
      block.left -= 1
    } else {
      const said = JSON.parse(line) as WireLine
      if ('rows' in said) block = { dataset: datasetOf(said.dataset), left: said.rows, rows: [] }
      else if ('done' in said) request.onProgress?.(said.done, said.total)
      else if ('verdict' in said) verdict = said.verdict
      else if ('crash' in said) crash = said.crash
    }
    if (block?.left !== 0) return
    const { dataset, rows } = block
    block = null
    return sink(dataset, rows)
  }
  const text = toWire(sealed, request, { mode: 'check' }, limits.reading)
  const { ranOut, failure } = await runChild(text, limits, onLine, request.signal)
  if (ranOut) return unreadable('IOC_FILE_TOO_SLOW', 422, { seconds: limits.wallClockMs / 1000 })
  if (verdict) return verdict
  console.error(`intake: reading ${sealed.sha256} failed: ${crash ?? failure}`)
  return unreadable('IOC_FILE_UNREADABLE', 422)
}

/** Everything in which no rows come back. @throws UnreadableFile */
async function lookInChild(sealed: Sealed, request: CheckRequest, work: WireWork, limits: Limits): Promise<WireLine> {
  let answer: WireLine | null = null
  const onLine = (line: string) => {
    answer = JSON.parse(line) as WireLine
  }
  const { ranOut, failure } = await runChild(
    toWire(sealed, request, work, limits.reading),
    limits,
    onLine,
    request.signal,
  )
  if (ranOut) throw new UnreadableFile('IOC_FILE_TOO_SLOW', 422, { seconds: limits.wallClockMs / 1000 })
  const said = answer as WireLine | null
  if (said && 'unreadable' in said) {
    const { code, status, params } = said.unreadable
    throw new UnreadableFile(code, status, params)
  }
  if (said && !('crash' in said)) return said
  console.error(`intake: ${work.mode} of ${sealed.sha256} failed: ${said?.crash ?? failure}`)
  throw new UnreadableFile('IOC_FILE_UNREADABLE', 422)
}

/** The request as one JSON text; the part with all units of the country is written once for each state of the tree. */
function toWire(sealed: Sealed, request: CheckRequest, work: WireWork, limits: ReadLimits): string {
  const { dataset, units, onProgress: _progress, signal: _signal, ...rest } = request
  const own: Omit<WireRequest, 'units'> = { ...rest, work, dataset: dataset.id, path: sealed.path, limits }
  let text = unitTexts.get(units)
  if (text === undefined) {
    const wired: WireRequest['units'] = { ...units, units: [...units.units.values()] }
    text = JSON.stringify(wired)
    unitTexts.set(units, text)
  }
  return `${JSON.stringify(own).slice(0, -1)},"units":${text}}`
}
const unitTexts = new WeakMap<UnitSet, string>()
