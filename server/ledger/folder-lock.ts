import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataLocked } from './errors.ts'
import { birthOf } from './processes.ts'

const SETTLE_MS = 60

/**
 * Takes the data folder for this process; a lock left by a process that is gone is taken over.
 *
 * @returns gives the folder back
 * @throws DataLocked naming the process that holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'server.lock')
  const mine = `${process.pid}\n${birthOf(process.pid)}\n${randomUUID()}\n`
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, mine)
  try {
    for (let tries = 0; ; tries += 1) {
      if (await tryLink(draft, path)) break
      const held = await readOrNothing(path)
      const [pid = 'unknown', birth] = held.split('\n')
      if (held && birth === birthOf(Number(pid))) throw new DataLocked(folder, pid)
      if (tries > 20) throw new DataLocked(folder, pid)
      // Renaming instead of removing: of two processes that saw the same dead lock, one renames it, the other finds none.
      const aside = `${path}.${randomUUID()}`
      await rename(path, aside).catch(ignoreMissing)
      await rm(aside, { force: true })
    }
    await sleep(SETTLE_MS)
    const held = await readOrNothing(path)
    if (held !== mine) throw new DataLocked(folder, held.split('\n')[0] ?? 'unknown')
  } finally {
    await rm(draft, { force: true })
  }
  return async () => {
    if ((await readOrNothing(path)) === mine) await rm(path, { force: true })
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

async function readOrNothing(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    ignoreMissing(error)
    return ''
  }
}

function ignoreMissing(error: unknown): void {
  if (!isCode(error, 'ENOENT')) throw error
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
