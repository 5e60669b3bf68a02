const GROUPS = 8
const OF_A_NETWORK = 4

/** What callers are counted by: an IPv4 address, of an IPv6 address its /64, since one household holds so many of them. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::')
  const [first, last] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: GROUPS }, () => '0')
  const groups = [...(first ?? []), ...zeros.slice((first?.length ?? 0) + (last?.length ?? 0)), ...(last ?? [])]
  const network = groups.slice(0, OF_A_NETWORK).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const LOOPBACK = new RegExp(`^(?:::1|(?:::ffff:)?127(?:\\.${OCTET}){3})$`, 'i')

/** An address of the machine itself. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address)
}
