import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Is an address one of the trusted proxies? */
export function createIsProxy(trusted: readonly string[]): (address: string) => boolean {
  const proxies = new BlockList()
  for (const range of trusted) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    const family = isIP(address)
    return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}

/** The caller of a raw request: the other end of the connection, or what trusted proxies say about who is behind it. */
export function createAddressOf(trusted: readonly string[]): (request: IncomingMessage) => string {
  const isProxy = createIsProxy(trusted)
  return (request) => {
    let address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
    while (isProxy(address) && forwarded.length > 0) {
      const next = forwarded.pop()?.trim() ?? ''
      if (isIP(next) === 0) break
      address = next
    }
    return address
  }
}
