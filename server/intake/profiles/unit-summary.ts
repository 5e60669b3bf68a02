import { saySum } from '../checks/v01-sum.ts'
import { checkNew, countIn, countUnder, sumOf } from './counts.ts'
import { kindOfRow } from './form-ii06.ts'
import type { Profile } from './profile.ts'
import { settleReport } from './report-rows.ts'

/**
 * The systems' own summaries as printed: one row a unit under two rows of headers, totals at the end. Dossiers that wait for
 * the citizen stand in three columns (supplement, stopped, financial duty) and are one figure here.
 *
 * @see DOMAIN §2.2 (paused: statuses 5, 8, 6), §3.6 "Unit summary"
 */
export const unitSummary: Profile = {
  id: 'unit-summary',
  dataset: 'dossier-reports',
  recognises: () => true,
  target: (key, keys) =>
    Object.hasOwn(PARTS, key) && (key !== STOPPED || keys.includes('bosung')) ? PARTS[key] : undefined,
  kindOf: kindOfRow,
  fill(draft, text) {
    checkNew(draft, countUnder('#new', 'received', draft, text), saySum)
    const waiting = [
      countIn(draft, 'paused'),
      ...['#stopped', '#duty'].map((part) => countUnder(part, 'paused', draft, text)),
    ]
    draft.row.paused = sumOf(waiting)
  },
  settle: settleReport,
}

/** Dừng xử lý: by itself it is the paused ones, beside "Bổ sung" a part of them. */
const STOPPED = 'dunggiaiquyet'
const PARTS: Readonly<Record<string, string>> = {
  tiepnhantrongky: '#new',
  [STOPPED]: '#stopped',
  yeucauthuchiennvtc: '#duty',
  yeucauthuchiennghiavutaichinh: '#duty',
}
