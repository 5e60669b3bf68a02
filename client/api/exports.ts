import type { Query } from '../../shared/query.ts'
import { type CalledFile, callFile } from './fetch.ts'

/** Figures as a CSV file, all pages of the answer; the server writes it down. @throws ApiProblem */
export function exportFigures(query: Query, signal: AbortSignal): Promise<CalledFile> {
  return callFile('/exports/figures', { method: 'POST', body: query, signal })
}

/** The rows behind a figure as a CSV file; the server writes it down. @throws ApiProblem */
export function exportRows(query: Query, measure: string, signal: AbortSignal): Promise<CalledFile> {
  return callFile('/exports/rows', { method: 'POST', body: { ...query, measures: [measure], measure }, signal })
}
