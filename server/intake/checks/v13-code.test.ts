import { describe, expect, it } from 'vitest'
import type { RawCell } from '../read/raw.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from '../test-city.ts'

const HEADER = ['Mã hồ sơ', 'Mã TTHC', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận']
const check = (code: RawCell, procedure: RawCell = null, over = {}, unit = 'Phường Vị Thanh') =>
  checkSheets([sheetOf([HEADER, [code, procedure, unit, '15/10/2025']])], requestFor('dossiers', over))

describe('dossier codes', () => {
  // DOMAIN §3.1, forms F1, F2, F3, F4.
  it.each(['000.00.04.H30-240419-0001', 'H01.187-251015-0001', 'G09.20-20260609-0092637'])(
    '%s is a known form',
    async (code) => {
      expect(faultsOf(await check(code))).toEqual([])
    },
  )

  it('in no known form are kept and flagged', async () => {
    const checked = await check('HS/2025/17')
    expect(faultsOf(checked)).toEqual(['V13'])
    expect(checked.staged[0]?.key).toBe('HS/2025/17')
  })

  it.each(['1.23E+12', '1,1E+1', '1.1E-05', '#####', 1.5])('%s was eaten by a spreadsheet', async (code) => {
    expect(faultsOf(await check(code))).toEqual(['code.damaged'])
  })
})

it('B14: agency 000.00.00.H13 is H13 in its older order', async () => {
  const row = ['TDGQ', '000.00.00.H13', '1/1/2025', '31/12/2025', '80']
  const header = ['Chỉ tiêu', 'Đơn vị', 'Từ ngày', 'Đến ngày', 'Giá trị']
  const { verdict, staged } = await checkSheets([sheetOf([header, row])], requestFor('indicators'))
  expect(verdict.issues.map(({ rule, params }) => [rule, params.code])).toEqual([['V13.agency', 'H13']])
  expect(staged[0]?.row.unit).toBe('ct')
})

describe('procedure codes that a spreadsheet took for numbers', () => {
  const procedures = ['1.001190', '1.001193', '2.000815', '1.010000']

  it.each<[RawCell, string]>([
    ['1.00119', '1.001190'],
    [1.00119, '1.001190'],
    ['1,00119', '1.001190'],
    ['1.01', '1.010000'],
  ])('%s lost its zeros and is restored to %s, with a notice', async (cell, code) => {
    const checked = await check('H13.1-251015-0001', cell, { procedures })
    expect(checked.staged[0]?.row.procedureCode).toBe(code)
    expect(checked.verdict.issues).toMatchObject([{ rule: 'procedure.restored', severity: 'notice', params: { code } }])
  })

  it('whole codes stay as they are, known or not', async () => {
    for (const code of ['1.001193', '1.009999', '2.000815.000.00.00.H13']) {
      const checked = await check('H13.1-251015-0001', code, { procedures })
      expect(checked.verdict.issues).toEqual([])
      expect(checked.staged[0]?.row.procedureCode).toBe(code)
    }
  })

  it('that fit two codes are a fault with both to choose from, healed by one answer', async () => {
    const two = [...procedures, '1.0011900']
    const asked = await check('H13.1-251015-0001', '1.00119', { procedures: two })
    expect(faultsOf(asked)).toEqual(['procedure.ambiguous'])
    const repair = asked.verdict.issues[0]?.repair
    expect(repair).toMatchObject({ kind: 'choice', answer: 'value:procedureCode:1.00119' })
    expect(repair?.choices.map(({ value }) => value)).toEqual(['1.001190', '1.0011900'])
    const answers = { 'value:procedureCode:1.00119': '1.001190' }
    const healed = await check('H13.1-251015-0001', '1.00119', { procedures: two, answers })
    expect(healed.verdict.state).toBe('ready')
    expect(healed.staged[0]?.row.procedureCode).toBe('1.001190')
  })

  it('that fit none are kept with a warning', async () => {
    const checked = await check('H13.1-251015-0001', '1.0999', { procedures })
    expect(faultsOf(checked)).toEqual(['V13.procedure'])
    expect(checked.staged[0]?.row.procedureCode).toBe('1.0999')
  })
})
