import { describe, expect, it } from 'vitest'
import type { RawCell } from './read/raw.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from './test-city.ts'

const HEADER = [
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Lĩnh vực',
  'Đơn vị tiếp nhận',
  'Chủ hồ sơ',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày kết thúc xử lý',
  'Trạng thái',
  'Hình thức nộp',
]

function dossier(code: string, over: Record<string, RawCell> = {}): RawCell[] {
  const row: Record<string, RawCell> = {
    'Mã hồ sơ': code,
    'Tên thủ tục hành chính': 'Đăng ký khai sinh',
    'Lĩnh vực': 'Hộ tịch',
    'Đơn vị tiếp nhận': 'UBND phường Vị Thanh',
    'Chủ hồ sơ': 'Người Giả Tưởng',
    'Ngày tiếp nhận': '15/10/2025 08:30',
    'Ngày hẹn trả': '17/10/2025',
    'Ngày kết thúc xử lý': '16/10/2025 10:00',
    'Trạng thái': 'Đã trả kết quả',
    'Hình thức nộp': 'Qua mạng',
    ...over,
  }
  return HEADER.map((name) => row[name] ?? null)
}

const CODE = (n: number) => `H13.1-251015-${String(n).padStart(4, '0')}`
const check = (rows: RawCell[][], over = {}) => checkSheets([sheetOf([HEADER, ...rows])], requestFor('dossiers', over))

