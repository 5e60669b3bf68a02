import { describe, expect, it } from 'vitest'
import type { RawCell, RawSheet } from '../read/raw.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from '../test-city.ts'

const TITLE: RawCell[][] = [
  ['UBND THÀNH PHỐ CẦN THƠ', null, null, null, null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  [null, null, null, null, null, null, 'Độc lập - Tự do - Hạnh phúc'],
  ['Biểu số II.06a/VPCP/KSTT'],
  ['TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH'],
  ['Kỳ báo cáo: Tháng 10 năm 2025 (Từ ngày 15/9/2025 đến ngày 14/10/2025)'],
]
const HEADER: RawCell[][] = [
  [
    'STT',
    'Lĩnh vực / đơn vị giải quyết',
    'Số hồ sơ nhận giải quyết',
    null,
    null,
    null,
    'Số hồ sơ đã giải quyết',
    null,
    null,
    null,
    'Số hồ sơ đang giải quyết',
    null,
    null,
  ],
  [
    null,
    null,
    'Tổng số',
    'Trong kỳ',
    null,
    'Từ kỳ trước',
    'Tổng số',
    'Trước hạn',
    'Đúng hạn',
    'Quá hạn',
    'Tổng số',
    'Trong hạn',
    'Quá hạn',
  ],
  [null, null, null, 'Trực tuyến', 'Trực tiếp, dịch vụ bưu chính'],
]
const NUMBERS: RawCell[] = [
  '(1)',
  '(2)',
  '(3)=(4)+(5)+(6)',
  '(4)',
  '(5)',
  '(6)',
  '(7)=(8)+(9)+(10)',
  '(8)',
  '(9)',
  '(10)',
  '(11)=(12)+(13)',
  '(12)',
  '(13)',
]
const TOP = TITLE.length + 1
const merge = (top: number, left: number, bottom: number, right: number) => ({
  top: TOP + top,
  left,
  bottom: TOP + bottom,
  right,
})
const MERGES: RawSheet['merges'] = [
  merge(0, 1, 2, 1),
  merge(0, 2, 2, 2),
  merge(0, 3, 0, 6),
  merge(0, 7, 0, 10),
  merge(0, 11, 0, 13),
  merge(1, 3, 2, 3),
  merge(1, 4, 1, 5),
  merge(1, 6, 2, 6),
  ...[7, 8, 9, 10, 11, 12, 13].map((column) => merge(1, column, 2, column)),
]
// 10 = 6+3+1; 8 = 5+2+1; 2 = 1+1; 10 = 8+2.
const BIRTH: RawCell[] = ['1', 'Hộ tịch', 10, 6, 3, 1, 8, 5, 2, 1, 2, 1, 1]
// 20 = 15+4+1; 19 = 10+9+0; 1 = 1+0; 20 = 19+1.
const LAND: RawCell[] = ['2', 'Đất đai', 20, 15, 4, 1, 19, 10, 9, 0, 1, 1, 0]
const SUM: RawCell[] = [null, 'Tổng cộng', 30, 21, 7, 2, 27, 15, 11, 1, 3, 2, 1]
const SIGNED: RawCell[][] = [
  [null, 'NGƯỜI LẬP BIỂU', null, null, null, null, null, 'Cần Thơ, ngày 16 tháng 10 năm 2025'],
  [null, '(Ký, ghi rõ họ tên)'],
]

function form(body: RawCell[][], title = TITLE, merges = MERGES): RawSheet {
  return sheetOf([...title, ...HEADER, NUMBERS, ...body, ...SIGNED], { name: 'II.06a', merges })
}

describe('form II.06 as printed', () => {
  it('gives its field rows; title, numbering, group, total and signatures are none', async () => {
    const group: RawCell[] = ['I', 'TTHC thuộc thẩm quyền cấp tỉnh', 30, 21, 7, 2, 27, 15, 11, 1, 3, 2, 1]
    const checked = await checkSheets([form([group, BIRTH, LAND, SUM])], requestFor('dossier-reports'))
    expect(checked.verdict).toMatchObject({
      state: 'ready',
      read: 2,
      accepted: 2,
      rejected: 0,
      mapping: [{ profile: 'form-ii06', headerRow: 8 }],
    })
    expect(checked.staged.map(({ row }) => row)).toMatchObject([
      {
        unit: 'ct',
        covers: 'subtree',
        field: 'Hộ tịch',
        from: '2025-09-15',
        to: '2025-10-14',
        received: '10',
        receivedOnline: '6',
        receivedDirect: '3',
        carriedOver: '1',
        resolved: '8',
        early: '5',
        onTime: '2',
        late: '1',
        open: '2',
        openWithin: '1',
        openOverdue: '1',
      },
      { field: 'Đất đai', received: '20' },
    ])
    expect(checked.staged.map(({ rowNo }) => rowNo)).toEqual([11, 12])
  })

  it('is read without merged ranges too', async () => {
    const checked = await checkSheets([form([BIRTH, LAND, SUM], TITLE, [])], requestFor('dossier-reports'))
    expect(checked.staged.map(({ row }) => row.openOverdue)).toEqual(['1', '0'])
  })

  it('refuses totals and groups that are not the sum of their rows', async () => {
    const wrong = [...SUM]
    wrong[2] = 31
    const group: RawCell[] = ['I', 'Cấp tỉnh', 30, 21, 7, 2, 26, 15, 11, 1, 3, 2, 1]
    const checked = await checkSheets([form([group, BIRTH, LAND, wrong])], requestFor('dossier-reports'))
    const faults = checked.verdict.issues.filter(({ rule }) => rule === 'V1')
    expect(faults.map(({ firstRows, params }) => [firstRows, params.difference])).toEqual([
      [[10], -1],
      [[13], 1],
    ])
    expect(checked.verdict.state).toBe('refused')
  })

  it('sums each group by its own rows', async () => {
    const groups = [['I', 'Cấp tỉnh', ...BIRTH.slice(2)], BIRTH, ['II', 'Cấp xã', ...LAND.slice(2)], LAND, SUM]
    const checked = await checkSheets([form(groups)], requestFor('dossier-reports'))
    expect(faultsOf(checked)).toEqual([])
    expect(checked.staged).toHaveLength(2)
  })

  it('takes rows that name units as those units, and groups that name units as theirs', async () => {
    const group: RawCell[] = ['I', 'Sở Tư pháp']
    const ward = ['1', 'UBND phường Vị Thanh', ...LAND.slice(2)]
    const checked = await checkSheets(
      [form([group, BIRTH, ['II', 'Các xã, phường'], ward])],
      requestFor('dossier-reports'),
    )
    expect(faultsOf(checked)).toEqual([])
    expect(checked.staged.map(({ row }) => [row.unit, row.covers, row.field])).toEqual([
      ['tuphap', 'own', 'Hộ tịch'],
      ['vithanh', 'own', ''],
    ])
  })

  it('keeps one field of two groups apart', async () => {
    const rows = [['I', 'Cấp tỉnh'], BIRTH, ['II', 'Cấp xã'], ['1', 'Hộ tịch', ...LAND.slice(2)]]
    const checked = await checkSheets([form(rows)], requestFor('dossier-reports'))
    expect(checked.staged.map(({ row }) => row.field)).toEqual(['Hộ tịch (Cấp tỉnh)', 'Hộ tịch (Cấp xã)'])
  })

  it('checks the unit that the title names', async () => {
    const named = (text: string) => [...TITLE, [text]]
    const shifted = MERGES.map(({ top, bottom, ...rest }) => ({ top: top + 1, bottom: bottom + 1, ...rest }))
    const ward = await checkSheets(
      [form([BIRTH], named('Đơn vị báo cáo: UBND phường Vị Thanh'), shifted)],
      requestFor('dossier-reports'),
    )
    expect(ward.staged[0]?.row).toMatchObject({ unit: 'vithanh', covers: 'own' })
    const other = await checkSheets(
      [form([BIRTH], named('Đơn vị báo cáo: UBND xã Đông Thái'), shifted)],
      requestFor('dossier-reports'),
    )
    expect(faultsOf(other)).toContain('unit.outside')
  })

  it('asks for the period when neither title nor delivery says it, and refuses one that the title contradicts', async () => {
    const untitled = TITLE.map((row, at) => (at === 4 ? ['Kỳ báo cáo:'] : row))
    expect((await checkSheets([form([BIRTH], untitled)], requestFor('dossier-reports'))).verdict.state).toBe('asking')
    const given = await checkSheets([form([BIRTH])], requestFor('dossier-reports', { period: '2025-03' }))
    expect(faultsOf(given)).toEqual(['period.disagrees'])
  })
})

describe('a unit summary', () => {
  it('checks its total row as a sum and stores the units', async () => {
    const table: RawCell[][] = [
      ['STT', 'Đơn vị', 'Tiếp nhận', null, null, null, 'Đã xử lý', null, null, null],
      [null, null, 'Tổng số', 'Kỳ trước', 'Qua mạng', 'Trực tiếp', 'Tổng', 'Trước hạn', 'Đúng hạn', 'Trễ hạn'],
      ['1', 'Phường Vị Thanh', 10, 1, 6, 3, 8, 5, 2, 1],
      ['2', 'Xã Vĩnh Tường', 20, 1, 15, 4, 19, 10, 9, 0],
      [null, 'Tổng cộng', 30, 2, 21, 7, 27, 15, 11, 1],
    ]
    const checked = await checkSheets([sheetOf(table)], requestFor('dossier-reports', { period: '2025-10' }))
    expect(faultsOf(checked)).toEqual([])
    expect(
      checked.staged.map(({ row }) => [row.unit, row.received, row.carriedOver, row.receivedOnline, row.late]),
    ).toEqual([
      ['vithanh', '10', '1', '6', '1'],
      ['vt', '20', '1', '15', '0'],
    ])
  })
})
