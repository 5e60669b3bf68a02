import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { checkOpened, datasetOf } from './check-file.ts'
import type { CheckRequest } from './intake.ts'
import { openFile } from './read/open.ts'
import { UnreadableFile } from './read/raw.ts'
import { fromUnreadable } from './verdict.ts'
import { packRow, type WireLine, type WireRequest } from './wire.ts'

/** Runs in the disposable child: one request in, staged rows and a verdict out. Foreign bytes never reach the server's own process. */
async function main(): Promise<void> {
  const { path, limits, dataset, units, ...rest }: WireRequest = JSON.parse(await text(process.stdin))
  let said = 0
  const request: CheckRequest = {
    ...rest,
    dataset: datasetOf(dataset),
    units: { stamp: units.stamp, bridges: units.bridges, units: new Map(units.units.map((unit) => [unit.id, unit])) },
    onProgress(done, total) {
      if (performance.now() - said < PROGRESS_MS) return
      said = performance.now()
      process.stdout.write(`${JSON.stringify({ done, total } satisfies WireLine)}\n`)
    },
  }
  try {
    const opened = await openFile(path, limits, request)
    const verdict = await checkOpened(opened, request, async (own, rows) => {
      await write({ dataset: own.id, rows: rows.length }, rows.map(packRow))
    })
    await write({ verdict })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    await write({ verdict: fromUnreadable(error) })
  }
}

const PROGRESS_MS = 250

/** Waits until the server has room: a slow store slows the reading down instead of filling memory. */
async function write(said: WireLine, rows: readonly string[] = []): Promise<void> {
  if (!process.stdout.write(`${[JSON.stringify(said), ...rows].join('\n')}\n`)) await once(process.stdout, 'drain')
}

main().catch(async (error: unknown) => {
  await write({ crash: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  process.exitCode = 1
})
