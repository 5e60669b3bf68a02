import { expect, it } from 'vitest'
import { checkSheets, requestFor, sheetOf } from '../test-city.ts'

// A25: "21,691 accidents in November 2024" are those of eleven months: 21,691/11 = 1,972 is a usual month, and 21,691 is 11 times it.
it('A25: an eleven-month total labelled as one month is out of line with the others', async () => {
  const months = [1950, 1980, 1972, 2010, 21691].map((count, n) => [
    'Phường Vị Thanh',
    String(n + 7),
    '2024',
    String(count),
  ])
  const table = [['Đơn vị', 'Tháng', 'Năm', 'Tổng tiếp nhận'], ...months]
  const units = { answers: { 'value:unit:Phường Vị Thanh': 'ct' } }
  const { verdict } = await checkSheets([sheetOf(table)], requestFor('dossier-reports', units))
  expect(verdict.issues).toMatchObject([
    { rule: 'V10', severity: 'warning', firstRows: [6], params: { value: 21691, usual: 1980 } },
  ])
})
