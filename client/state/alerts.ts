import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AlertItem } from '../../shared/live.ts'

/** What somebody has to look at now. `at` is the server's moment, RFC 3339; null before the first word of it. */
export interface AlertsState {
  items: AlertItem[]
  at: string | null
}

export type AlertsStore = StoreApi<AlertsState>

/** The alerts as the server last told them; kept while the line is lost. */
export function createAlerts(): AlertsStore {
  return createStore<AlertsState>(() => ({ items: [], at: null }))
}
