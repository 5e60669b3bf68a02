import { saySum } from '../checks/v01-sum.ts'
import { checkNew, countUnder } from './counts.ts'
import { kindOfRow } from './form-ii06.ts'
import type { Profile } from './profile.ts'
import { settleReport } from './report-rows.ts'

/**
 * What a provincial settlement system serves for each unit and month: `HSTiepNhanTong` is all that is to be resolved,
 * `HSTiepNhan` what is new of the month. Units without dossiers stand there with zeros.
 *
 * @see DOMAIN §3.5 "per unit and month"
 */
export const settlementUnits: Profile = {
  id: 'settlement-units',
  dataset: 'dossier-reports',
  recognises: ({ keys }) => keys.includes('hosotiepnhantong'),
  target: (key) => (key === 'hosotiepnhan' ? '#new' : undefined),
  kindOf: kindOfRow,
  fill: (draft, text) => checkNew(draft, countUnder('#new', 'received', draft, text), saySum),
  settle: settleReport,
}

/**
 * The counts of another vendor: `received` is what is new of the period and `resolvedOverdue` what was late. It tells no
 * third kind, so the rest of what was resolved counts as on time only for feeds whose system counts results without a due
 * date that way.
 *
 * @see DOMAIN §2.2 (no due date), §3.5 (vendor family)
 */
export const agencyCounts: Profile = {
  id: 'agency-counts',
  dataset: 'dossier-reports',
  recognises: ({ keys }) => keys.includes('resolvedoverdue'),
  target(key, keys) {
    if (key === 'resolvedoverdue') return 'late'
    return key === 'received' && !keys.includes('carriedover') ? '#new' : undefined
  },
  kindOf: kindOfRow,
  fill(draft, text, _frame, run) {
    checkNew(draft, countUnder('#new', 'received', draft, text), saySum)
    const { row } = draft
    const { resolved, late } = row
    if (run.request.feed.noDueDate !== 'onTime' || typeof resolved !== 'number' || typeof late !== 'number') return
    if (late <= resolved) row.onTime ??= resolved - late
  },
  settle: settleReport,
}
