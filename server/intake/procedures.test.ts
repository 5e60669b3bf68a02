import { describe, expect, it } from 'vitest'
import { checkSheets, faultsOf, requestFor, sheetOf } from './test-city.ts'

const HEADER = [
  'Mã TTHC',
  'Tên TTHC',
  'Lĩnh vực',
  'Cấp thực hiện',
  'Cơ quan thực hiện',
  'Ngày hiệu lực',
  'Mức độ',
  'Thời hạn giải quyết',
  'Thí điểm',
]
const line = (code: string, over: Record<string, string | null> = {}) => {
  const cells: Record<string, string | null> = {
    'Mã TTHC': code,
    'Tên TTHC': 'Đăng ký khai sinh',
    'Lĩnh vực': 'Hộ tịch',
    'Cấp thực hiện': 'Cấp xã',
    'Cơ quan thực hiện': null,
    'Ngày hiệu lực': '01/03/2021',
    'Mức độ': 'Toàn trình',
    'Thời hạn giải quyết': '3',
    'Thí điểm': null,
    ...over,
  }
  return HEADER.map((name) => cells[name] ?? null)
}
const check = (rows: (string | null)[][], over = {}) =>
  checkSheets([sheetOf([HEADER, ...rows])], requestFor('procedures', over))

describe('a catalogue of procedures', () => {
  it('belongs to the unit whose feed it is, unless a row names who performs it', async () => {
    const checked = await check([line('1.001193'), line('1.001194', { 'Cơ quan thực hiện': 'Sở Tư pháp' })])
    expect(faultsOf(checked)).toEqual([])
    expect(checked.staged.map(({ row }) => [row.code, row.unit, row.level, row.workingDays, row.pilot])).toEqual([
      ['1.001193', 'ct', 'commune', '3', 'f'],
      ['1.001194', 'tuphap', 'commune', '3', 'f'],
    ])
  })

  it('belongs to the home unit where its feed has none', async () => {
    const feed = { id: 'f', unit: null, tree: 'main', mode: 'upsert' as const }
    const checked = await check([line('1.001193')], { feed, homeUnit: 'ag' })
    expect(checked.staged.map(({ row }) => row.unit)).toEqual(['ag'])
  })

  it('names the units of today, also for what holds since before they were made', async () => {
    const checked = await check([
      line('1.001193', { 'Cơ quan thực hiện': 'Phường Vị Thanh', 'Ngày hiệu lực': '01/03/2021' }),
    ])
    expect(checked.staged.map(({ row }) => row.unit)).toEqual(['vithanh'])
  })

  it('may speak of the four old levels, with a warning where it speaks of days after June 2022', async () => {
    const levels = ['Mức độ 4', '3', 'Mức độ 2', '1'].map((level, i) =>
      line(`1.00119${i}`, { 'Mức độ': level, 'Ngày hiệu lực': i < 2 ? '01/03/2021' : '01/07/2022' }),
    )
    const checked = await check([...levels, line('1.001199', { 'Mức độ': 'Mức độ 4', 'Ngày hiệu lực': null })])
    expect(checked.staged.map(({ row }) => row.serviceLevel)).toEqual(['full', 'partial', 'partial', 'none', 'full'])
    const warned = checked.verdict.issues.filter(({ rule }) => rule === 'V11')
    expect(warned.map(({ value, firstRows }) => [value, firstRows])).toEqual([
      ['Mức độ 2', [4]],
      ['1', [5]],
      ['Mức độ 4', [6]],
    ])
  })

  it('holds since ever where it names no day, and never ends before it begins', async () => {
    const header = [...HEADER, 'Ngày bãi bỏ']
    const rows = [header, [...line('1.001193', { 'Ngày hiệu lực': null }), null], [...line('1.001194'), '01/01/2020']]
    const checked = await checkSheets([sheetOf(rows)], requestFor('procedures'))
    expect(checked.staged.map(({ row }) => row.from)).toEqual(['0001-01-01'])
    expect(faultsOf(checked)).toEqual(['V15.spell'])
  })
})

describe('weights and office hours', () => {
  it('warn of a measure that gives no share', async () => {
    const header = ['Bộ chỉ số', 'Nhóm', 'Chỉ số thành phần', 'Tên', 'Điểm tối đa', 'Chỉ số tính tỷ lệ', 'Từ ngày']
    const row = (part: string, measure: string) => ['766', 'MDSH', part, 'Số hóa', '4', measure, '01/01/2026']
    const rows = [header, row('a', 'dossiers.digitisedRate'), row('b', 'dossiers.open'), row('c', 'khong.co')]
    const checked = await checkSheets([sheetOf(rows)], requestFor('index-weights'))
    expect(checked.staged).toHaveLength(3)
    expect(checked.verdict.issues.map(({ rule, value }) => [rule, value])).toEqual([
      ['weight.measure', 'dossiers.open'],
      ['weight.measure', 'khong.co'],
    ])
  })

  it('refuse hours that nobody could reckon with', async () => {
    const header = ['Ngày', 'Làm việc', 'Giờ làm việc']
    const rows = [header, ['28/11/2026', 'Có', '07:30-11:30'], ['29/11/2026', 'Có', 'buổi sáng']]
    const checked = await checkSheets([sheetOf(rows)], requestFor('calendar'))
    expect(faultsOf(checked)).toEqual(['hours.bad'])
    expect(checked.staged.map(({ row }) => row.hours)).toEqual(['07:30-11:30'])
  })
})
