import { units as unitsDataset } from '../../../shared/datasets/units.ts'
import type { Level } from '../../../shared/units.ts'
import type { Draft, Extra, Run } from '../run.ts'
import type { Profile } from './profile.ts'

/**
 * The unit tree that Los Angeles brings: regions, and neighbourhood councils inside them. Identities are
 * `<tree>:<level>:<code>`; the root is the tree itself, declared beside whichever file comes first.
 */
export const laRegions: Profile = {
  id: 'la-regions',
  dataset: 'units',
  recognises: ({ keys }) => keys.includes('regionid') && keys.includes('regionname') && !keys.includes('councilid'),
  target: (key) => (key === 'regionid' ? 'code' : key === 'regionname' ? 'name' : undefined),
  fill: ({ row }, _text, _frame, run) => identify(row, 'district', run.request.feed.tree, run),
  settle: withRoot,
}

export const laCouncils: Profile = {
  id: 'la-councils',
  dataset: 'units',
  recognises: ({ keys }) => keys.includes('councilid') && keys.includes('councilname'),
  target: (key) => COUNCIL_COLUMNS[key],
  fill({ row }, text, _frame, run) {
    const { tree } = run.request.feed
    const region = text('#parent')
    identify(row, 'commune', region === '' || region === '0' ? tree : `${tree}:district:${region}`, run)
    // "No council" stands at 0, 0, which is in the sea.
    if (row.lng === 0 && row.lat === 0) Object.assign(row, { lng: null, lat: null })
  },
  settle: withRoot,
}

const COUNCIL_COLUMNS: Record<string, string | null> = {
  councilid: 'code',
  councilname: 'name',
  fullname: null,
  regionid: '#parent',
  regionname: null,
}

const NAMES: Record<string, string> = { la: 'Los Angeles' }

function identify(row: Draft['row'], level: Level, parent: string, run: Run): void {
  const { tree } = run.request.feed
  Object.assign(row, { tree, level, scheme: tree, parent, unit: `${tree}:${level}:${row.code}` })
}

function withRoot(drafts: Draft[], run: Run): { drafts: Draft[]; extras: Extra[] } {
  const { tree } = run.request.feed
  const place = drafts[0]?.place ?? { sheet: 0, sheetName: '', rowNo: 1 }
  const row = { unit: tree, tree, level: 'province', name: NAMES[tree] ?? tree, scheme: tree, code: null, parent: null }
  return { drafts, extras: [{ dataset: unitsDataset, row, place }] }
}
