import { describe, expect, it } from 'vitest'
import { CITY, unit } from './test-city.ts'
import { createUnitLookup } from './unit-lookup.ts'
import { agencyKey, indexUnits } from './unit-names.ts'

const index = indexUnits(CITY)
const BEFORE = '2024-03-01'
const AFTER = '2025-10-15'
const feedOf = (unit: string | null, tree = 'main') => ({
  feed: { id: 'f', unit, tree, mode: 'upsert' as const },
  homeUnit: null,
  extractedAt: null,
})
const inside = createUnitLookup(index, { lookup: 'inside' }, feedOf('ct'))
const everywhere = createUnitLookup(index, { lookup: 'tree' }, feedOf('ct'))

describe('names', () => {
  it.each([
    'Xã Vĩnh Tường',
    'UBND xã Vĩnh Tường',
    'xa vinh tuong',
    'VĨNH TƯỜNG',
    'Vĩnh Tường',
    'x. Vĩnh Tường',
    'Ủy ban nhân dân Xã Vĩnh Tường - TP Cần Thơ',
    '31459',
    'area:31459',
    '31459 - Xã Vĩnh Tường',
    'vt',
  ])('finds %s after the merger', (text) => {
    expect(inside(text, '', AFTER).unit?.id).toBe('vt')
  })

  it('finds the old commune of that name on a day before the merger, since it became one of ours', () => {
    expect(inside('UBND xã Vĩnh Tường', '', BEFORE).unit?.id).toBe('vt-old')
  })

  it('does not take a ward for a commune of the same name', () => {
    expect(inside('Xã Vị Thanh', '', AFTER).fault?.rule.id).toBe('unit.unknown')
  })

  it('suggests what was nearly written', () => {
    const { fault } = inside('Xã Vĩnh Tưởngg', '', AFTER)
    expect(fault?.rule.id).toBe('unit.unknown')
    expect(fault?.params.near).toContain('Xã Vĩnh Tường')
  })

  it('prefers the same accents where names fold alike, and lists both where nothing decides', () => {
    const find = createUnitLookup(index, { lookup: 'inside' }, feedOf('ag'))
    expect(find('Xã Tân Hứng', '', AFTER).unit?.id).toBe('hung2')
    expect(find('xa tan hung', '', AFTER).fault).toMatchObject({ rule: { id: 'unit.ambiguous' }, params: { count: 2 } })
  })
})

describe('scope', () => {
  it('finds one of two namesakes inside the feed', () => {
    expect(inside('Xã Tân Hòa', '', AFTER).unit?.id).toBe('th-ct')
    expect(everywhere('Xã Tân Hòa', '', AFTER).unit?.id).toBe('th-ct')
  })

  it('takes the parent behind the name as a hint', () => {
    expect(everywhere('UBND xã Tân Hòa - tỉnh An Giang', '', AFTER).unit?.id).toBe('th-ag')
    const nobody = createUnitLookup(index, { lookup: 'tree' }, feedOf(null))
    expect(nobody('Xã Tân Hòa', '', AFTER).fault?.rule.id).toBe('unit.ambiguous')
    expect(nobody('Xã Tân Hòa, tỉnh An Giang', '', AFTER).unit?.id).toBe('th-ag')
  })

  it("refuses another province's unit for rows that must lie inside the feed", () => {
    expect(inside('Xã Đông Thái', '', AFTER).fault?.rule.id).toBe('unit.outside')
    expect(inside('area:30988', '', AFTER).fault?.rule.id).toBe('unit.outside')
    expect(inside('dt', '', AFTER).fault?.rule.id).toBe('unit.outside')
    expect(everywhere('Xã Đông Thái', '', AFTER).unit?.id).toBe('dt')
  })
})

