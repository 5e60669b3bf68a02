import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { atEnd, closeAll, type LiveClient, until, watch } from './live-client.ts'
import { FOUR, NOVEMBER, type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
  await opened.commit(await opened.deliver('dataset=dossiers&feed=mot-cua&unit=area:31459', 'four.csv', FOUR))
})
afterEach(closeAll)
afterAll(() => opened.close())

/** Not a figure to be met: only that it ends by itself in the time that is promised. */
const SOON = { timeout: 5_000, interval: 50 }

function connect(more: Record<string, unknown>): LiveClient {
  const socket: LiveClient = io(opened.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...more,
  })
  atEnd(() => void socket.disconnect())
  return socket
}

async function pair(): Promise<{ id: string; cookie: string }> {
  const post = (path: string, body: unknown) =>
    opened.ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const { body } = await post('/api/v1/screens/pairing', {})
  const approved = await opened.call('POST', '/api/v1/screens', { code: body.code, title: 'Sảnh', public: false })
  const claimed = await post('/api/v1/screens/pairing/claim', { ticket: body.ticket })
  return { id: approved.body.id, cookie: (claimed.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}
const asPage = (cookie: string) => ({ extraHeaders: { cookie, origin: opened.url } })

it('[B19] a screen follows figures until it is revoked', async () => {
  const { id, cookie } = await pair()
  const socket = connect(asPage(cookie))
  await until(socket, 'connect')
  const { rows } = await watch(socket, NOVEMBER)
  expect(rows[0]?.['dossiers.received']).toMatchObject({ value: 4 })
  await opened.call('DELETE', `/api/v1/screens/${id}`)
  await expect.poll(() => socket.connected, SOON).toBe(false)
  await until(connect(asPage(cookie)), 'connect_error')
})

it('a screen that becomes public is cut off and sees no small count when it comes back', async () => {
  const { id, cookie } = await pair()
  const socket = connect(asPage(cookie))
  await until(socket, 'connect')
  await opened.call('PATCH', `/api/v1/screens/${id}`, { public: true, unit: 'area:31459' })
  await expect.poll(() => socket.connected, SOON).toBe(false)
  const again = connect(asPage(cookie))
  await until(again, 'connect')
  const { rows } = await watch(again, NOVEMBER)
  expect(rows[0]?.['dossiers.received']).toMatchObject({ value: null, none: 'suppressed' })
})

it('[B19] a key for figures follows them until it is revoked; one to push never does', async () => {
  const make = async (body: object) => (await opened.call('POST', '/api/v1/keys', { title: 'IOC tỉnh', ...body })).body
  const reader = await make({ rights: ['figures'] })
  const socket = connect({ auth: { token: reader.key } })
  await until(socket, 'connect')
  await watch(socket, NOVEMBER)
  await opened.call('DELETE', `/api/v1/keys/${reader.item.id}`)
  await expect.poll(() => socket.connected, SOON).toBe(false)
  const pusher = await make({ rights: ['push'], feed: 'mot-cua' })
  await until(connect({ auth: { token: pusher.key } }), 'connect_error')
})
