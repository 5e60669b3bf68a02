import { type Refusal, refusal } from './errors.ts'
import { type Address, isInsideName, isLoopbackName, isOpenTo, type Resolve, resolveAll } from './outbound-addresses.ts'
import { callPinned, type OutboundInit } from './outbound-call.ts'

/** A place that the operator lets the program call. */
export interface OutboundPlace {
  /** As a URL spells it: lower case, IPv6 in brackets. */
  host: string
  port: number
  /** It lies inside the operator's own network; otherwise only public addresses are called. */
  isPrivate: boolean
}

export interface OutboundOptions {
  /** Everything else is refused. */
  allow: readonly OutboundPlace[]
  /** Plain http to this machine, for tests. */
  loopbackHttp?: boolean
  /** The machine's own resolver when absent. */
  resolve?: Resolve
  /** The longest a call may take, from the look-up of the name to the last byte; 5 s when absent. */
  timeoutMs?: number
}

/** The only way in which the program calls other systems. */
export interface Outbound {
  /**
   * Would this address be called? Nothing is sent.
   *
   * @throws IOC_OUTBOUND_REFUSED (400), IOC_OUTBOUND_FAILED (502) where its name cannot be looked up
   */
  check(url: string | URL): Promise<void>
  /**
   * Asks like `fetch`, within 5 s in all and 1 MiB of answer unless the call says otherwise, and follows no redirect.
   *
   * @throws IOC_OUTBOUND_REFUSED (400) before anything is sent, IOC_OUTBOUND_FAILED (502) afterwards; `at.rule` says why
   */
  fetchOutside(url: string | URL, init?: OutboundInit & { timeoutMs?: number | undefined }): Promise<Response>
}

const OUTBOUND_MS = 5_000

/**
 * The guard on outgoing calls. A name is looked up once, every address of it is judged, and the connection goes to those
 * addresses: a name that is pointed elsewhere in between is of no use.
 *
 * @see RELIABILITY T19, A50–A56
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const { allow, loopbackHttp = false, resolve = resolveAll, timeoutMs = OUTBOUND_MS } = options
  return {
    async check(url) {
      const target = targetOf(url, loopbackHttp)
      const place = placeOf(target, allow)
      judged(await resolved(resolve(target.hostname), AbortSignal.timeout(timeoutMs)), place)
    },
    async fetchOutside(url, { timeoutMs: most = timeoutMs, ...init } = {}) {
      const target = targetOf(url, loopbackHttp)
      const place = placeOf(target, allow)
      const ends = AbortSignal.timeout(most)
      const signal = init.signal ? AbortSignal.any([ends, init.signal]) : ends
      const found = await resolved(resolve(target.hostname), signal)
      const addresses = judged(found, place)
      return callPinned(target, { ...init, signal }, addresses)
    },
  }
}

/** Is this the whole of one plain `https` address? What parsers read differently is refused. */
function targetOf(url: string | URL, loopbackHttp: boolean): URL {
  const text = String(url)
  if (/[^\x21-\x7e]|\\/.test(text) || !URL.canParse(text)) throw refused('form')
  const target = new URL(text)
  const isPlain = target.protocol === 'http:' && loopbackHttp && isLoopbackName(target.hostname)
  if (target.protocol !== 'https:' && !isPlain) throw refused('scheme')
  if (/^[a-z]+:\/*[^/?#]*@/i.test(text)) throw refused('user')
  return target
}

function placeOf(target: URL, allow: readonly OutboundPlace[]): OutboundPlace {
  const ofHost = allow.filter(({ host }) => host === target.hostname)
  if (ofHost.length === 0) throw refused('host')
  const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80))
  const place = ofHost.find((each) => each.port === port)
  if (!place) throw refused('port')
  if (!place.isPrivate && isInsideName(place.host)) throw refused('address')
  return place
}

async function resolved(looking: Promise<readonly Address[]>, signal: AbortSignal): Promise<readonly Address[]> {
  const late = Promise.withResolvers<never>()
  const onAbort = () => late.reject(failed('slow'))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([looking.catch((cause: unknown) => Promise.reject(failed('name', cause))), late.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function judged(addresses: readonly Address[], { host, isPrivate }: OutboundPlace): readonly Address[] {
  const isFine = addresses.length > 0 && addresses.every((address) => isOpenTo(address, host, isPrivate))
  if (!isFine) throw refused('address')
  return addresses
}

function refused(rule: string): Refusal {
  return refusal('IOC_OUTBOUND_REFUSED', { rule })
}

function failed(rule: string, cause?: unknown): Refusal {
  return Object.assign(refusal('IOC_OUTBOUND_FAILED', { rule }), cause !== undefined && { cause })
}
