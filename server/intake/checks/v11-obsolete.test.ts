import { describe, expect, it } from 'vitest'
import type { RawCell } from '../read/raw.ts'
import { CITY, checkSheets, faultsOf, requestFor, sheetOf, unit } from '../test-city.ts'

const HEADER = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', 'Mức độ']
const check = (cells: RawCell[], over = {}) =>
  checkSheets([sheetOf([HEADER, ['H13.1-251015-0001', ...cells]])], requestFor('dossiers', over))

describe('service levels', () => {
  // A23: a district of 2024 still counts "level 4".
  it('"level 4" in 2024 is a warning and read as full-process; in June 2022 it was right', async () => {
    const late = await check(['Xã Vĩnh Trung', '03/12/2024', 'Mức độ 4'])
    expect(faultsOf(late)).toEqual(['V11'])
    expect(late.staged[0]?.row.serviceLevel).toBe('full')
    expect(faultsOf(await check(['Xã Vĩnh Trung', '30/06/2022', 'Mức độ 4']))).toEqual([])
    expect(faultsOf(await check(['Xã Vĩnh Trung', '01/07/2022', 'Mức độ 4']))).toEqual(['V11'])
  })
})

describe('districts after 30 June 2025', () => {
  it('are the communes that they became, to choose from; until that day they are themselves', async () => {
    const after = await check(['935', '01/07/2025', null])
    expect(faultsOf(after)).toEqual(['unit.ambiguous'])
    expect(after.verdict.issues[0]?.repair?.choices.map(({ value }) => value).sort()).toEqual(['vithanh', 'vt'])
    expect(faultsOf(await check(['Huyện Vị Thủy', '01/07/2025', null]))).toEqual(['unit.ambiguous'])
  })

  it('of which one commune is left are mapped to it with a warning: Côn Đảo is a special zone now', async () => {
    const island = [
      unit('cd-old', 'district', 'Huyện Côn Đảo', { code: '755', parent: 'ct', to: '2025-06-30' }),
      unit('cd-town', 'commune', 'Thị trấn Côn Đảo', { code: '26001', parent: 'cd-old', to: '2025-06-30' }),
      unit('cd', 'commune', 'Đặc khu Côn Đảo', { code: '26732', parent: 'ct', from: '2025-07-01' }),
    ]
    const units = {
      ...CITY,
      stamp: 2,
      units: new Map([...CITY.units, ...island.map((one) => [one.id, one] as const)]),
      bridges: [...CITY.bridges, { from: 'cd-town', to: 'cd', on: '2025-07-01', weight: 1, estimated: false }],
    }
    for (const name of ['755', 'Huyện Côn Đảo']) {
      const checked = await check([name, '01/07/2025', null], { units })
      expect(faultsOf(checked)).toEqual(['V11'])
      expect(checked.staged[0]?.row.receivingUnit).toBe('cd')
      expect((await check([name, '30/06/2025', null], { units })).staged[0]?.row.receivingUnit).toBe('cd-old')
    }
  })
})
