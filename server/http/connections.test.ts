import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { limitConnections } from './connections.ts'

let server: Server | undefined
afterEach(() => server?.close().closeAllConnections())

/** A server that holds three lines in all and two of one address; loopback is many addresses. */
async function openServer(
  isExempt = false,
  answer: (response: ServerResponse) => unknown = (response) => response.end('x'),
) {
  const refused: string[] = []
  let used = () => 0
  server = createServer((_, response) => answer(response))
  const lines = limitConnections(server, {
    limits: { connections: 3, connectionsPerAddress: 2, stalledMs: 1_000 },
    use: {
      refused: (name) => void refused.push(name),
      measure: (_, count) => {
        used = count
      },
    },
    isExempt: () => isExempt,
  })
  await new Promise<void>((resolve) => server?.listen(0, '0.0.0.0', resolve))
  const { port } = server.address() as AddressInfo
  /** Resolves with whether the line was answered. */
  const open = (localAddress: string) =>
    new Promise<boolean>((resolve) => {
      const line = connect({ port, host: '127.0.0.1', localAddress })
      line.on('error', () => {})
      line.once('data', () => resolve(true))
      line.once('close', () => resolve(false))
      line.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    })
  return { open, refused, used: () => used(), port, lines }
}

it('holds two lines of one address, and lets another address in', async () => {
  const { open, refused } = await openServer()
  expect([await open('127.0.0.2'), await open('127.0.0.2'), await open('127.0.0.2')]).toEqual([true, true, false])
  expect(await open('127.0.0.3')).toBe(true)
  expect(refused).toEqual(['connectionsPerAddress'])
})

it('holds three lines in all, also of addresses that speak for many', async () => {
  const { open, refused, used } = await openServer(true)
  const answers = []
  for (let at = 0; at < 4; at++) answers.push(await open('127.0.0.2'))
  expect(answers).toEqual([true, true, true, false])
  expect(refused).toEqual(['connections'])
  expect(used()).toBe(3)
})

it('has room again when a line is closed', async () => {
  const { open, used } = await openServer()
  await open('127.0.0.2')
  await open('127.0.0.2')
  server?.closeAllConnections()
  await expect.poll(used).toBe(0)
  expect(await open('127.0.0.2')).toBe(true)
})

it('lets lines go at the end on which nobody asks, and answers the others', async () => {
  const asked = Promise.withResolvers<ServerResponse>()
  const { port, lines } = await openServer(true, asked.resolve)
  const silent = connect(port, '127.0.0.1')
  const asking = connect(port, '127.0.0.1')
  const heard = new Promise<string>((resolve) => asking.once('data', (bytes) => resolve(String(bytes))))
  const gone = new Promise<boolean>((resolve) => silent.once('close', () => resolve(true)))
  asking.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  const response = await asked.promise
  lines.letGo()
  expect(await gone).toBe(true)
  response.end('x')
  expect(await heard).toMatch(/^HTTP\/1\.1 200/)
})
