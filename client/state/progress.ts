import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Progress } from '../../shared/live.ts'

/** How far the deliveries now under way have come, by batch id; those that are done are left out. */
export type ProgressStore = StoreApi<Record<string, Progress>>

/** Nothing is under way. */
export function createProgress(): ProgressStore {
  return createStore<Record<string, Progress>>(() => ({}))
}

/** One step of a delivery. */
export function putProgress(store: ProgressStore, progress: Progress): void {
  const { [progress.id]: _before, ...others } = store.getState()
  store.setState(progress.stage === 'done' ? others : { ...others, [progress.id]: progress }, true)
}
