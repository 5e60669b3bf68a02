import { useEffect, useState } from 'react'
import { useStore } from 'zustand/react'
import { type AlertItem, type Progress, queryKey } from '../../shared/live.ts'
import type { Query } from '../../shared/query.ts'
import { type FigureState, UNANSWERED } from '../state/answers.ts'
import type { ConnectionState } from '../state/connection.ts'
import { createLive, type Live } from './socket.ts'

let ofPage: Live | undefined

/** The line of this page, opened at the first use; there is never a second one. */
export function pageLive(): Live {
  ofPage ??= createLive()
  return ofPage
}

/** The live answer to a question, for as long as the component stands. Write the query where it is used: equal ones are one. */
export function useFigure(query: Query): FigureState {
  const live = pageLive()
  const key = queryKey(query)
  useEffect(() => live.watch(JSON.parse(key) as Query), [live, key])
  return useStore(live.answers, (answers) => answers[key] ?? UNANSWERED)
}

/** How the page stands with the server; a tile whose figures may be old shows it. */
export function useConnection(): ConnectionState {
  return useStore(pageLive().connection)
}

/** What somebody has to look at now, worst first. */
export function useAlerts(): readonly AlertItem[] {
  return useStore(pageLive().alerts, (alerts) => alerts.items)
}

/** How far the deliveries under way have come, by batch id. */
export function useProgress(): Readonly<Record<string, Progress>> {
  return useStore(pageLive().progress)
}

/** The server's time, renewed every `intervalMs` on the full interval (a minute clock turns with the minute). */
export function useNow(intervalMs: number): Date {
  const offsetMs = useStore(pageLive().connection, (connection) => Math.round(connection.offsetMs / 1_000) * 1_000)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const server = Date.now() + offsetMs
      setNow(Date.now())
      timer = setTimeout(tick, intervalMs - (server % intervalMs) + 5)
    }
    tick()
    return () => clearTimeout(timer)
  }, [intervalMs, offsetMs])
  return new Date(now + offsetMs)
}
