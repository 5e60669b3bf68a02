import { findDataset } from '../../shared/datasets/list.ts'
import { storedColumns } from '../../shared/datasets/stored.ts'
import { type Bridge, FOREVER, type Level, SINCE_EVER, type Unit, type UnitSet } from '../../shared/units.ts'
import type { Verdict } from '../ledger/ledger.ts'
import { checkFile } from './check-file.ts'
import type { CheckRequest } from './intake.ts'
import type { RawCell, RawFile, RawSheet } from './read/raw.ts'

/** A unit for tests, alive from `from` to `to`, with one name, one code and one parent. */
export function unit(
  id: string,
  level: Level,
  name: string,
  { code, scheme = 'area', parent, tree = 'main', from = SINCE_EVER, to = FOREVER, agency }: UnitParts = {},
): Unit {
  const span = { from, to }
  return {
    id,
    level,
    ...span,
    names: [{ name, ...span }],
    codes: [
      ...(code ? [{ scheme, code, ...span }] : []),
      ...(agency ? [{ scheme: 'agency', code: agency, ...span }] : []),
    ],
    parents: parent ? [{ tree, parent, ...span }] : [],
  }
}

interface UnitParts {
  code?: string
  scheme?: string
  parent?: string
  tree?: string
  from?: string
  to?: string
  agency?: string
}

const OLD = { to: '2025-06-30' }
const NEW = { from: '2025-07-01' }

/**
 * A small country around the change of 1 July 2025: code 31459 was a commune of one province and is another's since; two
 * communes are called Tân Hòa; two old communes became Xã Vĩnh Tường, one was split.
 */
export const CITY: UnitSet = {
  stamp: 1,
  units: new Map(
    [
      unit('vn', 'country', 'Việt Nam'),
      unit('ct', 'province', 'Thành phố Cần Thơ', { code: '92', agency: 'H13', parent: 'vn' }),
      unit('ag', 'province', 'Tỉnh An Giang', { code: '91', agency: 'H01', parent: 'vn' }),
      unit('hg', 'province', 'Tỉnh Hậu Giang', { code: '93', agency: 'H30', parent: 'vn', ...OLD }),
      unit('vthuy', 'district', 'Huyện Vị Thủy', { code: '935', parent: 'hg', ...OLD }),
      unit('vt-old', 'commune', 'Xã Vĩnh Tường', { code: '31462', parent: 'vthuy', ...OLD }),
      unit('vtrung', 'commune', 'Xã Vĩnh Trung', { code: '31459', parent: 'vthuy', ...OLD }),
      unit('split', 'commune', 'Xã Chia Đôi', { code: '31499', parent: 'vthuy', ...OLD }),
      unit('vt', 'commune', 'Xã Vĩnh Tường', { code: '31459', parent: 'ct', ...NEW }),
      unit('vithanh', 'commune', 'Phường Vị Thanh', { code: '31321', parent: 'ct', ...NEW }),
      unit('th-ct', 'commune', 'Xã Tân Hòa', { code: '31489', parent: 'ct', ...NEW }),
      unit('th-ag', 'commune', 'Xã Tân Hòa', { code: '30100', parent: 'ag', ...NEW }),
      unit('dt', 'commune', 'Xã Đông Thái', { code: '30988', parent: 'ag', ...NEW }),
      unit('hung1', 'commune', 'Xã Tân Hưng', { code: '30101', parent: 'ag', ...NEW }),
      unit('hung2', 'commune', 'Xã Tân Hứng', { code: '30102', parent: 'ag', ...NEW }),
      unit('tuphap', 'department', 'Sở Tư pháp', { agency: 'H13.05', parent: 'ct' }),
      unit('la', 'province', 'Los Angeles', { scheme: 'la' }),
      unit('la:district:1', 'district', 'North East Valley', { scheme: 'la', code: '1', tree: 'la', parent: 'la' }),
      unit('la:commune:1', 'commune', 'Arleta', { scheme: 'la', code: '1', tree: 'la', parent: 'la:district:1' }),
      unit('la:commune:79', 'commune', 'Westlake', { scheme: 'la', code: '79', tree: 'la', parent: 'la:district:1' }),
    ].map((one) => [one.id, one]),
  ),
  bridges: [
    bridge('vt-old', 'vt'),
    bridge('vtrung', 'vt'),
    bridge('split', 'vt', 0.4),
    bridge('split', 'vithanh', 0.6),
  ],
}

function bridge(from: string, to: string, weight = 1): Bridge {
  return { from, to, on: '2025-07-01', weight, estimated: weight < 1 }
}

/** A request for one dataset of a feed of Cần Thơ, on 22 November 2026. */
export function requestFor(dataset: string, over: Partial<CheckRequest> = {}): CheckRequest {
  const found = findDataset(dataset)
  if (!found) throw new Error(`no dataset ${dataset}`)
  return {
    dataset: found,
    feed: { id: 'f', unit: 'ct', tree: 'main', mode: found.mode },
    period: null,
    extractedAt: null,
    units: CITY,
    homeUnit: null,
    today: '2026-11-22',
    answers: {},
    remembered: [],
    procedures: [],
    ...over,
  }
}

/** A file with one sheet of the given rows, the first of them row 1. */
export function sheetOf(rows: RawCell[][], over: Partial<RawSheet> = {}): RawSheet {
  const numbered = rows.map((cells, index) => ({ rowNo: index + 1, cells }))
  return {
    name: '',
    index: 0,
    hidden: false,
    merges: [],
    rows: (async function* () {
      yield numbered
    })(),
    ...over,
  }
}

/** Checks sheets of rows and gives back the verdict and what was staged, as rows under canonical names. */
export async function checkSheets(sheets: RawSheet[], request: CheckRequest): Promise<Checked> {
  const staged: Checked['staged'] = []
  const file: RawFile = (async function* () {
    yield* sheets
  })()
  const verdict = await checkFile(file, request, async (dataset, rows) => {
    const columns = storedColumns(dataset)
    for (const { line, key, rowNo, sheet, deleted } of rows) {
      const fields = line.split('\t')
      const row = Object.fromEntries(columns.map(({ name }, at) => [name, fields[at] === '\\N' ? null : fields[at]]))
      staged.push({ dataset: dataset.id, key, rowNo, sheet, deleted, row })
    }
  })
  return { verdict, staged }
}

export interface Checked {
  verdict: Verdict
  staged: {
    dataset: string
    key: string
    rowNo: number
    sheet: number
    deleted: boolean
    row: Record<string, string | null | undefined>
  }[]
}

/** Rule ids of a verdict's faults, notices left out. */
export function faultsOf({ verdict }: Checked): string[] {
  return verdict.issues.filter(({ severity }) => severity !== 'notice').map(({ rule }) => rule)
}
