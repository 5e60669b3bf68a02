import { units as unitsDataset } from '../../../shared/datasets/units.ts'
import { UNIT_DECLARED } from '../checks/units.ts'
import { COMPONENTS } from '../checks/v01-sum.ts'
import { INDEX_ROUNDED, INDEX_TWICE } from '../checks/v09-duplicate.ts'
import type { Draft, Run } from '../run.ts'
import { agencyKey, codeKey, nameKey, withoutKind } from '../unit-names.ts'
import type { Profile } from './profile.ts'

/**
 * The national portal's own export of index scores: one sheet a level and period, ranked lists of departments and communes
 * that share one ranking, and trend sheets that repeat the feed's unit rounded to one decimal.
 */
export const index766Export: Profile = {
  id: 'index-766-export',
  dataset: 'index-scores',
  recognises: ({ keys, targets }) =>
    keys.includes('tongscore') || (targets.has('#year') && targets.has('total') && !targets.has('unit')),
  // TEN and TEN_COQUAN hold the same name.
  target: (key) => (key === 'tencoquan' ? null : undefined),
  declare: declareDepartment,
  settle(drafts, run) {
    countRanked(drafts)
    return { drafts: dropRounded(drafts, run), extras: [] }
  },
}

/** A department that the tree does not know, by its agency code under a province that it does know. */
function declareDepartment(name: string, code: string, run: Run, draft: Draft): string | null {
  const agencyCode = agencyKey(code)
  const province = /^([A-Z]\d{2})\.\d+/.exec(agencyCode)?.[1]
  const parent = province ? run.index.codes.get(codeKey('agency', province))?.at(-1)?.unit : undefined
  const title = name.split(/\s+[-–]\s+/)[0]?.trim() ?? ''
  // A commune that the tree does not know is a fault: it has a territory and an area code.
  if (!parent || title === '' || withoutKind(nameKey(name)) !== nameKey(name)) return null
  const unit = `main:department:${agencyCode}`
  const { place } = draft
  const row = { unit, tree: 'main', level: 'department', name: title, agencyCode, parent: parent.id }
  if (!run.declared.has(unit)) run.declared.set(unit, { dataset: unitsDataset, row, place })
  draft.say(UNIT_DECLARED, { column: 'unit', value: title, params: { code: agencyCode } })
  return unit
}

/** How many units a published rank is out of: a sheet's rows, or those of all sheets that share its ranking. */
function countRanked(drafts: readonly Draft[]): void {
  const lists = new Map<string, Draft[]>()
  const shared = new Map<string, Draft[]>()
  for (const draft of drafts) {
    if (typeof draft.row.rank !== 'number' || draft.row.of !== null) continue
    push(lists, `${draft.place.sheet} ${draft.row.period}`, draft)
  }
  for (const list of lists.values()) {
    if (highest(list) <= list.length) for (const { row } of list) row.of = list.length
    else for (const draft of list) push(shared, String(draft.row.period), draft)
  }
  for (const list of shared.values()) {
    if (highest(list) <= list.length) for (const { row } of list) row.of = list.length
  }
}

/** Of several rows for one unit and period the fullest stays; the others must be that one rounded. */
function dropRounded(drafts: readonly Draft[], run: Run): Draft[] {
  const byKey = new Map<string, Draft[]>()
  for (const draft of drafts) push(byKey, `${draft.row.unit} ${draft.row.period}`, draft)
  return [...byKey.values()].flatMap((same) => {
    const [full, ...others] = [...same].sort((a, b) => fullness(b) - fullness(a))
    if (!full) return []
    const kept = [full]
    for (const other of others) {
      const a = other.row.total
      const b = full.row.total
      if (fullness(other) === fullness(full) || typeof a !== 'number' || typeof b !== 'number') kept.push(other)
      else if (isRounded(a, b)) {
        other.say(INDEX_ROUNDED, {
          column: 'total',
          value: String(a),
          params: { period: String(other.row.period), a, b },
        })
        run.counts.read -= 1
      } else {
        other.say(INDEX_TWICE, {
          column: 'total',
          value: String(a),
          params: { period: String(other.row.period), a, b },
        })
        kept.push(other)
      }
    }
    return kept
  })
}

function isRounded(short: number, full: number): boolean {
  const decimals = String(short).split('.')[1]?.length ?? 0
  return Math.abs(short - full) <= 0.5 * 10 ** -decimals + 1e-9
}

function fullness({ row }: Draft): number {
  return COMPONENTS.filter((name) => typeof row[name] === 'number').length
}

function highest(list: readonly Draft[]): number {
  return Math.max(...list.map(({ row }) => Number(row.rank)))
}

function push(map: Map<string, Draft[]>, key: string, draft: Draft): void {
  const list = map.get(key)
  if (list) list.push(draft)
  else map.set(key, [draft])
}
