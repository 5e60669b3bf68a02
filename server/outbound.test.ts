import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutbound, type OutboundOptions } from './outbound.ts'
import type { Address } from './outbound-addresses.ts'

const of = (...addresses: string[]) =>
  addresses.map((address): Address => ({ address, family: address.includes(':') ? 6 : 4 }))
const isPrivate = true

/** What became of a call: the status, or code and rule of the refusal. */
async function fate(url: string | URL, options: OutboundOptions): Promise<unknown> {
  return createOutbound(options)
    .fetchOutside(url)
    .then(
      ({ status }) => status,
      ({ code, at }) => [code, at?.rule],
    )
}
const refused = (rule: string) => ['IOC_OUTBOUND_REFUSED', rule]
const failed = (rule: string) => ['IOC_OUTBOUND_FAILED', rule]

const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))))

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, host, done))
  return (server.address() as AddressInfo).port
}
const answering = (listener: RequestListener, host?: string) => listening(createServer(listener), host)

/** A server that says this to whoever connects. */
const saying = (say: (socket: Socket) => void) =>
  listening(
    createSocketServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => say(socket))
    }),
  )

/** Asks a server on this machine as if the operator had listed it. */
function here(port: number, over: Partial<OutboundOptions> = {}) {
  const allow = [{ host: '127.0.0.1', port, isPrivate }]
  return fate(`http://127.0.0.1:${port}/`, { allow, loopbackHttp: true, timeoutMs: 400, ...over })
}

describe('an outgoing call', () => {
  it('brings back what was answered', async () => {
    const port = await answering(async (request, response) => {
      let body = ''
      for await (const part of request) body += part
      const { method, headers } = request
      response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
      response.end(JSON.stringify({ method, accept: headers.accept, host: headers.host, body }))
    })
    const outbound = createOutbound({ allow: [{ host: '127.0.0.1', port, isPrivate }], loopbackHttp: true })
    const init = { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ a: 'một' }) }
    const answer = await outbound.fetchOutside(`http://127.0.0.1:${port}/x?y=1`, init)
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([201, null])
    expect(await answer.json()).toEqual({
      method: 'POST',
      accept: 'application/json',
      host: `127.0.0.1:${port}`,
      body: 'a=m%E1%BB%99t',
    })
  })

  it('goes nowhere unless the operator said so', async () => {
    expect(await fate('https://example.vn/', { allow: [] })).toEqual(refused('host'))
  })
})

describe('the address of a call', () => {
  /** Even with a list that names the host and says nothing of a private network. */
  const listed = (host: string, found: Address[]): OutboundOptions => ({
    allow: [{ host: new URL(`https://${host}`).hostname, port: 443, isPrivate: false }],
    resolve: async () => found,
  })

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['[::1]', '::1'],
    ['0.0.0.0', '0.0.0.0'],
    ['127.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['①②⑦.0.0.1', '127.0.0.1'],
  ])('[A50] %s is this machine and is not called', async (host, address) => {
    const isAscii = /^[\x21-\x7e]+$/.test(host)
    expect(await fate(`https://${host}/`, listed(host, of(address)))).toEqual(refused(isAscii ? 'address' : 'form'))
  })

  it.each([
    ['169.254.169.254', '169.254.169.254'],
    ['[::ffff:10.0.0.1]', '::ffff:a00:1'],
    ['[::ffff:8.8.8.8]', '::ffff:808:808'],
    ['100.64.0.1', '100.64.0.1'],
    ['10.1.2.3', '10.1.2.3'],
    ['172.31.255.255', '172.31.255.255'],
    ['192.168.1.1', '192.168.1.1'],
    ['[fd00::1]', 'fd00::1'],
    ['[fe80::1]', 'fe80::1'],
    ['[64:ff9b::a00:1]', '64:ff9b::a00:1'],
    ['[2002:a00:1::]', '2002:a00:1::'],
    ['224.0.0.1', '224.0.0.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['192.0.2.7', '192.0.2.7'],
    ['metadata.google.internal', '8.8.8.8'],
    ['printer.local', '8.8.8.8'],
  ])('[A51] %s lies in no public network and is not called', async (host, address) => {
    expect(await fate(`https://${host}/`, listed(host, of(address)))).toEqual(refused('address'))
  })

  it.each([
    ['169.254.169.254'],
    ['100.100.100.200'],
    ['fd00:ec2::254'],
    ['0.0.0.0'],
    ['::ffff:a00:1'],
    ['224.0.0.1'],
    ['127.0.0.1'],
  ])('%s is not called for a listed name inside the network either', async (address) => {
    const allow = [{ host: 'sso.tinh.local', port: 443, isPrivate }]
    expect(await fate('https://sso.tinh.local/', { allow, resolve: async () => of(address) })).toEqual(
      refused('address'),
    )
  })

  it('[A52] is refused when one of several is private', async () => {
    const options = listed('example.vn', of('203.162.4.190', '10.0.0.1'))
    expect(await fate('https://example.vn/', options)).toEqual(refused('address'))
  })

  it('[A52] is looked up once, and is the one that is connected to', async () => {
    const port = await answering((_, response) => response.end('pinned'), '127.0.0.2')
    const answers = [of('127.0.0.2'), of('10.0.0.1')]
    let asked = 0
    const allow = [{ host: 'localhost', port, isPrivate }]
    const resolve = async () => answers[asked++] ?? []
    const told = await fate(`http://localhost:${port}/`, { allow, loopbackHttp: true, resolve, timeoutMs: 400 })
    expect([told, asked]).toEqual([200, 1])
  })

  it('without any is a failure', async () => {
    const nowhere = { ...listed('example.vn', []), resolve: () => Promise.reject(new Error('ENOTFOUND')) }
    expect(await fate('https://example.vn/', nowhere)).toEqual(failed('name'))
    const silent = { ...listed('example.vn', []), resolve: () => new Promise<never>(() => {}), timeoutMs: 50 }
    expect(await fate('https://example.vn/', silent)).toEqual(failed('slow'))
  })
})

