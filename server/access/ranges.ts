import { BlockList, isIP, isIPv4 } from 'node:net'
import { BadRange } from './errors.ts'

interface Range {
  address: string
  prefix: number
  family: 'ipv4' | 'ipv6'
}

/** Bits of an IPv4 address inside an IPv6 one. */
const MAPPED = 96

/**
 * Address ranges as they are kept: single addresses and CIDR, IPv4 inside IPv6 as IPv4. A range of all addresses is refused;
 * who wants any address leaves the list empty.
 *
 * @throws BadRange naming the first faulty one
 */
export function checkRanges(texts: readonly string[]): string[] {
  const kept = texts.map((text) => {
    const range = rangeOf(text.trim())
    if (!range) throw Object.assign(new BadRange(), { at: { range: text } })
    return `${range.address}/${range.prefix}`
  })
  return [...new Set(kept)]
}

/** Does an address lie in one of the ranges? An empty list takes any address. */
export function inRanges(ip: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true
  const address = plainAddress(ip)
  if (address === null) return false
  const list = new BlockList()
  for (const text of ranges) {
    const range = rangeOf(text)
    if (range) list.addSubnet(range.address, range.prefix, range.family)
  }
  return list.check(address, familyOf(address))
}

function rangeOf(text: string): Range | null {
  const [written = '', size, ...rest] = text.split('/')
  const address = written.includes('%') ? null : plainAddress(written)
  if (address === null || rest.length > 0 || (size !== undefined && !/^(0|[1-9]\d{0,2})$/.test(size))) return null
  const family = familyOf(address)
  const most = family === 'ipv4' ? 32 : 128
  const shift = family === 'ipv4' && isIP(written) === 6 ? MAPPED : 0
  const prefix = size === undefined ? most : Number(size) - shift
  return prefix < 1 || prefix > most ? null : { address, prefix, family }
}

/** One spelling for each address, without zone, IPv4 inside IPv6 as IPv4; null for what is none. */
function plainAddress(text: string): string | null {
  const [address = ''] = text.split('%')
  if (isIP(address) !== 6) return isIPv4(address) ? address : null
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(plain) ?? []
  if (high === undefined || low === undefined) return plain
  const bits = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return bits.flatMap((part) => [part >> 8, part & 255]).join('.')
}

function familyOf(address: string): Range['family'] {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}
