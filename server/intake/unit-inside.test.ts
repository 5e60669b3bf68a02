import { describe, expect, it } from 'vitest'
import { openIntake } from './open-intake.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from './test-city.ts'

/** The feed of Xã Vĩnh Tường in an installation of Cần Thơ. */
const commune = (dataset: string) => {
  const request = requestFor(dataset, { homeUnit: 'ct' })
  return { ...request, feed: { ...request.feed, unit: 'vt' } }
}
const HEADER = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Đơn vị giải quyết', 'Ngày tiếp nhận']
const dossier = (n: number, receiving: string, resolving: string | null = null) => [
  `000.00.01.H13-250901-${String(n).padStart(4, '0')}`,
  receiving,
  resolving,
  '01/09/2025',
]

describe('a feed of one commune', () => {
  it.each([
    ['name', 'Phường Vị Thanh'],
    ['code', '31321'],
    ['code with its scheme', 'area:31321'],
    ['id', 'vithanh'],
  ])('is refused a row of another commune that it gives by %s, in a file and in a push', async (_, named) => {
    const file = await checkSheets(
      [sheetOf([HEADER, dossier(1, named), dossier(2, 'Xã Vĩnh Tường')])],
      commune('dossiers'),
    )
    expect(file.verdict).toMatchObject({ accepted: 1, rejected: 1 })
    expect(file.staged.map(({ row }) => row.receivingUnit)).toEqual(['vt'])
    expect(file.verdict.issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'unit.outside', firstRows: [2], params: { scope: 'Xã Vĩnh Tường' } },
    ])
    const intake = openIntake({ dataDir: 'unused' })
    const pushed = await intake.checkRows(
      [{ code: 'H13-1', receivingUnit: named, receivedAt: '2025-09-01' }],
      commune('dossiers'),
    )
    expect(pushed.rows).toEqual([])
    expect(pushed.rejected).toMatchObject([{ row: 1, issues: [{ rule: 'unit.outside' }] }])
  })

  it.each([
    ['Xã Vĩnh Tường', 'Phường Vị Thanh'],
    ['Phường Vị Thanh', 'Xã Vĩnh Tường'],
    ['Xã Vĩnh Tường', 'Sở Tư pháp'],
  ])('speaks of what goes from %s to %s', async (receiving, resolving) => {
    const checked = await checkSheets([sheetOf([HEADER, dossier(1, receiving, resolving)])], commune('dossiers'))
    expect(faultsOf(checked)).toEqual([])
    expect(checked.verdict.accepted).toBe(1)
  })

  it('speaks of the communes that ended and became it', async () => {
    const row = [dossier(1, 'Xã Vĩnh Trung')[0] ?? '', 'area:31459', null, '01/03/2025']
    const checked = await checkSheets([sheetOf([HEADER, row])], commune('dossiers'))
    expect(checked.staged.map(({ row: staged }) => staged.receivingUnit)).toEqual(['vtrung'])
  })

  it('gives no other commune a target, though targets name units of the whole tree', async () => {
    const rows = ['vt', 'vithanh', 'ct'].map((unit) => ({
      measure: 'dossiers.onTimeRate',
      unit,
      from: '2026-01-01',
      to: '2026-12-31',
      value: 0.9,
    }))
    const intake = openIntake({ dataDir: 'unused' })
    const pushed = await intake.checkRows(rows, commune('targets'))
    expect(pushed.rejected.map(({ row, issues }) => [row, issues[0]?.rule])).toEqual([
      [2, 'unit.outside'],
      [3, 'unit.outside'],
    ])
  })

  it('cannot take another commune below itself', async () => {
    const intake = openIntake({ dataDir: 'unused' })
    const rows = [
      { unit: 'vithanh', tree: 'main', level: 'commune', name: 'Phường Vị Thanh', parent: 'vt' },
      { unit: 'vt-1', tree: 'main', level: 'group', name: 'Ấp 1', parent: 'vt' },
      { unit: 'vt-2', tree: 'main', level: 'group', name: 'Ấp 2', parent: 'vithanh' },
    ]
    const pushed = await intake.checkRows(rows, commune('units'))
    expect(pushed.rejected.map(({ row }) => row)).toEqual([1, 3])
  })
})

it.each(['null', 'N/A', '–', ' ', '\u0001', '\u0000'])('a unit is not called %j', async (name) => {
  const intake = openIntake({ dataDir: 'unused' })
  const row = { unit: 'vt-1', tree: 'main', level: 'group', name, parent: 'vt' }
  const { rejected } = await intake.checkRows([row], requestFor('units'))
  expect(rejected.map(({ issues }) => issues[0]?.rule)).toEqual(['cell.required'])
})

it('the feed of a province brings published lists that name other provinces', async () => {
  const intake = openIntake({ dataDir: 'unused' })
  const row = { unit: 'ag', period: '2026-10', periodKind: 'month', total: 80 }
  const { rejected } = await intake.checkRows([row], requestFor('index-scores'))
  expect(rejected).toEqual([])
})
