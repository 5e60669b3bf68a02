import type { FastifyServerOptions } from 'fastify'

/** The longest text that one field of a line keeps, characters. */
const LONGEST = 400
const STACK_LINES = 12

/** Names under which a secret could ever stand in a line: a second net, since only listed fields are written at all. */
const SECRET = ['authorization', 'cookie', 'password', 'token', 'key', 'secret']

/**
 * The program's log: one line of JSON an event, with only the fields listed here. Requests are named by their route, never
 * by their address; of an error the kind, the code and where it arose. What the database says of an error can quote a row
 * and is left out, all but its code and the names of table and constraint.
 */
export function logOptions(): Exclude<FastifyServerOptions['logger'], boolean | undefined> {
  return {
    level: 'info',
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '•••' },
    serializers: {
      req: ({ id, method, routeOptions }) => ({ id, method, route: routeOptions?.url }),
      res: ({ statusCode }) => ({ statusCode }),
      err: describeError,
    },
  }
}

/** What a line says of an error. */
export interface ErrorFacts {
  [fact: string]: unknown
  type: string
  message: string
  stack: string
  code?: string
  table?: string
  constraint?: string
  cause?: ErrorFacts
}

/** An error as the log keeps it: no value that came from outside. */
export function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' }
  const { name, message, stack = '', cause } = error
  const { code, severity, table, constraint } = error as Error & Record<string, unknown>
  const said = severity === undefined ? plain(message) : 'said by the database'
  return {
    type: name,
    message: said,
    stack: stackOf(stack),
    ...(typeof code === 'string' && { code: plain(code) }),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  }
}

/** The frames alone: the lines above them repeat the message. */
function stackOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return frames
    .slice(0, STACK_LINES)
    .map((line) => plain(line.trim()))
    .join('\n')
}

/** One line, nothing that moves a cursor or hides: what is no letter, sign or space becomes its number. */
export function plain(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}
