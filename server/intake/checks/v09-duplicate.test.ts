import { expect, it } from 'vitest'
import { checkSheets, requestFor, sheetOf } from '../test-city.ts'

// A26: one article carries the same block of road-safety figures twice; A25: 21,691 accidents.
it('A26: the same block twice counts once, another number for the same month is a fault of both rows', async () => {
  const header = ['Chỉ tiêu', 'Đơn vị', 'Từ ngày', 'Đến ngày', 'Giá trị']
  const row = (value: string) => ['tai-nan', 'Thành phố Cần Thơ', '1/11/2025', '30/11/2025', value]
  const same = await checkSheets([sheetOf([header, row('21.691'), row('21.691')])], requestFor('indicators'))
  expect(same.verdict).toMatchObject({ state: 'ready', read: 2, accepted: 1 })
  expect(same.verdict.issues).toMatchObject([{ rule: 'V9.same', severity: 'notice', firstRows: [3] }])
  const other = await checkSheets([sheetOf([header, row('21.691'), row('20.528')])], requestFor('indicators'))
  expect(other.verdict.issues).toMatchObject([{ rule: 'V9', severity: 'error', rows: 2, firstRows: [2, 3] }])
})

it('names the rows of both sheets where a key stands in two', async () => {
  const header = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', 'Trạng thái']
  const row = (status: string) => ['H13.1-251015-0001', 'Phường Vị Thanh', '15/10/2025', status]
  const sheets = [
    sheetOf([header, row('Đang xử lý')], { name: 'Quý 3', index: 0 }),
    sheetOf([[], header, row('Đã trả kết quả')], { name: 'Quý 4', index: 1 }),
  ]
  const { verdict } = await checkSheets(sheets, requestFor('dossiers'))
  expect(verdict.issues.map(({ rule, sheet, firstRows }) => [rule, sheet, firstRows])).toEqual([
    ['V9', 'Quý 3', [2]],
    ['V9', 'Quý 4', [3]],
  ])
})
