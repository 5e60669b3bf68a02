import { io, type Socket } from 'socket.io-client'
import type { ClientEvents, ServerEvents, Snapshot } from '../../shared/live.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Query } from '../../shared/query.ts'
import { createSetClock } from '../clock.ts'
import type { LiveOptions } from '../live/sockets.ts'
import { type Board, createBoard } from './board.ts'
import { type LiveServer, startLiveServer } from './live-server.ts'

export type LiveClient = Socket<ServerEvents, ClientEvents>

/** 08:42 in Hậu Giang on Sunday 22 November 2026. */
export const MORNING = new Date('2026-11-22T08:42:00+07:00')

/** Dossiers of this month by unit: two rows on the board of `serveBoard`. */
export const RECEIVED: Query = { measures: ['dossiers.received'], by: ['unit'], period: { name: 'thisMonth' } }

const closing: (() => void | Promise<void>)[] = []

/** For `afterEach`: ends everything that the functions below began. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close()
}

/** A live server over a board with two units. */
export async function serveBoard(options: Partial<LiveOptions> = {}): Promise<{ board: Board; server: LiveServer }> {
  const clock = createSetClock(MORNING)
  const board = createBoard(clock, { 'cai-tac': 3, 'nga-bay': 5 })
  const server = await startLiveServer({ figures: board.figures, clock, ...options })
  closing.push(() => server.close())
  return { board, server }
}

/** A bare client, as another program would be. */
export function openClient({ url }: Pick<LiveServer, 'url'>, options: Parameters<typeof io>[1] = {}): LiveClient {
  const socket: LiveClient = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options })
  closing.push(() => void socket.disconnect())
  return socket
}

/** Does something at the end of the test. */
export function atEnd(run: () => void): void {
  closing.push(run)
}

/** The next time that this happens to a client. */
export function until(socket: LiveClient, event: 'connect' | 'disconnect' | 'connect_error'): Promise<unknown> {
  return new Promise((resolve) => socket.once(event, resolve as () => void))
}

/** Follows a question. @throws Error with the code of the problem */
export async function watch(socket: LiveClient, query: Query): Promise<Snapshot> {
  const answer = await socket.timeout(5_000).emitWithAck('figures:watch', query)
  if ('problem' in answer) throw new Error(answer.problem.code)
  return answer
}

/** Sends whatever it is told, past the types; null when no ack comes. */
export function say(socket: LiveClient, event: string, ...args: unknown[]): Promise<{ problem?: Problem } | null> {
  const untyped = socket as unknown as { timeout(ms: number): { emitWithAck(...all: unknown[]): Promise<never> } }
  return untyped
    .timeout(1_000)
    .emitWithAck(event, ...args)
    .catch(() => null)
}
