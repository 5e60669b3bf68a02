import { readFileSync } from 'node:fs'

/** Is there a process of this number that still runs? A dead one that nobody collected (a zombie) is not. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return statusOf(pid)?.[0] !== 'Z'
}

/** When a process began, as text that no later process of the same number shares; empty when there is none. */
export function birthOf(pid: number): string {
  if (!isAlive(pid)) return ''
  const started = statusOf(pid)?.[19]
  return started ? `${readText('/proc/sys/kernel/random/boot_id').trim()} ${started}` : `alive ${pid}`
}

/** The words with which a process was started; empty where the system does not tell. */
export function commandOf(pid: number): string[] {
  return readText(`/proc/${pid}/cmdline`)
    .split('\0')
    .filter((word) => word !== '')
}

/** Fields of /proc/<pid>/stat from the state on; the name before them stands in brackets and may hold spaces. */
function statusOf(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`)
  return text ? text.slice(text.lastIndexOf(')') + 2).split(' ') : undefined
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // No such process, or a system without /proc: the callers have an answer for both.
    return ''
  }
}
