import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIFTED } from './lifted.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The real program as an operator runs it, in a process group of its own. */
export interface Program {
  url: string
  token: string
  dataDir: string
  pid: number
  /** All that it printed so far. */
  output(): string
  /** Calls the API with the operator's token; `path` from the root. */
  call(path: string, init?: RequestInit): Promise<Response>
  /** Posts a body as JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Ends it as an operator would (SIGTERM); resolves with its exit code. */
  stop(): Promise<number | null>
  /** `kill -9` of the server process alone, or of its whole process group and the database under it at once. */
  kill(whom: 'server' | 'everything'): Promise<void>
}

export interface ProgramOptions {
  dataDir?: string
  token?: string
  env?: Record<string, string>
  /** How long it may take until it is ready, ms. */
  readyWithinMs?: number
}

/** Removes every data folder that `startProgram` made. */
const made = new Set<string>()
export async function removeDataFolders(): Promise<void> {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
  made.clear()
}

/** Starts `server/main.ts` on a free port of loopback and waits until it is ready. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'toan-canh-')))
  if (!options.dataDir) made.add(dataDir)
  const token = options.token ?? randomBytes(24).toString('hex')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    IOC_SAMPLE: '0',
    ...LIFTED,
    ...options.env,
    IOC_PORT: String(port),
    IOC_DATA_DIR: dataDir,
    IOC_ADMIN_TOKEN: token,
  }
  const child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-200_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  await ready(url, child, () => printed, options.readyWithinMs ?? 60_000)
  const pid = child.pid!
  const call: Program['call'] = (path, init = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
  return {
    url,
    token,
    dataDir,
    pid,
    output: () => printed,
    call,
    post: (path, body, headers = {}) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    stop: async () => {
      process.kill(pid, 'SIGTERM')
      return ended
    },
    kill: async (whom) => {
      if (whom === 'everything') {
        process.kill(-pid, 'SIGKILL')
        process.kill(-(await postmasterOf(dataDir)), 'SIGKILL')
      } else process.kill(pid, 'SIGKILL')
      await ended
    },
  }
}

async function ready(url: string, child: ChildProcess, output: () => string, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs
  while (Date.now() < end) {
    if (child.exitCode !== null)
      throw new Error(`the program ended with ${child.exitCode} before it was ready:\n${output()}`)
    const answer = await fetch(`${url}/readyz`).catch((error: unknown) => error)
    if (answer instanceof Response && answer.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the program was not ready within ${withinMs} ms:\n${output()}`)
}

/** Process number of the embedded database, which leads a process group of its own. */
async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
