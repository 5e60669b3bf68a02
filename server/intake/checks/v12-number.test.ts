import { expect, it } from 'vitest'
import { checkSheets, faultsOf, requestFor, sheetOf } from '../test-city.ts'

const HEADER = ['Chỉ tiêu', 'Đơn vị', 'Từ ngày', 'Đến ngày', 'Giá trị']
const take = async (values: string[]) => {
  const rows = values.map((value, n) => [`CT${n}`, 'Sở Tư pháp', '1/1/2025', '31/12/2025', value])
  return checkSheets([sheetOf([HEADER, ...rows])], requestFor('indicators'))
}
const valuesOf = ({ staged }: Awaited<ReturnType<typeof take>>) =>
  staged.map(({ row: { value, comparator, unitOfMeasure } }) => [value, comparator, unitOfMeasure])

// The forms of the four seeds (DOMAIN §1.2): `85,9%` and `1.622`, `33 %` with a space, and A29 "over 90 %".
it('Vietnamese columns hold decimal commas, points between thousands, spaces before % and bounds', async () => {
  expect(valuesOf(await take(['85,9%', '33\u00a0%', 'trên 90 %', '1.622']))).toEqual([
    ['85.9', '=', '%'],
    ['33', '=', '%'],
    ['90', '>', '%'],
    ['1622', '=', null],
  ])
})

it('seed 004 writes a decimal point, and its whole column is read so', async () => {
  expect(valuesOf(await take(['98.63%', '5.67%']))).toEqual([
    ['98.63', '=', '%'],
    ['5.67', '=', '%'],
  ])
})

it('one cell in another style is a fault and never guessed; neither are other digits, exponents and hexadecimals', async () => {
  expect(faultsOf(await take(['98,63', '85,9', '19.97']))).toEqual(['V12'])
  for (const value of ['١٢٣', '1e309', 'NaN', '-0', '0x1F', '1_000'])
    expect(faultsOf(await take(['98,63', value]))).toEqual(['V12'])
})
