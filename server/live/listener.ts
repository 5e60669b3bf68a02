import type { Policy } from '../access/policy.ts'
import { BadPacket, EventNotAllowed, TooManyEvents } from './errors.ts'

/** Answers one event. */
export type Ack = (answer: unknown) => void

/** What is done with one event: who may ask, its payload's check, and the work, which answers at the very moment its answer holds. */
export interface Rule {
  policy: Policy
  accepts(payload: unknown): boolean
  ack: 'required' | 'optional'
  run(payload: unknown, ack: Ack): void | Promise<void>
}

export interface ListenerOptions {
  rules: Readonly<Record<string, Rule>>
  /** May one more event be worked on now? */
  mayEnter(): boolean
  /** May whoever stands behind the socket at this moment do that? */
  may(policy: Policy): Promise<boolean>
  problemOf(error: unknown): unknown
  /** A packet kept to no rule. */
  strike(): void
  /** Somebody asked for what he may not have, or does not know. */
  refused(event: string, error: unknown): void
  /** Something of ours went wrong while working on an event. */
  failed(event: string, error: unknown): void
}

/**
 * The one listener of a socket, for every event: nothing that a packet holds, and nothing that goes wrong in the work,
 * gets past it.
 */
export function createListener(options: ListenerOptions) {
  const { rules, mayEnter, may, problemOf, strike, refused, failed } = options
  return async (event: string, ...args: unknown[]): Promise<void> => {
    const last = args.at(-1)
    const ack = typeof last === 'function' ? (last as Ack) : undefined
    const refuse = (error: unknown) => {
      if (isRefusal(error)) refused(event, error)
      ack?.({ problem: problemOf(error) })
    }
    const payload: unknown = args[0]
    const rule = Object.hasOwn(rules, event) ? rules[event] : undefined
    const shaped = args.length === (ack ? 2 : 1) && (ack || rule?.ack === 'optional')
    if (!rule || !shaped || !rule.accepts(payload)) {
      strike()
      refuse(new BadPacket())
      return
    }
    if (!mayEnter()) {
      refuse(new TooManyEvents())
      return
    }
    try {
      if (!(await may(rule.policy))) throw new EventNotAllowed()
      await rule.run(payload, ack ?? (() => {}))
    } catch (error) {
      const status = (error as { statusCode?: number }).statusCode ?? 500
      if (status === 500) failed(event, error)
      refuse(error)
    }
  }
}

/** Not a slip in a question, not haste, no fault of ours. */
function isRefusal(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode ?? 500
  return status === 403 || status === 404 || error instanceof BadPacket
}
