import type { AuditFilter, AuditPage, AuditVerification } from '../../shared/audit.ts'
import { apiUrl, callApi } from './fetch.ts'

/** What was done, newest first; officers see their own lines. */
export function readAudit({ people, ...filter }: AuditFilter, signal?: AbortSignal): Promise<AuditPage> {
  return callApi<AuditPage>('/audit', {
    query: { ...filter, people: people ? 1 : undefined },
    ...(signal ? { signal } : {}),
  })
}

/** Follows the whole chain from its first line to its last. */
export function verifyAudit(): Promise<AuditVerification> {
  return callApi<AuditVerification>('/audit/verification', { method: 'POST' })
}

/** Where the lines of some days can be fetched, one JSON text a line. */
export function auditExportUrl(days: Pick<AuditFilter, 'from' | 'to'>): string {
  return apiUrl('/audit/export', { from: days.from, to: days.to })
}
