import { io } from 'socket.io-client'
import { LIVE_VERSION } from '../../shared/live.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Query } from '../../shared/query.ts'
import { type AlertsStore, createAlerts } from '../state/alerts.ts'
import { type AnswersStore, createAnswers } from '../state/answers.ts'
import { type ConnectionStore, createConnection, heard, lost } from '../state/connection.ts'
import { createProgress, type ProgressStore, putProgress } from '../state/progress.ts'
import { reloadLater } from './version.ts'
import { createWatching, type LiveSocket } from './watching.ts'

/** The one line of a page to the server, and everything it was told over it. */
export interface Live {
  answers: AnswersStore
  connection: ConnectionStore
  alerts: AlertsStore
  progress: ProgressStore
  /** Follows a question until the answer is called. */
  watch(query: Query): () => void
  /** Opens the line anew, with the rights that the browser has now: after signing in or out. */
  reopen(): void
  close(): void
}

export interface LiveOptions {
  /** Origin of the server; default the page's own. */
  url?: string
  /** For screens that carry a token instead of a cookie. */
  token?: string
  /** The server speaks another protocol than this page. */
  onOtherVersion?: () => void
}

/** [LP9] Silence longer than this is a lost line even if it looks open; below 20 s, so that the mark stands by then. */
const SILENCE_MS = 19_500
/** [LP10] The longest wait between two attempts: a whole city of walls comes back spread over it. */
const RECONNECT_MAX_MS = 15_000

/** Opens the line and keeps it open until `close`. */
export function createLive(options: LiveOptions = {}): Live {
  const socket: LiveSocket = io(options.url ?? '', {
    transports: ['websocket'],
    reconnectionDelayMax: RECONNECT_MAX_MS,
    timeout: 10_000,
    forceNew: true,
    auth: (give) => give({ language: pageLanguage(), ...(options.token ? { token: options.token } : {}) }),
  })
  const answers = createAnswers()
  const connection = createConnection(Date.now())
  const alerts = createAlerts()
  const progress = createProgress()
  const watching = createWatching(socket, answers)
  let silence: ReturnType<typeof setTimeout> | undefined
  let comeBack: ReturnType<typeof setTimeout> | undefined
  let stopReload: (() => void) | undefined

  const listen = () => {
    clearTimeout(silence)
    silence = setTimeout(() => lost(connection, Date.now()), SILENCE_MS)
  }
  const gone = (problem: Problem | null) => {
    clearTimeout(silence)
    lost(connection, Date.now(), problem)
    if (socket.active) return
    clearTimeout(comeBack)
    comeBack = setTimeout(() => socket.connect(), RECONNECT_MAX_MS * (0.3 + 0.7 * Math.random()))
  }
  const reopen = () => {
    socket.disconnect()
    clearTimeout(comeBack)
    socket.connect()
  }
  const nudge = () => {
    if (!socket.connected) reopen()
  }

  socket.on('connect', () => watching.restart())
  socket.on('hello', ({ version, now, sample }) => {
    heard(connection, Date.now(), now, { sample })
    listen()
    if (version !== LIVE_VERSION) stopReload ??= options.onOtherVersion ? called(options.onOtherVersion) : reloadLater()
  })
  socket.on('beat', ({ now, seq, sample }) => {
    const moved = connection.getState().seq !== seq
    heard(connection, Date.now(), now, { seq, sample })
    listen()
    if (moved) watching.retryRefused()
  })
  socket.on('figures:changed', (change) => watching.receive(change))
  socket.on('figures:failed', ({ watch, problem }) => watching.fail(watch, problem))
  socket.on('alerts:changed', (state) => alerts.setState(state))
  socket.on('batch:progress', (step) => putProgress(progress, step))
  socket.on('disconnect', () => gone(null))
  socket.on('connect_error', (error: Error & { data?: { problem?: Problem } }) => gone(error.data?.problem ?? null))
  if (typeof window !== 'undefined') window.addEventListener('online', nudge)

  return {
    answers,
    connection,
    alerts,
    progress,
    watch: (query) => watching.watch(query),
    reopen,
    close() {
      if (typeof window !== 'undefined') window.removeEventListener('online', nudge)
      socket.disconnect()
      watching.close()
      clearTimeout(silence)
      clearTimeout(comeBack)
      stopReload?.()
    },
  }
}

function pageLanguage(): string {
  return typeof document !== 'undefined' && document.documentElement.lang === 'en' ? 'en' : 'vi'
}

function called(act: () => void): () => void {
  act()
  return () => {}
}
