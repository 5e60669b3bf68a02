import { dossierReports } from '../../../shared/datasets/dossier-reports.ts'
import { saySum } from '../checks/v01-sum.ts'
import { cellText } from '../header.ts'
import type { Draft } from '../run.ts'
import { checkNew, countIn, countUnder, sumOf } from './counts.ts'
import type { Profile } from './profile.ts'
import { settleReport } from './report-rows.ts'

const SUMMED = dossierReports.columns.filter(({ kind }) => kind === 'count')

/**
 * Statistics of OpenCPS, one row a month, agency and field. A row without a field is the agency's total; one without an
 * agency sums all agencies: it is checked and never stored. Month 0 is the whole year. What is to be resolved
 * (`processCount`) is new (`receivedCount`) plus carried over (`remainingCount`), and is added up where the file leaves it out.
 *
 * @see DOMAIN §3.5 (OpenCPS statistics)
 */
export const openCpsStatistics: Profile = {
  id: 'opencps-statistics',
  dataset: 'dossier-reports',
  recognises: ({ keys }) => keys.includes('ontimecount') && keys.includes('overtimecount'),
  target(key, keys) {
    if (key === 'receivedcount') return '#new'
    if (key === 'domaincode') return keys.includes('domainname') ? null : 'field'
    return undefined
  },
  kindOf({ cells }, at) {
    const named = ['unit', 'unit#code'].some((target) => cellText(cells[at.get(target) ?? -1]) !== '')
    return named || (!at.has('unit') && !at.has('unit#code')) ? 'row' : 'aside'
  },
  fill(draft, text) {
    const { row } = draft
    const fresh = countUnder('#new', 'received', draft, text)
    const online = countIn(draft, 'receivedOnline')
    row.received ??= fresh === null ? null : sumOf([fresh, countIn(draft, 'carriedOver')])
    if (fresh !== null && online !== null && online <= fresh) row.receivedDirect ??= fresh - online
    const [within, overdue] = [countIn(draft, 'openWithin'), countIn(draft, 'openOverdue')]
    if (within !== null && overdue !== null) row.open ??= within + overdue
    checkNew(draft, fresh, saySum)
  },
  settle(held, run) {
    const rows = held.filter(({ aside }) => !aside)
    const spells = Map.groupBy(rows, spellOf)
    for (const total of held) if (total.aside) checkTotal(total, spells.get(spellOf(total)) ?? [])
    return settleReport(rows, run)
  },
}

function spellOf({ row }: Draft): string {
  return [row.from, row.to, row.field ?? ''].join('\u001f')
}

/** A sum over all agencies is that of the agencies in the file; a file of some agencies only carries no such row. */
function checkTotal(total: Draft, rows: readonly Draft[]): void {
  if (rows.length === 0) return
  for (const { name, title } of SUMMED) {
    const stated = countIn(total, name)
    const parts = rows.flatMap((draft) => countIn(draft, name) ?? [])
    if (stated !== null && parts.length === rows.length)
      saySum(total.say, name, `Tổng các cơ quan, ${title.vi}`, stated, parts)
  }
}
