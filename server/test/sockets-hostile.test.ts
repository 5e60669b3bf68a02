import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { settingOf } from '../limits.ts'
import { freshDatabase } from './database.ts'
import { type Program, startProgram } from './program.ts'
import { openRaw, type RawSocket } from './raw-socket.ts'

/** Lines S1–S22 of the corpus, packet by packet, against the program in a process of its own. */

const QUESTION = { measures: ['dossiers.received'], period: { name: 'thisMonth' } }
const CONNECT_REFUSED = /^44.*IOC_NOT_SIGNED_IN/

let database: Awaited<ReturnType<typeof freshDatabase>>
let program: Program
let port: number
const lines: RawSocket[] = []

beforeAll(async () => {
  database = await freshDatabase()
  program = await startProgram({
    env: {
      IOC_DATABASE_URL: database.url,
      IOC_SECRET: 'n0tForUse!'.repeat(4),
      [settingOf('floodMs')]: '500',
      [settingOf('pingMs')]: '1000',
      [settingOf('signInMs')]: '500',
    },
  })
  port = Number(new URL(program.url).port)
})
afterAll(async () => {
  await program.stop()
  await database.drop()
})

afterEach(async () => {
  for (const line of lines.splice(0)) line.end()
  // The same process as at the beginning still serves.
  process.kill(program.pid, 0)
  expect((await fetch(`${program.url}/healthz`)).status).toBe(200)
  const good = await join()
  good.send(`421["figures:watch",${JSON.stringify(QUESTION)}]`)
  expect(await good.until((text) => text.startsWith('431'))).toMatch(/^431\[\{"watch":"/)
  good.end()
})

async function dial(headers: [string, string][] = [], query?: string): Promise<RawSocket> {
  const line = await openRaw(port, headers, query)
  lines.push(line)
  return line
}

/** A line of the operator that has joined. It answers no ping, so that it lives for two seconds at most. */
async function join(): Promise<RawSocket> {
  const line = await dial()
  line.send(`40${JSON.stringify({ token: program.token })}`)
  await line.until((text) => text.startsWith('42["hello"'))
  return line
}

/** The answer to an event that asks for one; null when the line was closed instead. */
async function answerTo(line: RawSocket, id: number, event: string, ...args: unknown[]): Promise<string | null> {
  line.send(`42${id}${JSON.stringify([event, ...args])}`)
  return line.until((text) => text.startsWith(`43${id}[`))
}

describe('the handshake', () => {
  it.each<[string, [string, string][]]>([
    ['evil', [['Origin', 'https://evil.example']]],
    ['null', [['Origin', 'null']]],
    ['look-alike in front', [['Origin', 'http://127.0.0.1.evil.example']]],
    ['look-alike behind', [['Origin', 'http://evil-127.0.0.1']]],
    ['missing, with a cookie', [['Cookie', 'ioc_session=x']]],
  ])('[S1] with an origin that is %s is 403 before any event', async (_what, headers) => {
    const line = await dial(headers)
    expect(line.status).toBe(403)
    expect(line.received).toEqual([])
  })

  it.each([
    ['no session', {}],
    ['a wrong token', { token: 'guess' }],
    ['the token of a display that is none', { token: `${'A'.repeat(43)}` }],
    ['a token that is no text', { token: { toString: 'x' } }],
  ])('[S2] with %s is refused and closed', async (_what, auth) => {
    const line = await dial()
    line.send(`40${JSON.stringify(auth)}`)
    expect(await line.until((text) => text.startsWith('44'))).toMatch(CONNECT_REFUSED)
    await line.closed
  })

  it('[S2] of somebody who never says who he is is closed', async () => {
    await (await dial()).closed
  })

  it('[S3] with 2,000 headers is refused', async () => {
    const line = await dial(Array.from({ length: 2_000 }, (_, i) => [`X-${i}`, '1']))
    expect([0, 400, 431]).toContain(line.status)
    await line.closed
  })

  it('[S4] of Engine.IO v3 is refused', async () => {
    expect((await dial([], 'EIO=3')).status).toBe(400)
  })

  it('[S4] opens no other namespace, nor a thousand of them', async () => {
    const line = await dial()
    for (let i = 0; i < 1_000; i++) line.send(`40/name-${i},${JSON.stringify({ token: program.token })}`)
    await line.closed
    expect(line.received.filter((text) => text.startsWith('40'))).toEqual([])
  })

  it('[S14] does not take over the line of another, whoever names its session', async () => {
    const owner = await join()
    const { sid } = JSON.parse(owner.received[0]?.slice(1) ?? '{}') as { sid: string }
    const thief = await dial([], `EIO=4&sid=${sid}`)
    expect(thief.status).toBe(400)
    expect(await answerTo(owner, 1, 'figures:watch', QUESTION)).toContain('"watch"')
  })

  it('[S21] by polling is 400', async () => {
    expect((await fetch(`${program.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(400)
  })

  it('[S22] negotiates no compression', async () => {
    const line = await dial([['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits']])
    expect(line.status).toBe(101)
    expect(line.head.toLowerCase()).not.toContain('sec-websocket-extensions')
  })
})

describe('a packet', () => {
  it.each([
    ['S5', '2[{"toString":"foo"}]'],
    ['S5', '42[{"toString":"foo"}]'],
    ['S6', '42["figures:watch"'],
    ['S6', '4not json'],
    ['S6', '451000000-["figures:watch",{"_placeholder":true,"num":0}]'],
    ['S6', '42["connect",{}]'],
    ['S6', '42["disconnect"]'],
    ['S6', '49'],
    ['S6', 'x'],
  ])('[%s] %s closes the line', async (_line, packet) => {
    const line = await join()
    line.send(packet)
    await line.closed
  })

  it.each([
    ['S6', '442["x"]'],
    ['S6', '42["error",{}]'],
    ['S7', `42["figures:watch",${JSON.stringify(QUESTION)}]`],
    ['S7', `421["figures:watch",${JSON.stringify(QUESTION)},1]`],
    ['S8', '421["figures:watch",null]'],
    ['S8', '421["figures:watch",7]'],
    ['S8', '421["figures:watch","x"]'],
    ['S8', '421["figures:watch",[]]'],
    ['S8', '421["figures:watch",{"__proto__":{"measures":["x"]}}]'],
    ['S8', `421["figures:watch",${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}]`],
    ['S13', '421["figures:snapshot",-1]'],
    ['S13', '421["figures:snapshot",{"rev":999}]'],
  ])('[%s] %s is counted, and the fifth closes the line', async (_line, packet) => {
    const line = await join()
    for (let i = 0; i < 5; i++) line.send(packet)
    await line.closed
    const answers = line.received.filter((text) => text.startsWith('43'))
    expect(answers.every((text) => text.includes('IOC_BAD_PACKET'))).toBe(true)
  })

  it('[S8] of 64 KiB and one byte closes the line', async () => {
    const line = await join()
    line.send(`421["figures:unwatch","${'x'.repeat(64 * 1024)}"]`)
    await line.closed
  })

  it('[S6] of bytes is no event', async () => {
    const line = await join()
    line.sendBytes(Buffer.alloc(1_000, 0xff))
    await line.closed
  })
})

describe('too much', () => {
  it('[S11] of different questions: 20 are followed, the next is refused by name', async () => {
    const line = await join()
    const answers = await Promise.all(
      Array.from({ length: 21 }, (_, i) =>
        answerTo(line, i, 'figures:watch', { ...QUESTION, period: { last: { days: i + 1 } } }),
      ),
    )
    expect(answers.filter((text) => text?.includes('"watch"'))).toHaveLength(20)
    expect(answers.filter((text) => text?.includes('IOC_TOO_MANY_WATCHES'))).toHaveLength(1)
  })

  it('[S12] of events is slowed, then closed', async () => {
    const line = await join()
    const sending = setInterval(() => {
      for (let i = 0; i < 10; i++) line.send(`42${i}["figures:unwatch","none"]`)
    }, 10)
    await line.closed
    clearInterval(sending)
    expect(line.received.some((text) => text.includes('IOC_TOO_MANY_EVENTS'))).toBe(true)
  })

  it('[S18] patience with somebody who never answers a ping has an end', async () => {
    const line = await join()
    await line.closed
    expect(line.received).toContain('2')
  })
})
