import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { checkOpened, datasetOf } from './check-file.ts'
import { failureOf } from './failure.ts'
import { findWinners } from './find-winners.ts'
import type { CheckRequest } from './intake.ts'
import { markFile } from './mark/mark-file.ts'
import { type OpenedFile, openFile } from './read/open.ts'
import { UnreadableFile } from './read/raw.ts'
import { fromUnreadable } from './verdict.ts'
import { readWindow } from './window.ts'
import { packRow, type WireLine, type WireRequest } from './wire.ts'

/** Runs in the disposable child: one request in, its answer out. Foreign bytes never reach the server's own process. */
async function main(): Promise<void> {
  const { path, limits, dataset, units, work, ...rest }: WireRequest = JSON.parse(await text(process.stdin))
  let said = 0
  let opened: OpenedFile | undefined
  const request: CheckRequest = {
    ...rest,
    dataset: datasetOf(dataset),
    units: { stamp: units.stamp, bridges: units.bridges, units: new Map(units.units.map((unit) => [unit.id, unit])) },
    onProgress(done, total) {
      if (work.mode !== 'check' || performance.now() - said < PROGRESS_MS) return
      said = performance.now()
      const guess = total ?? guessTotal(done, opened?.readSoFar?.() ?? 1)
      process.stdout.write(`${JSON.stringify({ done, total: guess } satisfies WireLine)}\n`)
    },
  }
  try {
    request.winners = await findWinners(() => openFile(path, limits, request), request)
    if (work.mode === 'mark')
      return await write({ marked: await markFile(path, limits, request, work.target, work.extra) })
    if (work.mode === 'window') return await write({ window: await readWindow(path, limits, request, work.asked) })
    opened = await openFile(path, limits, request)
    const verdict = await checkOpened(opened, request, async (own, rows) => {
      await write({ dataset: own.id, rows: rows.length }, rows.map(packRow))
    })
    await write({ verdict })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { code, status, params } = error
    await write(work.mode === 'check' ? { verdict: fromUnreadable(error) } : { unreadable: { code, status, params } })
  }
}

const PROGRESS_MS = 250

/** How many rows a file seems to have, from those in the part of it that was read; null while that says nothing. */
function guessTotal(done: number, part: number): number | null {
  return done > 0 && part > 0.01 && part < 1 ? Math.round(done / part) : null
}

/** Waits until the server has room: a slow store slows the reading down instead of filling memory. */
async function write(said: WireLine, rows: readonly string[] = []): Promise<void> {
  if (!process.stdout.write(`${[JSON.stringify(said), ...rows].join('\n')}\n`)) await once(process.stdout, 'drain')
}

main().catch(async (error: unknown) => {
  await write({ crash: failureOf(error) })
  process.exitCode = 1
})
