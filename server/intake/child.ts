import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { StagedRow, Verdict } from '../ledger/ledger.ts'
import { datasetOf } from './check-file.ts'
import type { CheckRequest, Sealed, Sink } from './intake.ts'
import type { ReadLimits } from './read/limits.ts'
import { unreadable } from './verdict.ts'
import { unpackRow, type WireLine, type WireRequest } from './wire.ts'

/** What one reading of a foreign file may take before it is given up. */
export interface ChildLimits {
  wallClockMs: number
  heapMegabytes: number
  /** How many files are read at once; others wait their turn. */
  atOnce: number
}

export const CHILD_LIMITS: ChildLimits = { wallClockMs: 120_000, heapMegabytes: 512, atOnce: 2 }

const WORKER = join(import.meta.dirname, 'worker.ts')

/** Checks files in disposable child processes: whatever a file does to its reader, the server lives and the batch gets a verdict. */
export function createChildChecks(
  limits: ChildLimits,
  reading: ReadLimits,
): (sealed: Sealed, request: CheckRequest, sink: Sink) => Promise<Verdict> {
  const turn = createTurns(limits.atOnce)
  return (sealed, request, sink) => turn(() => checkInChild(sealed, request, sink, { ...limits, reading }))
}

async function checkInChild(
  sealed: Sealed,
  request: CheckRequest,
  sink: Sink,
  limits: ChildLimits & { reading: ReadLimits },
): Promise<Verdict> {
  request.signal?.throwIfAborted()
  const flags = [`--max-old-space-size=${limits.heapMegabytes}`, '--disable-proto=delete', '--no-warnings']
  const child = spawn(process.execPath, [...flags, WORKER], {
    // No environment: the child holds no secret that a hostile file could reach.
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const clock = createClock(limits.wallClockMs, () => child.kill('SIGKILL'))
  const abort = () => child.kill('SIGKILL')
  request.signal?.addEventListener('abort', abort, { once: true })
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors = (errors + part).slice(-4000)
  })
  // A child that dies early closes its input: the verdict below says so, not the broken pipe.
  child.stdin.on('error', () => child.kill('SIGKILL'))
  child.stdin.end(toWire(sealed, request, limits.reading))
  let verdict: Verdict | null = null
  let block: { dataset: Dataset; left: number; rows: StagedRow[] } | null = null
  try {
    for await (const line of linesOf(child.stdout)) {
      if (block) {
        block.rows.push(unpackRow(line))
        block.left -= 1
      } else {
        const said = JSON.parse(line) as WireLine
        if ('rows' in said) block = { dataset: datasetOf(said.dataset), left: said.rows, rows: [] }
        else if ('done' in said) request.onProgress?.(said.done, said.total)
        else if ('verdict' in said) verdict = said.verdict
        else errors = said.crash
      }
      if (block?.left !== 0) continue
      clock.stop()
      await sink(block.dataset, block.rows)
      clock.go()
      block = null
    }
    await ended
  } finally {
    clock.stop()
    request.signal?.removeEventListener('abort', abort)
    if (child.exitCode === null) child.kill('SIGKILL')
  }
  request.signal?.throwIfAborted()
  if (clock.ranOut()) return unreadable('IOC_FILE_TOO_SLOW', 422, { seconds: limits.wallClockMs / 1000 })
  if (verdict) return verdict
  console.error(`intake: reading ${sealed.sha256} failed: ${errors}`)
  return unreadable('IOC_FILE_UNREADABLE', 422)
}

/** The request as one JSON text; the part with all units of the country is written once for each state of the tree. */
function toWire(sealed: Sealed, request: CheckRequest, limits: ReadLimits): string {
  const { dataset, units, onProgress: _progress, signal: _signal, ...rest } = request
  const own: Omit<WireRequest, 'units'> = { ...rest, dataset: dataset.id, path: sealed.path, limits }
  let text = unitTexts.get(units)
  if (text === undefined) {
    const wired: WireRequest['units'] = { ...units, units: [...units.units.values()] }
    text = JSON.stringify(wired)
    unitTexts.set(units, text)
  }
  return `${JSON.stringify(own).slice(0, -1)},"units":${text}}`
}
const unitTexts = new WeakMap<UnitSet, string>()

/** Counts the time in which the child works, not the time in which it waits for a slow store. */
function createClock(budgetMs: number, onRunOut: () => void) {
  let left = budgetMs
  let since = 0
  let timer: NodeJS.Timeout | null = null
  const clock = {
    ranOut: () => left <= 0,
    go() {
      since = performance.now()
      timer = setTimeout(() => {
        left = 0
        onRunOut()
      }, left)
    },
    stop() {
      if (timer === null) return
      clearTimeout(timer)
      timer = null
      if (left > 0) left = Math.max(1, left - (performance.now() - since))
    },
  }
  clock.go()
  return clock
}

/** Whole lines of a stream (a line cut off by the child's death is none), without copying a long line once for every piece it arrives in. */
async function* linesOf(stream: NodeJS.ReadableStream): AsyncIterable<string> {
  stream.setEncoding('utf8')
  let pieces: string[] = []
  for await (const chunk of stream as AsyncIterable<string>) {
    let from = 0
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      pieces.push(chunk.slice(from, at))
      yield pieces.join('')
      pieces = []
      from = at + 1
    }
    if (from < chunk.length) pieces.push(chunk.slice(from))
  }
}

/** Lets a few run at once and the others wait in order. */
function createTurns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
