import type { SessionInfo } from '../../shared/access.ts'
import type { Problem } from '../../shared/problem.ts'
import { endSession, keepSession, keptSession } from './kept-session.ts'

/** A call that the server refused, or that never reached it (`IOC_UNREACHABLE`, status 0). */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Left out where undefined. */
  query?: Readonly<Record<string, string | number | undefined>>
  body?: unknown
  signal?: AbortSignal
}

/** The language in which the server explains itself: that of the page, Vietnamese first. */
export function acceptLanguage(): string {
  return document.documentElement.lang === 'en' ? 'en, vi;q=0.5' : 'vi, en;q=0.5'
}

/** Address of a resource under `/api/v1`. */
export function apiUrl(path: string, query: Call['query'] = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value))
  return `/api/v1${path}${params.size > 0 ? `?${params}` : ''}`
}

/** The headers that every call bears; a changing one proves that it comes from a page of this session. */
export function callHeaders(method: string): Record<string, string> {
  const { csrf } = keptSession()
  const isChange = method !== 'GET' && csrf !== null
  return { 'Accept-Language': acceptLanguage(), ...(isChange && { 'X-CSRF-Token': csrf }) }
}

/**
 * Asks the server. `T` is what the route promises; an empty answer (204) is undefined.
 *
 * @throws ApiProblem
 */
export async function callApi<T>(path: string, call: Call = {}): Promise<T> {
  return withCsrf(() => ask<T>(path, call))
}

/** Runs a call; where the session has become another one meanwhile, reads it and runs the call once more. */
export async function withCsrf<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    if (error.problem.code === 'IOC_NOT_SIGNED_IN') endSession()
    if (error.problem.code !== 'IOC_CSRF') throw error
  }
  keepSession(await ask<SessionInfo>('/session', {}))
  return call()
}

/** A file that the server made for this call. */
export interface CalledFile {
  /** As the server calls it. */
  name: string
  content: Blob
}

/**
 * Asks the server for a file; otherwise as `callApi`.
 *
 * @throws ApiProblem
 */
export async function callFile(path: string, call: Call): Promise<CalledFile> {
  return withCsrf(async () => {
    const response = await send(path, call, 'text/csv, application/json')
    const [, name = 'tep.csv'] = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? []
    return { name, content: await response.blob() }
  })
}

async function ask<T>(path: string, call: Call): Promise<T> {
  const text = await (await send(path, call, 'application/json')).text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

async function send(path: string, { method = 'GET', query, body, signal }: Call, accept: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept, ...callHeaders(method) }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const response = await fetch(apiUrl(path, query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiProblem(unreachable())
  })
  if (!response.ok) throw new ApiProblem(toProblem(response.status, await response.text()))
  return response
}

/** The problem in an error's body; whatever else stands between (a proxy's page) becomes a problem too. */
export function toProblem(status: number, text: string): Problem {
  if (status === 0) return unreachable()
  const body = parsed(text)
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) return body as Problem
  const title = acceptLanguage().startsWith('en') ? `The server answered ${status}` : `Máy chủ trả lời ${status}`
  return { type: 'about:blank', code: 'IOC_UNEXPECTED_ANSWER', title, status }
}

function unreachable(): Problem {
  const title = acceptLanguage().startsWith('en') ? 'The server cannot be reached' : 'Không kết nối được máy chủ'
  return { type: 'about:blank', code: 'IOC_UNREACHABLE', title, status: 0 }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