describe('codes', () => {
  it('mean what they meant on the day of the row', () => {
    expect(inside('31459', '', BEFORE).unit?.id).toBe('vtrung')
    expect(inside('31459', '', AFTER).unit?.id).toBe('vt')
    expect(inside('area:31459@2024-03-01', '', AFTER).unit?.id).toBe('vtrung')
  })

  it('are a fault when they were reused for another name', () => {
    expect(inside('Xã Vĩnh Trung', '31459', AFTER).fault?.rule.id).toBe('unit.disagrees')
    expect(inside('Xã Vĩnh Tường', '31321', AFTER).fault?.rule.id).toBe('unit.disagrees')
    expect(inside('Xã Vĩnh Tường', '31459', AFTER).unit?.id).toBe('vt')
  })

  it('alone are a fault where the day of the extract gives them another meaning', () => {
    const find = createUnitLookup(
      index,
      { lookup: 'inside' },
      { ...feedOf('ct'), extractedAt: '2025-12-01T00:00:00+07:00' },
    )
    expect(find('31459', '', BEFORE).fault?.rule.id).toBe('unit.ambiguous')
    expect(find('Xã Vĩnh Trung', '31459', BEFORE).unit?.id).toBe('vtrung')
  })

  it('of agencies are the same in both orders', () => {
    expect(['000.00.00.H37', 'H37', '000.00.04.H30', 'H01.187'].map(agencyKey)).toEqual([
      'H37',
      'H37',
      'H30.04',
      'H01.187',
    ])
    expect(everywhere('000.00.00.H13', '', AFTER)).toMatchObject({
      unit: { id: 'ct' },
      fault: { rule: { id: 'V13.agency' } },
    })
  })

  it("of a feed's own tree are its own", () => {
    const la = createUnitLookup(index, { lookup: 'inside' }, feedOf(null, 'la'))
    expect(la('79', '', '2020-01-01').unit?.id).toBe('la:commune:79')
    expect(la('1', '', '2020-01-01').unit?.id).toBe('la:commune:1')
    expect(la('Xã Vĩnh Tường', '', AFTER).fault?.rule.id).toBe('unit.outside')
  })
})

describe('units that have ended', () => {
  it('are moved to their one successor, with a warning', () => {
    expect(inside('Xã Vĩnh Trung', '', AFTER)).toMatchObject({ unit: { id: 'vt' }, fault: { rule: { id: 'V11' } } })
  })

  it('are a fault where they were split', () => {
    expect(inside('Xã Chia Đôi', '', AFTER).fault).toMatchObject({
      rule: { id: 'unit.ambiguous' },
      params: { count: 2 },
    })
  })
})

describe('a name that a unit bore at another time', () => {
  // A province that was Tỉnh Thừa Thiên Huế until 2024 and is Thành phố Huế since; a district bore that name until 2024.
  const until2024 = { from: '0001-01-01', to: '2024-12-31' }
  const since2025 = { from: '2025-01-01', to: '9999-12-31' }
  const province = {
    ...unit('hue', 'province', '', {}),
    names: [
      { name: 'Tỉnh Thừa Thiên Huế', ...until2024 },
      { name: 'Thành phố Huế', ...since2025 },
    ],
  }
  const district = unit('tp-hue', 'district', 'Thành phố Huế', { parent: 'hue', to: '2024-12-31' })
  const lookup = (extractedAt: string | null, ...units: (typeof province)[]) => {
    const set = indexUnits({ units: new Map(units.map((each) => [each.id, each])), bridges: [] })
    return createUnitLookup(set, { lookup: 'tree' }, { ...feedOf(null), extractedAt })
  }

  it('means that unit where no other bore it, with a warning', () => {
    const find = lookup(null, province)
    expect(find('Thành phố Huế', '', '2021-06-01')).toMatchObject({
      unit: { id: 'hue' },
      fault: { rule: { id: 'V11' }, params: { name: 'Tỉnh Thừa Thiên Huế' } },
    })
    expect(find('Tỉnh Thừa Thiên Huế', '', '2026-01-05')).toMatchObject({
      unit: { id: 'hue' },
      fault: { rule: { id: 'V11' }, params: { name: 'Thành phố Huế' } },
    })
    expect(find('Thành phố Huế', '', '2025-06-01')).toMatchObject({ unit: { id: 'hue' }, fault: null })
  })

  it('means who bore it on the day, but is a fault where the day of the extract gives it to another level', () => {
    expect(lookup(null, province, district)('Thành phố Huế', '', '2024-06-01').unit?.id).toBe('tp-hue')
    const late = lookup('2026-01-05T00:00:00+07:00', province, district)
    expect(late('Thành phố Huế', '', '2024-06-01').fault).toMatchObject({
      rule: { id: 'unit.ambiguous' },
      params: { count: 2 },
    })
    expect(late('Thành phố Huế', '', '2025-06-01').unit?.id).toBe('hue')
  })
})
