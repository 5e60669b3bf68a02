import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Binaries, type OsUser, spawnAs } from './binaries.ts'
import { DataAccess, DataForeign, DataStart, DataVersion } from './errors.ts'

/** The major version of the PostgreSQL that comes with the project. */
const MAJOR = '18'

/**
 * Does the folder hold a database that this program can run? False when there is none yet.
 *
 * @throws DataForeign, DataVersion, DataAccess; nothing in the folder is touched
 */
export async function isFilled(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[]
    throw new DataAccess(folder, error.message)
  })
  if (names.length === 0) return false
  if (!names.includes('PG_VERSION') || !names.includes('global')) throw new DataForeign(folder)
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (version !== MAJOR) throw new DataVersion(folder, version, MAJOR)
  const { uid } = await stat(folder)
  const me = process.getuid?.()
  if (me !== undefined && me !== 0 && uid !== me) {
    throw new DataAccess(folder, `it belongs to user ${uid}, this server runs as user ${me}`)
  }
  return true
}

/** Makes an empty database in `<dataDir>/postgres`. Made aside and moved there whole, so that a kill leaves none or all. */
export async function prepareCluster(dataDir: string, programs: Binaries, user: OsUser): Promise<void> {
  const draft = join(dataDir, 'postgres.new')
  const passwordFile = join(dataDir, 'postgres.new.password')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(join(dataDir, 'postgres.password'), randomBytes(24).toString('base64url'), { mode: 0o600 })
  await writeFile(passwordFile, await readPassword(dataDir), { mode: 0o600 })
  if (user) {
    await chown(draft, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  try {
    await runInitdb(programs.initdb, draft, passwordFile, user)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rm(join(dataDir, 'postgres'), { recursive: true, force: true })
  await rename(draft, join(dataDir, 'postgres'))
}

/** The password of the embedded database, kept beside it and nowhere else. */
export async function readPassword(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim()
}

async function runInitdb(program: string, folder: string, passwordFile: string, user: OsUser): Promise<void> {
  const flags = [
    `--pgdata=${folder}`,
    '--username=ioc',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ]
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const child = spawnAs(user, program, flags, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env })
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new DataStart(`initdb: ${words.trim()}`)
}
