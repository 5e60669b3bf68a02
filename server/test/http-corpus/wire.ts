import { connect } from 'node:net'

/** What came back over a bare connection. */
export interface Heard {
  /** Of the last answer; 0 = cut off without a word. */
  status: number
  /** All bytes, as latin1. */
  text: string
  closed: boolean
}

/**
 * Sends bytes as they are, which no HTTP library would, and listens until an answer is whole or the line is closed.
 *
 * @param pieces - sent one after the other, `pauseMs` apart
 */
export async function say(
  port: number,
  pieces: readonly (string | Buffer)[],
  { pauseMs = 0, untilMs = 30_000, untilClosed = false } = {},
): Promise<Heard> {
  const line = connect(port, '127.0.0.1')
  let text = ''
  let closed = false
  const ended = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, untilMs)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    line.on('error', () => {})
    line.once('close', () => {
      closed = true
      end()
    })
    line.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (!untilClosed && isWhole(text)) end()
    })
  })
  const sending = (async () => {
    for (const piece of pieces) {
      if (line.destroyed) return
      line.write(piece)
      if (pauseMs > 0) await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, pauseMs))])
      if (closed) return
    }
  })()
  await ended
  line.destroy()
  await sending
  return { status: statusOf(text), text, closed }
}

/** A request as it stands on the wire. @param headers - whole lines, doubles and faults allowed */
export function request(method: string, path: string, headers: readonly string[], body = ''): string {
  return [`${method} ${path} HTTP/1.1`, ...headers, '', body].join('\r\n')
}

function statusOf(text: string): number {
  return Number([...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].at(-1)?.[1] ?? 0)
}

/** A head that is no `100 Continue`, and as much body as it announces. */
function isWhole(text: string): boolean {
  const answer = text.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '')
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = Number(/content-length: (\d+)/i.exec(answer.slice(0, end))?.[1] ?? 0)
  return answer.length >= end + 4 + length
}
