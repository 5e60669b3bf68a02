import { readFileSync } from 'node:fs'
import { readLocalKey } from '../access/local-key.ts'
import { readConfig } from '../config.ts'

/** What a command could not do, in words; ends the command with 1. */
export class Failed extends Error {}

/** Asks the running program as its operator. @throws Failed when none runs, or it refuses */
export async function call(
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  sent?: unknown,
): Promise<{ response: Response; url: string }> {
  return send(method, path, sent === undefined ? undefined : JSON.stringify(sent))
}

/** The same with a form, or with JSON as text. @throws Failed */
export async function send(
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: string | FormData,
): Promise<{ response: Response; url: string }> {
  const config = readConfig(process.env, (file) => readFileSync(file, 'utf8'))
  const local = readLocalKey(config.dataDir)
  if (!local) throw new Failed(`No server runs over ${config.dataDir}. Start it, or set IOC_DATA_DIR.`)
  const response = await fetch(`${local.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${local.key}`,
      'accept-language': 'en',
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  }).catch(() => {
    throw new Failed(`The server that ran over ${config.dataDir} does not answer at ${local.url}.`)
  })
  if (response.ok) return { response, url: config.publicUrl ?? local.url }
  const { title, detail } = (await response.json().catch(() => ({}))) as { title?: string; detail?: string }
  throw new Failed([title, detail].filter((text) => text !== undefined).join(': ') || `${response.status}`)
}

/** Posts and reads the answer. */
export async function post<T>(path: string, sent: unknown): Promise<{ answer: T; url: string }> {
  const { response, url } = await call('POST', path, sent)
  return { answer: (await response.json()) as T, url }
}

/** A count as the commands print it. */
export function n(value: number): string {
  return value.toLocaleString('en')
}
