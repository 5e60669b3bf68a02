import { describe, expect, it } from 'vitest'
import type { RawCell } from './read/raw.ts'
import { toLabel } from './seal.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from './test-city.ts'

const HEADER = ['Mã hồ sơ', 'Tên thủ tục hành chính', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', 'Trạng thái']
const row = (n: number, over: Record<string, RawCell> = {}): RawCell[] => {
  const cells: Record<string, RawCell> = {
    'Mã hồ sơ': `H13.1-251015-${String(n).padStart(4, '0')}`,
    'Tên thủ tục hành chính': 'Đăng ký khai sinh',
    'Đơn vị tiếp nhận': 'UBND phường Vị Thanh',
    'Ngày tiếp nhận': '15/10/2025',
    'Trạng thái': 'Đã trả kết quả',
    ...over,
  }
  return HEADER.map((name) => cells[name] ?? null)
}
const check = (rows: RawCell[][], header: RawCell[] = HEADER) =>
  checkSheets([sheetOf([header, ...rows])], requestFor('dossiers'))

describe('personal values in columns that are kept', () => {
  it('are masked before they are staged, and a notice for each kind says how many rows there were', async () => {
    const texts = ['Trích lục cho 079203001234 (0987654321)', 'Gọi 0912 345 678', 'Đăng ký khai sinh']
    const rows = texts.map((text, n) => row(n, { 'Tên thủ tục hành chính': text }))
    const { verdict, staged } = await check(rows)
    expect(staged.map(({ row: { procedureName } }) => procedureName)).toEqual([
      'Trích lục cho ••• (•••)',
      'Gọi •••',
      'Đăng ký khai sinh',
    ])
    const notices = verdict.issues.filter(({ rule }) => rule === 'V16')
    const found = { severity: 'notice', column: 'Tên thủ tục hành chính', value: null }
    expect(notices).toMatchObject([
      { ...found, rows: 1, params: { what: 'số định danh cá nhân' } },
      { ...found, rows: 2, params: { what: 'số điện thoại' } },
    ])
    expect(verdict.state).toBe('ready')
  })

  it('may be a whole name or address, where columns have slipped', async () => {
    const { staged, verdict } = await check([
      row(1, { 'Tên thủ tục hành chính': 'Nguyễn Thị Lụa' }),
      row(2, { 'Tên thủ tục hành chính': '12/4 đường Trần Hưng Đạo' }),
    ])
    expect(staged.map(({ row: { procedureName } }) => procedureName)).toEqual(['•••', '•••'])
    const kinds = verdict.issues.map(({ rule, params: { what }, rows }) => [rule, what, rows])
    expect(kinds).toEqual([
      ['V16', 'tên người', 1],
      ['V16', 'địa chỉ nhà', 1],
    ])
  })
})

describe('a column of codes that are numbers of persons', () => {
  it('is no column of codes: those rows are refused, and none of their values is shown', async () => {
    const codes = ['079203001234', '079203001235', '0912345678', 'H13.1-251015-0009']
    const checked = await check(codes.map((code, n) => row(n, { 'Mã hồ sơ': code })))
    expect(faultsOf(checked)).toEqual(['V16.code'])
    expect(checked.verdict).toMatchObject({ state: 'refused', rejected: 3, accepted: 1 })
    expect(JSON.stringify(checked)).not.toMatch(/0792030012|0912345678/)
  })

  it('is still one where a few codes look like it', async () => {
    const codes = ['079203001234', 'H13.1-251015-0008', 'H13.1-251015-0009']
    const checked = await check(codes.map((code, n) => row(n, { 'Mã hồ sơ': code })))
    expect(checked.verdict).toMatchObject({ state: 'ready', accepted: 3 })
  })
})

describe('what a fault shows of a cell', () => {
  it.each([
    ['a name in a date', 'Ngày tiếp nhận', 'Nguyễn Thị Lụa', '•••'],
    ['a phone in a date', 'Ngày tiếp nhận', '0912345678', '•••'],
    ['a sentence in a date', 'Ngày tiếp nhận', 'bà Thạch Sa Phía hẹn sau', '•••'],
    ['a name in a list of words', 'Trạng thái', 'Trần Văn Mẫn', '•••'],
    ['an e-mail address in a unit', 'Đơn vị tiếp nhận', 'lua.nt@example.vn', '•••'],
    ['a date that does not exist', 'Ngày tiếp nhận', '31/02/2025', '31/02/2025'],
    ['a unit that does not exist', 'Đơn vị tiếp nhận', 'Xã Không Có', 'Xã Không Có'],
  ])('is masked: %s', async (_, column, text, shown) => {
    const { verdict } = await check([row(1, { [column]: text })])
    expect(verdict.issues.filter(({ severity }) => severity === 'error').map(({ value }) => value)).toEqual([shown])
  })

  it('has at most 64 characters', async () => {
    const { verdict } = await check([row(1, { 'Đơn vị tiếp nhận': `Xã ${'x'.repeat(300)}` })])
    expect(verdict.issues[0]?.value).toHaveLength(65)
  })
})

describe('names that a file gives', () => {
  it('of columns are masked where they are a person’s', async () => {
    const header = [...HEADER, 'Nguyễn Thị Lụa', '0912345678']
    const { verdict } = await check([[...row(1), 'a', 'b']], header)
    expect(verdict.droppedColumns).toEqual(['•••'])
    expect(JSON.stringify(verdict)).not.toMatch(/Lụa|0912345678/)
  })

  it('of sheets too', async () => {
    const sheets = [
      sheetOf([HEADER, row(1)], { name: 'Nguyễn Thị Lụa 0912345678' }),
      sheetOf([], { name: 'Lê Thị Lụa' }),
    ]
    const { verdict } = await checkSheets(sheets, requestFor('dossiers'))
    expect(JSON.stringify(verdict)).not.toMatch(/Lê Thị Lụa|0912345678/)
  })

  it.each([
    ['Nguyễn Thị Lụa.xlsx', '•••.xlsx'],
    ['nguyen-thi-lua.csv', '•••.csv'],
    ['079203001234_thang-10.csv', '••• thang-10.csv'],
    ['ho-so_thang-10_2025.csv', 'ho-so_thang-10_2025.csv'],
    ['HS 0912345678.csv', 'HS •••.csv'],
  ])('of the file itself: %s', (name, label) => {
    expect(toLabel(name)).toBe(label)
  })
})

describe('where a report was made', () => {
  const report = async (lng: RawCell, lat: RawCell) => {
    const header = ['Mã phản ánh', 'Đơn vị xử lý', 'Thời điểm tiếp nhận', 'lng', 'lat']
    const cells = ['PA-1', 'UBND phường Vị Thanh', '15/10/2025', lng, lat]
    const { staged } = await checkSheets([sheetOf([header, cells])], requestFor('feedback'))
    return staged[0]?.row
  }

  it('is kept to about 100 m, from numbers and from texts', async () => {
    expect(await report(105.783512, 10.045162)).toMatchObject({ lng: '105.784', lat: '10.045' })
    expect(await report('105.783512', '10.045162')).toMatchObject({ lng: '105.784', lat: '10.045' })
  })
})
