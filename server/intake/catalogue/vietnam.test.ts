import { describe, expect, it } from 'vitest'
import type { Row } from '../../../shared/datasets/dataset.ts'
import { oneSpelling, readMappings } from './mappings.ts'
import { vietnamUnits } from './vietnam.ts'

const { rows, setAside, repaired } = vietnamUnits()
const byId = Map.groupBy(rows, (row) => row.unit as string)
const only = (id: string): Row => {
  const [row, ...more] = byId.get(id) ?? []
  if (!row || more.length > 0) throw new Error(`${id}: ${more.length + (row ? 1 : 0)} rows`)
  return row
}
const endedAt = (level: string, to: string) => rows.filter((row) => row.level === level && row.to === to)
const inside = (row: Row, ancestor: string): boolean =>
  row.parent === ancestor || (byId.get(row.parent as string) ?? []).some((parent) => inside(parent, ancestor))
const successors = (row: Row): { id: string; weight: number }[] =>
  ((row.becomes as string | null) ?? '')
    .split('; ')
    .filter(Boolean)
    .map((part) => ({ id: part.split('*')[0] ?? '', weight: Number(part.split('*')[1]) }))

describe('the units of Việt Nam', () => {
  it('are 34 provinces and 3,321 communes today, 63 provinces until 30 June 2025', () => {
    expect(
      new Set(rows.filter((row) => row.level === 'province' && row.to === '9999-12-31').map((r) => r.unit)),
    ).toHaveProperty('size', 34)
    expect(endedAt('commune', '9999-12-31')).toHaveLength(3321)
    // 63 = 52 merged into 23, and 11 unchanged (Resolution 202/2025/QH15).
    expect(endedAt('province', '2025-06-30')).toHaveLength(52)
    const unchanged = rows.filter(
      ({ level, from, to }) => level === 'province' && from === '0001-01-01' && to !== '2025-06-30',
    )
    expect(unchanged).toHaveLength(11)
    // 10,035 communes until then, one of which (Xã Ia Mơ) the package does not list.
    expect(rows.filter((row) => row.level === 'commune' && row.to === '2025-06-30' && row.code)).toHaveLength(10_034)
  })

  it('keep one identity where a province took in no other', () => {
    expect(only('vn-20')).toMatchObject({
      name: 'Tỉnh Lạng Sơn',
      code: '20',
      agencyCode: 'H37',
      from: '0001-01-01',
      to: '9999-12-31',
    })
    expect(byId.has('vn-20-old')).toBe(false)
    expect(only('vn-01').name).toBe('Thành phố Hà Nội')
  })

  it('give Tây Ninh and Long An their own codes before, Long An’s code after', () => {
    expect(only('vn-80')).toMatchObject({ name: 'Tỉnh Tây Ninh', from: '2025-07-01', agencyCode: 'H53' })
    expect(only('vn-80-old')).toMatchObject({ name: 'Tỉnh Long An', to: '2025-06-30', becomes: 'vn-80*1' })
    expect(only('vn-72-old')).toMatchObject({ name: 'Tỉnh Tây Ninh', to: '2025-06-30', becomes: 'vn-80*1' })
  })

  it('lead the 75 communes and 8 districts of Hậu Giang to 28 of Cần Thơ', () => {
    const old = endedAt('commune', '2025-06-30').filter((row) => inside(row, 'vn-93-old'))
    expect(old).toHaveLength(75)
    expect(rows.filter((row) => row.level === 'district' && row.parent === 'vn-93-old')).toHaveLength(8)
    const today = new Set(old.flatMap(successors).map(({ id }) => id))
    expect(today.size).toBe(28)
    for (const id of today) expect(only(id).parent).toBe('vn-92')
    expect(only('vn-93-old')).toMatchObject({ name: 'Tỉnh Hậu Giang', agencyCode: 'H30', becomes: 'vn-92*1' })
    expect(only('vn-93-old-huyen-vi-thuy')).toMatchObject({ level: 'district', parent: 'vn-93-old' })
  })

  it('lead the communes of Lạng Sơn to 65', () => {
    const old = endedAt('commune', '2025-06-30').filter((row) => inside(row, 'vn-20'))
    // 194 with a code (the 194 of June 2025) and 5 names of communes merged earlier; seed 001 counted 200 in 2020.
    expect(old).toHaveLength(199)
    expect(old.filter((row) => row.code)).toHaveLength(194)
    expect(new Set(old.flatMap(successors).map(({ id }) => id)).size).toBe(65)
  })

  it('lead Phường 24 of Bình Thạnh to Phường Bình Thạnh of TP.HCM, not to Phường Long Bình of Cần Thơ', () => {
    const row = only('vn-79-old-quan-binh-thanh-phuong-24')
    expect(only(successors(row)[0]?.id ?? '')).toMatchObject({ name: 'Phường Bình Thạnh', parent: 'vn-79' })
    expect(rows.filter((r) => successors(r).some(({ id }) => id === 'vn-31473')).map((r) => r.name)).toEqual([
      'Phường Bình Thạnh',
      'Phường Vĩnh Tường',
      'Xã Long Bình',
    ])
  })

  it('lead Xã Vân Xuân and Xã Bình Dương of Vĩnh Phúc to Xã Vĩnh Tường of Phú Thọ, not to ours', () => {
    for (const name of ['xa-van-xuan', 'xa-binh-duong']) {
      const [successor] = successors(only(`vn-26-old-huyen-vinh-tuong-${name}`))
      expect(only(successor?.id ?? '')).toMatchObject({ name: 'Xã Vĩnh Tường', parent: 'vn-25' })
    }
    expect(
      rows
        .filter((row) => successors(row).some(({ id }) => id === 'vn-31459'))
        .map((row) => row.unit)
        .sort(),
    ).toEqual(['vn-31456-old', 'vn-31459-old'])
  })

  it('count what was set aside and what was repaired', () => {
    expect(setAside.map(({ reason, count }) => [reason, count])).toEqual([
      ['the special zone had no commune before', 5],
      ['the same commune and successor again', expect.any(Number)],
      ['a part without weight of a commune that has its line', expect.any(Number)],
      ['a commune of today without any line', 1],
    ])
    expect(repaired.find(({ reason }) => reason === 'no commune of today has this code')?.count).toBe(431)
    expect(repaired.find(({ reason }) => reason === 'the code belongs to another province')?.count).toBe(22)
  })

  it('set aside a line whose commune cannot be found by name either', () => {
    const tables = {
      provinces: [{ province_code: '92', name: 'Thành phố Cần Thơ', place_type: 'Thành phố Trung Ương' }],
      wards: [{ ward_code: '31459', name: 'Xã Vĩnh Tường', province_code: '92' }],
      mappings: [
        {
          old_ward_code: '31456',
          old_ward_name: 'Xã Vĩnh Trung',
          old_district_name: 'Huyện Vị Thuỷ',
          old_province_name: 'Tỉnh Hậu Giang',
          new_ward_code: '31459',
          new_ward_name: 'Xã Vĩnh Tuy',
          new_province_name: 'Thành phố Cần Thơ',
        },
      ],
    }
    const found = readMappings(tables)
    expect(found.communes).toEqual([])
    expect(found.setAside[0]).toMatchObject({ reason: 'the code belongs to another commune of the province', count: 1 })
  })

  it('pass each old unit on whole', () => {
    for (const row of rows.filter((candidate) => candidate.becomes)) {
      const parts = successors(row)
      expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
      for (const { id } of parts) expect(byId.get(id)?.[0]?.from, `${row.unit} → ${id}`).toBe(row.becomesOn)
    }
    const communes = endedAt('commune', '2025-06-30')
    expect(communes.filter((row) => !row.becomes)).toEqual([])
  })

  it('have lives that do not overlap and parents that live', () => {
    for (const [unit, spells] of byId) {
      const sorted = spells.toSorted((a, b) => (String(a.from) < String(b.from) ? -1 : 1))
      sorted.slice(1).forEach((spell, index) => {
        expect(String(spell.from) > String(sorted[index]?.to), unit).toBe(true)
      })
      for (const spell of spells) {
        if (spell.parent === null) continue
        const parents = byId.get(spell.parent as string) ?? []
        expect(
          parents.some((parent) => String(parent.from) <= String(spell.to) && String(spell.from) <= String(parent.to)),
          unit,
        ).toBe(true)
      }
    }
  })

  it('never share a code of a level on one day', () => {
    const coded = Map.groupBy(
      rows.filter((row) => row.code),
      (row) => `${row.level}|${row.scheme}|${row.code}`,
    )
    for (const [code, holders] of coded) {
      const sorted = holders.toSorted((a, b) => (String(a.from) < String(b.from) ? -1 : 1))
      sorted.slice(1).forEach((holder, index) => {
        expect(String(holder.from) > String(sorted[index]?.to), code).toBe(true)
      })
    }
  })

  it('keep the special zones Hoàng Sa and Trường Sa', () => {
    expect(only('vn-20333')).toMatchObject({ name: 'Đặc khu Hoàng Sa', parent: 'vn-48' })
    expect(rows.find((row) => row.name === 'Đặc khu Trường Sa')).toMatchObject({ parent: 'vn-56', level: 'commune' })
  })

  it('call Huế a province until 2024', () => {
    expect(byId.get('vn-46')?.map((row) => [row.name, row.from, row.to])).toEqual([
      ['Tỉnh Thừa Thiên Huế', '0001-01-01', '2024-12-31'],
      ['Thành phố Huế', '2025-01-01', '9999-12-31'],
    ])
  })

  it('know Thành phố Huế as a district until 2024, with the communes of the two that it became', () => {
    expect(only('vn-46-old-thanh-pho-hue')).toMatchObject({
      level: 'district',
      parent: 'vn-46',
      to: '2024-12-31',
      becomes: 'vn-46-old-quan-thuan-hoa*0.5; vn-46-old-quan-phu-xuan*0.5',
      becomesOn: '2025-01-01',
    })
    const below = (parent: string) => new Set(rows.filter((row) => row.parent === parent).map((row) => row.unit))
    const parts = [...below('vn-46-old-quan-thuan-hoa'), ...below('vn-46-old-quan-phu-xuan')]
    expect(parts.length).toBeGreaterThan(30)
    expect(below('vn-46-old-thanh-pho-hue')).toEqual(new Set(parts))
    expect(byId.get('vn-46-old-thi-xa-phong-dien')?.map((row) => [row.name, row.to])).toEqual([
      ['Huyện Phong Điền', '2024-12-31'],
      ['Thị xã Phong Điền', '2025-06-30'],
    ])
  })

  it('call Đồng Nai a city since 30 April 2026', () => {
    expect(byId.get('vn-75')?.map((row) => [row.name, row.from, row.to])).toEqual([
      ['Tỉnh Đồng Nai', '2025-07-01', '2026-04-29'],
      ['Thành phố Đồng Nai', '2026-04-30', '9999-12-31'],
    ])
  })
})

describe('one spelling', () => {
  it('moves the tone mark to where both habits agree', () => {
    expect(oneSpelling('Vị Thuỷ')).toBe(oneSpelling('Vị Thủy'))
    expect(oneSpelling('Xã Tân Hoà')).toBe(oneSpelling('Xã Tân Hòa'))
    expect(oneSpelling('Xã Quỳnh Hoàng')).toBe('Xã Quỳnh Hoàng')
  })
})