describe('a dossier file', () => {
  it('is read under its Vietnamese headers, below a title, and its row numbers are the officer’s', async () => {
    const { verdict, staged } = await checkSheets(
      [sheetOf([['DANH SÁCH HỒ SƠ'], [], HEADER, dossier(CODE(1))])],
      requestFor('dossiers'),
    )
    expect(verdict).toMatchObject({ state: 'ready', read: 1, accepted: 1, rejected: 0 })
    expect(verdict.mapping[0]?.headerRow).toBe(3)
    expect(staged[0]).toMatchObject({ key: CODE(1), rowNo: 4 })
    expect(staged[0]?.row).toMatchObject({
      receivingUnit: 'vithanh',
      receivedAt: '2025-10-15T08:30:00+07:00',
      finishedAt: '2025-10-16T10:00:00+07:00',
      status: '10',
      channel: 'online',
      leftOn: '2025-10-16',
    })
  })

  it('loses its personal columns in memory, and they are named', async () => {
    const { verdict, staged } = await check([dossier(CODE(1))])
    expect(verdict.droppedColumns).toEqual(['Chủ hồ sơ'])
    expect(verdict.issues.find(({ rule }) => rule === 'column.personal')?.column).toBe('Chủ hồ sơ')
    expect(JSON.stringify([verdict, staged])).not.toContain('Giả Tưởng')
  })

  it('groups a thousand equal faults into one with the first rows', async () => {
    const rows = Array.from({ length: 1000 }, (_, n) => dossier(CODE(n), { 'Đơn vị tiếp nhận': 'Xã Không Có' }))
    const { verdict, staged } = await check(rows)
    expect(verdict).toMatchObject({ state: 'refused', read: 1000, accepted: 0, rejected: 1000 })
    const [fault] = verdict.issues.filter(({ severity }) => severity === 'error')
    expect(fault).toMatchObject({
      rule: 'unit.unknown',
      rows: 1000,
      firstRows: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      column: 'Đơn vị tiếp nhận',
    })
    expect(staged).toEqual([])
  })

  it('counts a row repeated word for word once, and refuses one key with two contents, naming both rows and no code', async () => {
    const same = await check([dossier(CODE(1)), dossier(CODE(1))])
    expect(same.verdict).toMatchObject({ state: 'ready', read: 2, accepted: 1 })
    const other = await check([dossier(CODE(1)), dossier(CODE(2)), dossier(CODE(1), { 'Trạng thái': 'Đang xử lý' })])
    const fault = other.verdict.issues.find(({ rule }) => rule === 'V9')
    expect(fault).toMatchObject({ firstRows: [2, 4], severity: 'error' })
    expect(JSON.stringify(other.verdict)).not.toContain('251015')
  })

  it.each([
    ['a day that does not exist', { 'Ngày tiếp nhận': '31/02/2026' }, 'date.unreal'],
    ['the year 1', { 'Ngày tiếp nhận': '0001-01-01' }, 'date.range'],
    ['the end of time', { 'Ngày hẹn trả': '9999-12-31' }, 'date.range'],
    [
      'a receipt in the future',
      { 'Ngày tiếp nhận': '23/11/2026', 'Ngày hẹn trả': '25/11/2026', 'Ngày kết thúc xử lý': null },
      'V15.future',
    ],
    ['a finish before the receipt', { 'Ngày kết thúc xử lý': '14/10/2025' }, 'V15'],
    ['a code eaten by a spreadsheet', { 'Mã hồ sơ': '1.23E+12' }, 'code.damaged'],
    ['an error cell', { 'Ngày hẹn trả': { broken: '#REF!' } }, 'cell.broken'],
    ['no code', { 'Mã hồ sơ': null }, 'cell.required'],
    ['a word for no code', { 'Mã hồ sơ': 'NULL' }, 'cell.required'],
    ['an unknown status', { 'Trạng thái': 'Lơ lửng' }, 'choice.unknown'],
    ["another province's commune", { 'Đơn vị tiếp nhận': 'Xã Đông Thái' }, 'unit.outside'],
  ])('refuses %s', async (_what, over, rule) => {
    const checked = await check([dossier(CODE(1)), dossier(CODE(2), over as Record<string, RawCell>)])
    expect(faultsOf(checked)).toEqual([rule])
    expect(checked.verdict).toMatchObject({ state: 'refused', accepted: 1, rejected: 1 })
  })

  it('warns of an unusual code and of a due day before the receipt, and counts both rows', async () => {
    const checked = await check([dossier('HS/2025/17'), dossier(CODE(2), { 'Ngày hẹn trả': '14/10/2025' })])
    expect(faultsOf(checked)).toEqual(['V13', 'V15.due'])
    expect(checked.verdict).toMatchObject({ state: 'ready', accepted: 2 })
  })

  it('names a row with more cells than its header', async () => {
    expect(faultsOf(await check([[...dossier(CODE(1)), 'thừa']]))).toEqual(['row.ragged'])
  })

  it('says which column is missing', async () => {
    const checked = await checkSheets(
      [
        sheetOf([
          ['Mã hồ sơ', 'Đơn vị tiếp nhận'],
          ['a', 'b'],
        ]),
      ],
      requestFor('dossiers'),
    )
    expect(checked.verdict.state).toBe('refused')
    expect(checked.verdict.issues[0]).toMatchObject({ rule: 'column.missing', column: 'receivedAt' })
  })

  it('refuses reserved and repeated headers', async () => {
    const checked = await checkSheets(
      [
        sheetOf([
          [...HEADER, '__proto__', 'Ngày hẹn trả'],
          [...dossier(CODE(1)), 'x', '1/1/2025'],
        ]),
      ],
      requestFor('dossiers'),
    )
    expect(faultsOf(checked)).toEqual(['header.reserved', 'header.repeated'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('asks where a column can only be month first, and obeys the answer', async () => {
    const rows = [
      dossier(CODE(1), { 'Ngày tiếp nhận': '10/15/2025', 'Ngày kết thúc xử lý': null, 'Trạng thái': 'Đang xử lý' }),
    ]
    const asked = await check(rows)
    expect(asked.verdict.state).toBe('asking')
    expect(asked.verdict.questions?.[0]?.id).toBe('dates:receivedAt')
    expect(asked.staged).toEqual([])
    const answered = await check(rows, { answers: { 'dates:receivedAt': 'mdy' } })
    expect(answered.staged[0]?.row.receivedAt).toBe('2025-10-15T00:00:00+07:00')
  })

  it('maps a column as the officer says, and nowhere outside the dataset', async () => {
    const rows = [
      ['Số', 'Nơi', 'Ngày tiếp nhận', 'Đơn vị tiếp nhận'],
      [CODE(1), 'x', '15/10/2025', 'vithanh'],
    ]
    const mapped = await checkSheets([sheetOf(rows)], requestFor('dossiers', { answers: { 'column:Số': 'code' } }))
    expect(mapped.verdict.state).toBe('ready')
    const foreign = await checkSheets([sheetOf(rows)], requestFor('dossiers', { answers: { 'column:Số': 'batch_id' } }))
    expect(foreign.verdict.problem?.code).toBe('IOC_MAPPING_UNKNOWN')
  })

  it('takes a repair for every row with that text', async () => {
    const rows = [1, 2].map((n) => dossier(CODE(n), { 'Đơn vị tiếp nhận': 'Ph. Vị Thnh', 'Trạng thái': 'xong' }))
    const answers = { 'value:Đơn vị tiếp nhận:Ph. Vị Thnh': 'vithanh', 'value:status:xong': '10' }
    const { verdict, staged } = await check(rows, { answers })
    expect(verdict.state).toBe('ready')
    expect(staged.map(({ row }) => [row.receivingUnit, row.status])).toEqual([
      ['vithanh', '10'],
      ['vithanh', '10'],
    ])
  })

  it('warns of old service levels after June 2022 only', async () => {
    const header = [...HEADER, 'Mức độ']
    const old = {
      'Ngày tiếp nhận': '01/06/2022',
      'Ngày hẹn trả': null,
      'Ngày kết thúc xử lý': '02/06/2022',
      'Đơn vị tiếp nhận': 'Xã Vĩnh Trung',
    }
    const rows = [header, [...dossier(CODE(1)), 'Mức độ 4'], [...dossier(CODE(2), old), 'Mức độ 3']]
    const checked = await checkSheets([sheetOf(rows)], requestFor('dossiers'))
    expect(checked.verdict.issues.filter(({ rule }) => rule === 'V11')).toHaveLength(1)
    expect(checked.verdict.issues.find(({ rule }) => rule === 'V11')).toMatchObject({
      firstRows: [2],
      rows: 1,
      value: 'Mức độ 4',
    })
    expect(checked.staged.map(({ row }) => row.serviceLevel)).toEqual(['full', 'partial'])
  })
})

describe('other datasets', () => {
  it('reads published figures with bounds, decimals and percent signs', async () => {
    const header = ['Chỉ tiêu', 'Đơn vị', 'Từ ngày', 'Đến ngày', 'Giá trị', 'Tử số', 'Mẫu số', 'Nguồn']
    const row = (value: string, n: RawCell = null, d: RawCell = null) => [
      'TDGQ',
      'Sở Tư pháp',
      '1/1/2025',
      '31/12/2025',
      value,
      n,
      d,
      'Bài 001',
    ]
    const checked = await checkSheets(
      [sheetOf([header, row('trên 90 %')]), sheetOf([header, row('85,9 %', '716', '869')])],
      requestFor('indicators'),
    )
    expect(checked.staged[0]?.row).toMatchObject({ comparator: '>', value: '90', unitOfMeasure: '%', decimals: '0' })
    const fault = checked.verdict.issues.find(({ rule }) => rule === 'V2')
    expect(fault?.message).toContain('85,9')
    expect(fault?.suggestion).toContain('834 (làm tròn); 833 (cắt bớt)')
  })

  it('asks for the period of a file that does not carry it', async () => {
    const rows = [
      ['Đơn vị', 'Tổng tiếp nhận', 'Tổng đã xử lý'],
      ['Phường Vị Thanh', '10', '9'],
    ]
    const table = [['Đơn vị', 'Tiếp nhận / Tổng số', 'Đã xử lý / Tổng'], ...rows.slice(1)]
    const asked = await checkSheets([sheetOf(table)], requestFor('dossier-reports'))
    expect(asked.verdict).toMatchObject({ state: 'asking', questions: [{ id: 'period' }] })
    const given = await checkSheets([sheetOf(table)], requestFor('dossier-reports', { period: '2025-10' }))
    expect(given.staged[0]?.row).toMatchObject({
      unit: 'vithanh',
      from: '2025-10-01',
      to: '2025-10-31',
      received: '10',
      resolved: '9',
    })
    expect(given.verdict.speaksFor).toEqual({ unit: 'ct', from: '2025-10-01', to: '2025-10-31' })
  })

  it('warns of a month with more than ten times the usual count', async () => {
    // 1,200 against a usual 100: five months of one unit, the last one an eleven-month total in disguise.
    const months = [100, 110, 90, 100, 1200].map((count, n) => [
      'Phường Vị Thanh',
      String(n + 7),
      '2025',
      String(count),
    ])
    const table = [['Đơn vị', 'Tháng', 'Năm', 'Tổng tiếp nhận'], ...months]
    const checked = await checkSheets([sheetOf(table)], requestFor('dossier-reports'))
    expect(checked.verdict.issues).toMatchObject([{ rule: 'V10', severity: 'warning', firstRows: [6] }])
    expect(checked.staged).toHaveLength(5)
  })

  it('gives every row of a survey without a unit column to the feed’s unit', async () => {
    const checked = await checkSheets(
      [
        sheetOf([
          ['Mã phiếu', 'Ngày trả lời', 'Mức hài lòng'],
          ['P1', '15/10/2025', 'Rất hài lòng'],
        ]),
      ],
      requestFor('surveys'),
    )
    expect(checked.staged[0]?.row).toMatchObject({ unit: 'ct', score: '5' })
  })
})
