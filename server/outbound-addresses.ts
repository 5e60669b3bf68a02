import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** One address that a name stands for. */
export interface Address {
  address: string
  family: 4 | 6
}

/** Finds every address of a name. */
export type Resolve = (name: string) => Promise<readonly Address[]>

type Subnet = [address: string, prefix: number]

/** @see IANA special-purpose registries; metadata services of clouds are among the link-local and shared ones */
const NEVER_V4: readonly Subnet[] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Also everything that carries an IPv4 address inside. */
const NEVER_V6: readonly Subnet[] = [
  ['::', 128],
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fd00:ec2::', 32],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]
const PRIVATE_V4: readonly Subnet[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
]
const PRIVATE_V6: readonly Subnet[] = [['fc00::', 7]]

// One list for each family: a list of both takes any IPv4 address for a mapped one.
const loopback = { 4: listOf('ipv4', [['127.0.0.0', 8]]), 6: listOf('ipv6', [['::1', 128]]) }
const never = { 4: listOf('ipv4', NEVER_V4), 6: listOf('ipv6', NEVER_V6) }
const inside = { 4: listOf('ipv4', PRIVATE_V4), 6: listOf('ipv6', PRIVATE_V6) }

/** Names that mean this machine; nothing else may stand for a loopback address. */
export function isLoopbackName(name: string): boolean {
  const address = plain(name)
  return address === 'localhost' || isLoopback(address)
}

/** Names of networks that nobody outside sees. */
export function isInsideName(name: string): boolean {
  return /(^|\.)(internal|local|localhost|localdomain|lan|home\.arpa|intranet)\.?$/i.test(name)
}

/**
 * May a connection be made to this address?
 *
 * @param name - what stands for it
 * @param isPrivate - the operator means an address inside his network
 */
export function isOpenTo({ address, family }: Address, name: string, isPrivate: boolean): boolean {
  if (isIP(address) !== family) return false
  if (isLoopback(address)) return isPrivate && isLoopbackName(name)
  return !isIn(never, address) && (isPrivate || !isIn(inside, address))
}

/** By the machine's own resolver; an address stands for itself. */
export const resolveAll: Resolve = async (name) => {
  const address = plain(name)
  const family = isIP(address)
  if (family !== 0) return [{ address, family: family as 4 | 6 }]
  return (await lookup(name, { all: true, order: 'verbatim' })) as Address[]
}

function isLoopback(address: string): boolean {
  return isIn(loopback, address)
}

function isIn(lists: Record<4 | 6, BlockList>, address: string): boolean {
  const family = isIP(address)
  if (family === 4) return lists[4].check(address, 'ipv4')
  return family === 6 && lists[6].check(address, 'ipv6')
}

function plain(name: string): string {
  return name.replace(/^\[|\]$/g, '')
}

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly Subnet[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, family)
  return list
}
