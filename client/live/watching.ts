import type { Socket } from 'socket.io-client'
import {
  type Change,
  type ClientEvents,
  queryKey,
  type ServerEvents,
  type Snapshot,
  WATCHES_PER_SOCKET,
} from '../../shared/live.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Query } from '../../shared/query.ts'
import { type AnswersStore, dropAnswers, putAnswer, putProblem } from '../state/answers.ts'
import { receiveChange, receiveSnapshot } from './protocol.ts'

export type LiveSocket = Socket<ServerEvents, ClientEvents>

/** Which questions this page follows, and on which watch of the server. */
export interface Watching {
  /** Follows a question until the answer is called; equal questions share one watch. */
  watch(query: Query): () => void
  receive(change: Change): void
  /** A watch stands still; what it showed stays. */
  fail(watch: string, problem: Problem): void
  /** [LP8] A new line knows nothing of the old one: every question is asked again. */
  restart(): void
  /** The ledger moved: questions that were refused are tried again. */
  retryRefused(): void
  close(): void
}

interface Asked {
  query: Query
  key: string
  users: number
  leaving: ReturnType<typeof setTimeout> | undefined
  retrying: ReturnType<typeof setTimeout> | undefined
  /** Counts the calls, so that the answer to an older one is not taken for the newest. */
  call: number
  waiting: boolean
  failures: number
  refused: boolean
  state: Snapshot | null
}

/** A scene that comes back within this time finds its watches still there. */
const LINGER_MS = 5_000
const ACK_MS = 10_000
const RETRY_MAX_MS = 15_000
/** How many answers of scenes that left the screen are kept for their return. */
const KEPT_ANSWERS = 60

/** Follows questions over a socket and writes what it hears into `answers`. */
export function createWatching(socket: LiveSocket, answers: AnswersStore): Watching {
  const asked = new Map<string, Asked>()
  const left = new Set<string>()

  function ask(entry: Asked): void {
    if (!socket.connected || entry.waiting) return
    clearTimeout(entry.retrying)
    entry.waiting = true
    entry.call += 1
    const call = entry.call
    const answered = (failure: Error | null, answer?: Snapshot | { problem: Problem }) => {
      if (asked.get(entry.key) !== entry) {
        // The question left the screen before its answer came: its watch must not stay behind.
        if (answer && 'watch' in answer) unwatch(answer.watch)
        return
      }
      if (call !== entry.call) return
      entry.waiting = false
      if (failure || !answer) retry(entry)
      else if ('problem' in answer) refuse(entry, answer.problem)
      else take(entry, receiveSnapshot(answer, entry.state))
    }
    if (entry.state) socket.timeout(ACK_MS).emit('figures:snapshot', entry.state.watch, answered)
    else socket.timeout(ACK_MS).emit('figures:watch', entry.query, answered)
  }

  function take(entry: Asked, state: Snapshot): void {
    entry.state = state
    entry.failures = 0
    entry.refused = false
    putAnswer(answers, entry.key, state, Date.now())
  }

  function refuse(entry: Asked, problem: Problem): void {
    if (entry.state && problem.status === 404) {
      entry.state = null
      ask(entry)
      return
    }
    entry.refused = true
    putProblem(answers, entry.key, problem)
    if (problem.status === 429 || problem.status >= 500) retry(entry)
  }

  function retry(entry: Asked): void {
    const longest = Math.min(RETRY_MAX_MS, 1_000 * 2 ** entry.failures)
    entry.failures += 1
    clearTimeout(entry.retrying)
    entry.retrying = setTimeout(() => ask(entry), longest * (0.5 + Math.random() / 2))
  }

  function leave(entry: Asked): void {
    clearTimeout(entry.leaving)
    clearTimeout(entry.retrying)
    asked.delete(entry.key)
    if (entry.state) unwatch(entry.state.watch)
    left.add(entry.key)
    if (left.size <= KEPT_ANSWERS) return
    const oldest = [...left].slice(0, left.size - KEPT_ANSWERS)
    for (const key of oldest) left.delete(key)
    dropAnswers(answers, oldest)
  }

  /** Gives a watch back, and its place at once to a question that was refused for want of one. */
  function unwatch(watch: string): void {
    if (!socket.connected) return
    socket.emit('figures:unwatch', watch)
    const waiting = [...asked.values()].find(({ refused, state, waiting }) => refused && !state && !waiting)
    if (waiting) ask(waiting)
  }

  function find(watch: string): Asked | undefined {
    return [...asked.values()].find(({ state }) => state?.watch === watch)
  }

  function begin(query: Query, key: string): Asked {
    for (const entry of asked.values()) {
      if (asked.size < WATCHES_PER_SOCKET) break
      if (entry.users === 0) leave(entry)
    }
    const entry: Asked = {
      query,
      key,
      users: 0,
      leaving: undefined,
      retrying: undefined,
      call: 0,
      waiting: false,
      failures: 0,
      refused: false,
      state: null,
    }
    asked.set(key, entry)
    left.delete(key)
    ask(entry)
    return entry
  }

  return {
    watch(query) {
      const key = queryKey(query)
      const entry = asked.get(key) ?? begin(query, key)
      clearTimeout(entry.leaving)
      entry.users += 1
      let released = false
      return () => {
        if (released) return
        released = true
        entry.users -= 1
        if (entry.users === 0) entry.leaving = setTimeout(() => leave(entry), LINGER_MS)
      }
    },
    receive(change) {
      const entry = find(change.watch)
      if (!entry?.state) return
      const { kind, state } = receiveChange(entry.state, change, entry.query.by ?? [])
      if (kind === 'applied') take(entry, state)
      if (kind === 'gap') ask(entry)
    },
    fail(watch, problem) {
      const entry = find(watch)
      if (entry) putProblem(answers, entry.key, problem)
    },
    restart() {
      for (const entry of asked.values()) {
        entry.state = null
        entry.waiting = false
        entry.failures = 0
        ask(entry)
      }
    },
    retryRefused() {
      for (const entry of asked.values()) if (entry.refused) ask(entry)
    },
    close() {
      for (const entry of asked.values()) {
        clearTimeout(entry.leaving)
        clearTimeout(entry.retrying)
      }
      asked.clear()
    },
  }
}
