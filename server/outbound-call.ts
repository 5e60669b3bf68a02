import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http'
import { request } from 'node:https'
import type { LookupFunction } from 'node:net'
import { refusal } from './errors.ts'
import type { Address } from './outbound-addresses.ts'

/** What may be said of a call. */
export interface OutboundInit {
  method?: string | undefined
  headers?: Record<string, string> | undefined
  body?: string | URLSearchParams | undefined
  signal?: AbortSignal | undefined
  /** The largest answer that is read, bytes; 1 MiB when absent. */
  maxBytes?: number | undefined
}

/** The largest answer that is read where nothing else is said, and the largest head of one, bytes. */
export const ANSWER_BYTES = 1024 * 1024
const HEAD_BYTES = 16 * 1024

type Rule = 'slow' | 'redirect' | 'large' | 'encoding' | 'answer' | 'unreachable'

/**
 * Makes one call on a connection of its own to addresses that were judged before.
 *
 * @throws IOC_OUTBOUND_FAILED (502)
 */
export async function callPinned(
  target: URL,
  init: OutboundInit & { signal: AbortSignal },
  addresses: readonly Address[],
): Promise<Response> {
  const { method = 'GET', headers = {}, body, signal, maxBytes = ANSWER_BYTES } = init
  const asksWhetherNew = Object.keys(headers).some((name) => /^if-(none-match|modified-since)$/i.test(name))
  const options: RequestOptions = {
    method,
    headers: { ...headers, 'accept-encoding': 'identity' },
    agent: false,
    lookup: pinned(addresses),
    maxHeaderSize: HEAD_BYTES,
    signal,
  }
  const send = target.protocol === 'https:' ? request : plainRequest
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const call = send(target, { ...options, rejectUnauthorized: true })
      call.on('response', resolve)
      call.on('error', reject)
      call.end(body === undefined ? undefined : String(body))
    })
    try {
      return await read(answer, maxBytes, asksWhetherNew)
    } finally {
      answer.destroy()
    }
  } catch (error) {
    throw named(error, signal)
  }
}

/** Answers every look-up with what was judged. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_, { all }, done) => {
    const [first] = addresses
    if (all) done(null, [...addresses])
    else if (first) done(null, first.address, first.family)
  }
}

async function read(answer: IncomingMessage, maxBytes: number, asksWhetherNew: boolean): Promise<Response> {
  const { statusCode: status = 0, headers } = answer
  if (status >= 300 && status < 400 && !(status === 304 && asksWhetherNew)) throw failed('redirect')
  if (status < 200 || status > 599) throw failed('answer')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw failed('encoding')
  if (status !== 304 && Number(headers['content-length'] ?? 0) > maxBytes) throw failed('large')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) throw failed('large')
    parts.push(part)
  }
  const kept = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && name !== 'set-cookie') kept.set(name, String(value))
  }
  return new Response([204, 205, 304].includes(status) ? null : Buffer.concat(parts), { status, headers: kept })
}

/** One name for whatever went wrong; what the other end said stays inside. */
function named(error: unknown, signal: AbortSignal): Error {
  const { code } = error as { code?: string }
  if (code === 'IOC_OUTBOUND_FAILED') return error as Error
  const rule = signal.aborted ? 'slow' : code === 'HPE_HEADER_OVERFLOW' ? 'large' : ruleOf(code)
  return Object.assign(failed(rule), { cause: error })
}

function ruleOf(code: string | undefined): Rule {
  return code?.startsWith('HPE_') || code === undefined ? 'answer' : 'unreachable'
}

function failed(rule: Rule): Error {
  return refusal('IOC_OUTBOUND_FAILED', { rule })
}
