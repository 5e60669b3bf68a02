import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import type { Batch } from '../../shared/batch.ts'
import type { PersonRole } from '../../shared/roles.ts'
import { freshDatabase } from './database.ts'
import { dumpOf } from './dump.ts'
import { NOVEMBER } from './opened.ts'
import { type Program, startProgram } from './program.ts'

const API = '/api/v1'

/** The real program as a child, callers of every role, and all that they were told. */
export interface CanaryTrial {
  program: Program
  heard: { where: string; text: string }[]
  /** Calls as somebody and keeps what he is answered, headers too. */
  call(who: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: never }>
  /** Sends a file as the officer and waits until it is checked; the delivery as he then sees it. */
  deliver(query: string, name: string, content: string | Buffer): Promise<Batch>
  /** Looks at the effect and makes the good rows count; the status. */
  commit(batch: Batch): Promise<number>
  /** Follows the month on a socket and keeps every packet. */
  follow(who: string): Promise<void>
  /** The deliveries so far. */
  batches: string[]
  /** Every table as text. */
  tables(): Promise<string>
  close(): Promise<void>
}

export async function openCanaryTrial(): Promise<CanaryTrial> {
  const heard: CanaryTrial['heard'] = []
  const callers = new Map<string, Record<string, string>>()
  const sockets: Socket[] = []
  const batches: string[] = []
  const database = await freshDatabase()
  const program = await startProgram({
    env: { IOC_DATABASE_URL: database.url, IOC_SECRET: 'n0tForUse!'.repeat(4), IOC_UNIT: 'area:31459' },
  })

  const call: CanaryTrial['call'] = async (who, method, path, body) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${program.url}${path}`, {
      method,
      headers: { ...callers.get(who), ...(body !== undefined && !isForm && JSON_TYPE) },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const head = JSON.stringify([...response.headers].filter(([name]) => name !== 'set-cookie'))
    heard.push({ where: `${who} ${method} ${path}`, text: head + text })
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '') && text !== ''
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as never }
  }

  callers.set('admin', { authorization: `Bearer ${program.token}` })
  for (const role of ['leader', 'analyst', 'officer', 'operator'] as const)
    callers.set(role, await enter(program, role))
  callers.set('screen', await pair(program))

  return {
    program,
    heard,
    batches,
    call,
    async deliver(query, name, content) {
      const form = new FormData()
      form.set('file', new Blob([content as BlobPart]), name)
      const sent = await call('officer', 'POST', `${API}/batches?${query}`, form)
      if (sent.status !== 202) throw new Error(`${name} was not received: ${sent.status}`)
      const { id } = sent.body as { id: string }
      batches.push(id)
      for (;;) {
        const batch = (await call('officer', 'GET', `${API}/batches/${id}`)).body as Batch
        if (batch.state !== 'receiving' && batch.state !== 'checking') return batch
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async commit({ id, file }) {
      await call('officer', 'GET', `${API}/batches/${id}/effect`)
      const sent = { sha256: file?.sha256, dropRejected: true }
      return (await call('officer', 'POST', `${API}/batches/${id}/commit`, sent)).status
    },
    async follow(who) {
      const { cookie = '' } = callers.get(who) ?? {}
      const extraHeaders = { cookie, origin: program.url }
      const socket = io(program.url, { transports: ['websocket'], reconnection: false, extraHeaders })
      sockets.push(socket)
      const keep = (packet: unknown) => heard.push({ where: `socket of ${who}`, text: JSON.stringify(packet) ?? '' })
      socket.io.engine.on('packet', keep)
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
      const answer = await socket.timeout(10_000).emitWithAck('figures:watch', { ...NOVEMBER, by: ['procedure'] })
      heard.push({ where: `watch of ${who}`, text: JSON.stringify(answer) })
    },
    tables: () => dumpOf(database.url),
    async close() {
      for (const socket of sockets) socket.disconnect()
      await program.stop()
      await database.drop()
    },
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const cookieOf = ({ headers }: Response) => (headers.get('set-cookie') ?? '').split(';')[0] ?? ''

/** Signs somebody in by a link of his role; the headers of his page. */
async function enter({ url, post }: Program, role: PersonRole): Promise<Record<string, string>> {
  const { token } = (await (await post(`${API}/session/links`, { role })).json()) as { token: string }
  const body = JSON.stringify({ token })
  const cookie = cookieOf(await fetch(`${url}${API}/session`, { method: 'POST', headers: JSON_TYPE, body }))
  const session = (await (await fetch(`${url}${API}/session`, { headers: { cookie } })).json()) as { csrf: string }
  return { cookie, 'x-csrf-token': session.csrf, 'sec-fetch-site': 'same-origin' }
}

/** Lets a display of the public hall in; its headers. */
async function pair({ url, post }: Program): Promise<Record<string, string>> {
  const ask = (path: string, body: unknown) =>
    fetch(`${url}${API}/screens/${path}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) })
  const { code, ticket } = (await (await ask('pairing', {})).json()) as { code: string; ticket: string }
  await post(`${API}/screens`, { code, title: 'Sảnh', public: true })
  return { cookie: cookieOf(await ask('pairing/claim', { ticket })), 'sec-fetch-site': 'same-origin' }
}

/** Names and contents of all files of a folder, as text. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async ({ name, parentPath }) => `${name}\n${await readFile(join(parentPath, name), 'utf8')}`),
  )
}
