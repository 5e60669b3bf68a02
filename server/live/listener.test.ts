import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { closeAll, openClient, RECEIVED, say, serveBoard, until, watch } from '../test/live-client.ts'

afterEach(closeAll)

describe('packets that keep to no rule', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`) as unknown
  it.each([
    ['an unknown event', 'figures:steal', [RECEIVED]],
    ['no payload', 'figures:watch', []],
    ['null', 'figures:watch', [null]],
    ['a number', 'figures:watch', [7]],
    ['a text', 'figures:watch', ['dossiers.received']],
    ['a list', 'figures:watch', [[RECEIVED]]],
    ['a thousand levels', 'figures:watch', [deep]],
    ['a prototype', 'figures:watch', [JSON.parse('{"__proto__":{"measures":["x"]},"period":{"name":"today"}}')]],
    ['a field too many', 'figures:watch', [{ ...RECEIVED, room: 'alerts all' }]],
    ['two payloads', 'figures:watch', [RECEIVED, RECEIVED]],
    ['a room instead of a watch', 'figures:snapshot', ['alerts all ../..']],
    ['an event of the runtime', 'error', [{}]],
    ['a name of an object', '__proto__', [{}]],
    ['another name of an object', 'constructor', [{}]],
  ])('[LP15] %s is refused by name and harms nobody', async (_what, event, args) => {
    const { server } = await serveBoard()
    const [bad, good] = [openClient(server), openClient(server)]
    await Promise.all([until(bad, 'connect'), until(good, 'connect')])
    const answer = await say(bad, event, ...args)
    expect(answer?.problem?.code ?? 'closed').toMatch(/^(IOC_BAD_PACKET|closed)$/)
    expect((await watch(good, RECEIVED)).rows).toHaveLength(2)
    expect(server.faults).toEqual([])
  })

  it('[LP15] close the socket with the fifth', async () => {
    const { server } = await serveBoard()
    const bad = openClient(server)
    await until(bad, 'connect')
    for (let i = 0; i < 4; i++) await say(bad, 'figures:watch', i)
    expect(bad.connected).toBe(true)
    const closed = until(bad, 'disconnect')
    bad.emit('figures:watch', null as never, null as never)
    await closed
  })

  it.each([
    '2[{"toString":"foo"}]',
    '2["figures:watch"',
    '442["x"]',
    '451000000-["figures:watch",{"_placeholder":true,"num":0}]',
    '2["disconnect"]',
    '2["connect",{}]',
    '9',
    'not a packet',
    '2/unknown,["figures:watch",{}]',
  ])('[LP15] %s below the protocol harms nobody', async (packet) => {
    const { server } = await serveBoard()
    const [bad, good] = [openClient(server), openClient(server)]
    await Promise.all([until(bad, 'connect'), until(good, 'connect')])
    bad.io.engine.write(packet)
    await sleep(50)
    expect((await watch(good, RECEIVED)).rows).toHaveLength(2)
    expect(server.faults).toEqual([])
  })

  it('[LP14] above 64 KiB close the socket', async () => {
    const { server } = await serveBoard()
    const bad = openClient(server)
    await until(bad, 'connect')
    const closed = until(bad, 'disconnect')
    bad.emit('figures:unwatch', 'x'.repeat(64 * 1024 + 1))
    await closed
  })

  it('[LP15] survives work that fails inside', async () => {
    const { board, server } = await serveBoard()
    const screen = openClient(server)
    await until(screen, 'connect')
    board.breakWith(new Error('database gone'))
    expect(await say(screen, 'figures:watch', RECEIVED)).toMatchObject({ problem: { code: 'IOC_INTERNAL' } })
    expect(server.faults).toHaveLength(1)
    board.breakWith(null)
    expect((await watch(screen, RECEIVED)).rows).toHaveLength(2)
  })
})
