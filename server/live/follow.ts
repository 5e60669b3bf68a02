import { Compile } from 'typebox/compile'
import type { Snapshot } from '../../shared/live.ts'
import type { Problem } from '../../shared/problem.ts'
import { Query } from '../../shared/query.ts'
import type { Policy } from '../access/policy.ts'
import { createBucket } from './bucket.ts'
import { TooManyWatches, UnknownWatch } from './errors.ts'
import { type LiveSocket, languageHeaderOf } from './handshake.ts'
import type { LiveLimits } from './limits.ts'
import { type Ack, createListener } from './listener.ts'
import type { Watches } from './watches.ts'

const query = Compile(Query)
const isWatchId = (payload: unknown) => typeof payload === 'string' && /^[\w-]{1,40}$/.test(payload)

interface FollowOptions {
  watches: Watches
  limits: LiveLimits
  problemOf(error: unknown, language: string | undefined): Problem
  /** May whoever stands behind the socket at this moment do that? */
  may(policy: Policy): Promise<boolean>
  /** Somebody asked for what he may not have, or does not know. */
  refused(event: string, error: unknown): void
  log: { error(facts: object, message: string): void }
}

/** Lets one socket follow questions: `figures:watch`, `figures:snapshot`, `figures:unwatch`. */
export function follow(socket: LiveSocket, options: FollowOptions): void {
  const { watches, limits, problemOf, may, refused, log } = options
  const held = new Set<string>()
  const events = createBucket(limits.eventsPerSecond, limits.eventRush)
  let joining = 0
  let strikes = 0

  async function watch(asked: Query, ack: Ack): Promise<void> {
    if (held.size + joining >= limits.watchesPerSocket) throw new TooManyWatches()
    joining += 1
    let id: string
    try {
      id = await watches.join(asked, socket.data.scope)
    } finally {
      joining -= 1
    }
    if (held.has(id) || !socket.connected) watches.leave(id)
    if (!socket.connected) throw new UnknownWatch()
    held.add(id)
    void socket.join(id)
    // In the same breath: a change sent between joining and answering would be lost on the browser.
    ack(snapshot(id))
  }

  function snapshot(id: string): Snapshot {
    const state = held.has(id) ? watches.snapshot(id) : null
    if (!state) throw new UnknownWatch()
    return state
  }

  function unwatch(id: string): { watch: string } {
    if (!held.delete(id)) throw new UnknownWatch()
    void socket.leave(id)
    watches.leave(id)
    return { watch: id }
  }

  const listener = createListener({
    rules: {
      'figures:watch': {
        policy: 'wall',
        accepts: (payload) => query.Check(payload),
        ack: 'required',
        run: (payload, ack) => watch(payload as Query, ack),
      },
      'figures:snapshot': {
        policy: 'wall',
        accepts: isWatchId,
        ack: 'required',
        run: (payload, ack) => ack(snapshot(payload as string)),
      },
      'figures:unwatch': {
        policy: 'wall',
        accepts: isWatchId,
        ack: 'optional',
        run: (payload, ack) => ack(unwatch(payload as string)),
      },
    },
    mayEnter: () => events.take(),
    may,
    refused,
    problemOf: (error) => problemOf(error, languageHeaderOf(socket)),
    strike() {
      strikes += 1
      if (strikes >= limits.badPackets) setImmediate(() => socket.disconnect(true))
    },
    failed: (event, error) => log.error({ err: error, event }, 'an event of a socket failed'),
  })

  socket.onAny((event: string, ...args: unknown[]) => void listener(event, ...args))
  socket.on('error', () => socket.disconnect(true))
  socket.once('disconnect', () => {
    for (const id of held) watches.leave(id)
    held.clear()
  })
}
