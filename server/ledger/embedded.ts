import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseUser, findBinaries, type OsUser, spawnAs } from './binaries.ts'
import { isFilled, prepareCluster, readPassword } from './cluster.ts'
import { DataStart } from './errors.ts'
import { lockFolder } from './folder-lock.ts'
import { isPostmaster, readPostmaster, stopPostmaster } from './postmaster.ts'

/** The database that lives in the data folder, as long as the server runs. */
export interface EmbeddedDatabase {
  /** Where it answers; the password inside is kept in the data folder only. */
  url: string
  /** Process number of the running database, null while it is being restarted. */
  pid(): number | null
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** Settings beside or instead of the usual ones. */
  settings?: Readonly<Record<string, string>>
  /** Hears what an operator should read: a restart and its reason. */
  log?: (line: string) => void
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '40',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  synchronous_commit: 'on',
  fsync: 'on',
  full_page_writes: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
}
const START_PATIENCE_MS = 60_000
const LAST_WORDS = 20
const LONGEST_PAUSE_MS = 10_000

/**
 * Brings up the database of the data folder, making it on the first start. A database that a killed server left running
 * is stopped first; one that dies later is started again.
 *
 * @throws DataLocked, DataVersion, DataForeign, DataAccess, DataStart
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir)
  const folder = join(dataDir, 'postgres')
  await mkdir(dataDir, { recursive: true })
  const unlock = await lockFolder(dataDir)
  try {
    // Root's database runs as another user, who must pass through this folder; what lies in it is closed by itself.
    if (process.getuid?.() === 0) await chmod(dataDir, 0o711)
    const programs = await findBinaries()
    const user = databaseUser(folder, programs)
    if (!(await isFilled(folder))) await prepareCluster(dataDir, programs, user)
    const settings = { ...SETTINGS, ...options.settings }
    const port = await freePort()
    const launch = () => launchPostgres({ program: programs.postgres, folder, port, settings, user })
    let running: ChildProcess | null = await launch()
    let stopping = false

    const keep = async (child: ChildProcess): Promise<void> => {
      await ended(child)
      running = null
      for (let pauseMs = 250; !stopping; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        options.log?.('the embedded database ended; starting it again')
        try {
          running = await launch()
          void keep(running)
          return
        } catch (error) {
          options.log?.(`the embedded database does not come back: ${String(error)}`)
          await sleep(pauseMs)
        }
      }
    }
    void keep(running)

    return {
      url: `postgres://ioc:${await readPassword(dataDir)}@127.0.0.1:${port}/postgres`,
      pid: () => running?.pid ?? null,
      async stop() {
        stopping = true
        if (running?.pid) await stopPostmaster(running.pid)
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

interface Launch {
  program: string
  folder: string
  port: number
  settings: Readonly<Record<string, string>>
  user: OsUser
}

/** Starts the program and waits until it takes connections; as long as children of a killed one linger, tries again. */
async function launchPostgres(launch: Launch): Promise<ChildProcess> {
  for (const giveUpAt = performance.now() + START_PATIENCE_MS; ; await sleep(100)) {
    const left = await readPostmaster(launch.folder)
    if (left && isPostmaster(left.pid, launch.folder)) await stopPostmaster(left.pid)
    const words: string[] = []
    const child = spawnPostgres(launch, words)
    while (child.exitCode === null && child.signalCode === null) {
      // The file of a killed one says "ready" too, until the new one has written its own.
      const now = await readPostmaster(launch.folder)
      if (now?.ready && now.pid === child.pid) return child
      if (performance.now() > giveUpAt) {
        child.kill('SIGQUIT')
        throw new DataStart(`not ready after ${START_PATIENCE_MS / 1000} s. ${words.join(' ')}`)
      }
      await sleep(20)
    }
    // The shared memory of a killed database stays in use until its last child has noticed.
    const lingering = words.some((line) => /shared memory block|lock file .* already exists/.test(line))
    if (!lingering || performance.now() > giveUpAt) throw new DataStart(words.join(' '))
  }
}

/** A group of its own, so that Ctrl-C in the terminal reaches us and not the database under us. */
function spawnPostgres({ program, folder, port, settings, user }: Launch, words: string[]): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawnAs(user, program, ['-D', folder, '-p', String(port), ...flags], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, LC_MESSAGES: 'C', TZ: 'UTC' },
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words.push(...text.split('\n').filter((line) => line !== ''))
    words.splice(0, words.length - LAST_WORDS)
  })
  child.on('error', (error) => words.push(String(error)))
  return child
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new DataStart('no free port on 127.0.0.1')
  return address.port
}
