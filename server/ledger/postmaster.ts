import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandOf, isAlive } from './processes.ts'

/** What a running (or crashed) database left in its folder about itself. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

/** Reads `postmaster.pid`; nothing when the database was stopped in order. */
export async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid === 0) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** Does this process exist, and is it a PostgreSQL of that folder? A number that was given to another program is not. */
export function isPostmaster(pid: number, folder: string): boolean {
  return isAlive(pid) && (process.platform !== 'linux' || commandOf(pid).includes(folder))
}

/**
 * Stops a database that an earlier server left running: in order first (its clients are cut), at once if that takes too
 * long, without mercy at last; its log brings everything acknowledged back.
 */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    if (await isGone(pid, patienceMs)) return
  }
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 25) {
    if (!isAlive(pid)) return true
    await sleep(25)
  }
  return false
}
