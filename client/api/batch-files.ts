import type { Batch } from '../../shared/batch.ts'
import type { SheetWindow } from '../../shared/sheet-window.ts'
import { apiUrl, callApi } from './fetch.ts'

const at = (id: string, rest = '') => `/batches/${encodeURIComponent(id)}${rest}`

/** Which rows of a file somebody wants to see. */
export interface WindowQuery {
  sheet: number
  /** Row number to begin with, as the officer's program counts. */
  from: number
  rows: number
  /** Only rows with faults. */
  faulty: boolean
}

/** Some rows of a delivered file with their faults in place. */
export function readSheetWindow(id: string, query: WindowQuery, signal?: AbortSignal): Promise<SheetWindow> {
  const { faulty, ...rest } = query
  return callApi<SheetWindow>(at(id, '/sheet'), {
    query: { ...rest, faulty: faulty ? 1 : undefined },
    ...(signal ? { signal } : {}),
  })
}

/** Repairs groups of faults, or takes repairs back (`null`); the file is checked again. @param repairs - by answer id */
export function repairBatch(id: string, repairs: Readonly<Record<string, string | null>>): Promise<Batch> {
  return callApi<Batch>(at(id), { method: 'PATCH', body: { answers: repairs } })
}

/** Where the officer's own file with its faults marked can be fetched. */
export function workbookUrl(id: string): string {
  return apiUrl(at(id, '/workbook'))
}
