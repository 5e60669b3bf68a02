import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { failureIn } from './failure.ts'

/** What one reading of a foreign file may take before it is given up. */
export interface ChildLimits {
  wallClockMs: number
  heapMegabytes: number
  /** How many files are read at once; others wait their turn. */
  atOnce: number
}

/** How a disposable child ended. */
export interface ChildEnd {
  /** Its time was over before it was done. */
  ranOut: boolean
  /** What is known of a failure: never what stood in the file. */
  failure: string
}

const WORKER = join(import.meta.dirname, 'worker.ts')

/**
 * Runs one disposable child over one request. While `onLine` works, the child's clock stands still.
 *
 * @param onLine - takes each line of the child's output, in order
 * @throws the reason of `signal`, and whatever `onLine` throws; the child is then gone
 */
export async function runChild(
  request: string,
  limits: Pick<ChildLimits, 'wallClockMs' | 'heapMegabytes'>,
  onLine: (line: string) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<ChildEnd> {
  signal?.throwIfAborted()
  const flags = [`--max-old-space-size=${limits.heapMegabytes}`, '--disable-proto=delete', '--no-warnings']
  const child = spawn(process.execPath, [...flags, WORKER], {
    // No environment: the child holds no secret that a hostile file could reach.
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const clock = createClock(limits.wallClockMs, () => child.kill('SIGKILL'))
  const abort = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', abort, { once: true })
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors = (errors + part).slice(-4000)
  })
  // A child that dies early closes its input: its end says so, not the broken pipe.
  child.stdin.on('error', () => child.kill('SIGKILL'))
  child.stdin.end(request)
  try {
    for await (const line of linesOf(child.stdout)) {
      const working = onLine(line)
      if (!working) continue
      clock.stop()
      await working
      clock.go()
    }
    await ended
  } finally {
    clock.stop()
    signal?.removeEventListener('abort', abort)
    if (child.exitCode === null) child.kill('SIGKILL')
  }
  signal?.throwIfAborted()
  return { ranOut: clock.ranOut(), failure: failureIn(errors) }
}

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