describe('the form of a call', () => {
  const allow = [{ host: 'example.vn', port: 8443, isPrivate: false }]
  it.each([
    ['file:///etc/passwd', 'scheme'],
    ['gopher://example.vn:8443/', 'scheme'],
    ['ftp://example.vn:8443/', 'scheme'],
    ['data:text/plain,x', 'scheme'],
    ['http://example.vn:8443/', 'scheme'],
    ['https://user:pass@example.vn:8443/', 'user'],
    ['https://@example.vn:8443/', 'user'],
    ['https://example.vn:8443@evil.example/', 'user'],
    ['https:example.vn:8443@evil.example/', 'user'],
    ['https://example.vn:8443/\r\nHost: evil.example', 'form'],
    ['https://example.vn:8443\\@evil.example/', 'form'],
    [' https://example.vn:8443/', 'form'],
    ['https://exa\tmple.vn:8443/', 'form'],
    ['example.vn:8443', 'scheme'],
    ['//example.vn:8443/', 'form'],
    ['', 'form'],
  ])('[A54] %j is refused', async (url, rule) => {
    expect(await fate(url, { allow, loopbackHttp: true })).toEqual(refused(rule))
  })

  it.each(['https://example.vn/', 'https://example.vn:444/', 'https://example.vn:08080/'])(
    '[A55] %s is another port',
    async (url) => expect(await fate(url, { allow })).toEqual(refused('port')),
  )

  it.each(['https://example.vn.evil.example:8443/', 'https://evil-example.vn:8443/', 'https://example.vn.:8443/'])(
    '%s is another host',
    async (url) => expect(await fate(url, { allow })).toEqual(refused('host')),
  )

  it('is https, also to this machine, outside of tests', async () => {
    const port = await answering((_, response) => response.end())
    expect(await here(port, { loopbackHttp: false })).toEqual(refused('scheme'))
  })
})

describe('the answer to a call', () => {
  it.each([301, 302, 303, 307, 308])('[A53] %i is not followed', async (status) => {
    let calls = 0
    const port = await answering((_, response) => {
      calls += 1
      response.writeHead(status, { location: '/again' }).end()
    })
    expect([await here(port), calls]).toEqual([failed('redirect'), 1])
  })

  it('[A56] of 10 GB is cut off, whether it says so or not', async () => {
    const port = await answering((_, response) => void response.writeHead(200, { 'content-length': 1e10 }).write('x'))
    expect(await here(port)).toEqual(failed('large'))
    const block = Buffer.alloc(64 * 1024)
    let sent = 0
    const endless = await answering((_, response) => {
      const write = () => {
        while (sent < 1e10 && !response.destroyed && response.write(block)) sent += block.length
        sent += block.length
      }
      response.on('drain', write)
      write()
    })
    expect(await here(endless, { timeoutMs: 5_000 })).toEqual(failed('large'))
    expect(sent).toBeLessThan(20 * 1024 * 1024)
  })

  it('[A56] that drips is given up', async () => {
    const port = await answering((_, response) => {
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    })
    expect(await here(port)).toEqual(failed('slow'))
  })

  it('that never begins is given up', async () => {
    expect(await here(await answering(() => {}))).toEqual(failed('slow'))
  })

  it('[A56] with endless headers is cut off', async () => {
    const port = await saying((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const line = `x-more: ${'y'.repeat(1000)}\r\n`
      const drip = setInterval(() => socket.write(line.repeat(10)), 5)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await here(port, { timeoutMs: 5_000 })).toEqual(failed('large'))
  })

  it('[A56] that only promises one for ever is given up', async () => {
    const port = await saying((socket) => {
      const drip = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 5)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await here(port)).toEqual(failed('slow'))
  })

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n', 'answer'],
    ['a status of its own', 'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n', 'answer'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx', 'answer'],
    ['compressed', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 1\r\n\r\nx', 'encoding'],
    ['broken off', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nx', 'unreachable'],
  ])('that is %s is a failure', async (_, text, rule) => {
    const port = await saying((socket) => socket.end(text))
    expect(await here(port)).toEqual(failed(rule))
  })

  it('of nobody is a failure', async () => {
    const server = createServer()
    const port = await listening(server)
    await new Promise((done) => server.close(done))
    servers.length = 0
    expect(await here(port)).toEqual(failed('unreachable'))
  })

  it('ends with the caller', async () => {
    const port = await answering(() => {})
    const allow = [{ host: '127.0.0.1', port, isPrivate }]
    const outbound = createOutbound({ allow, loopbackHttp: true })
    const signal = AbortSignal.timeout(30)
    const asked = outbound.fetchOutside(`http://127.0.0.1:${port}/`, { signal })
    await expect(asked).rejects.toMatchObject({ code: 'IOC_OUTBOUND_FAILED', at: { rule: 'slow' } })
  })
})
