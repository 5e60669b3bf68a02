import { describe, expect, it } from 'vitest'
import type { UnitItem } from '../../shared/api.ts'
import { toDirectory } from './directory.ts'
import { changeText, isBetter } from './figure-text.ts'
import { CHANGE, changeOf, firstOrder, NAME, scaleOf, sortRows, toRows } from './table-rows.ts'
import { groupsOf } from './tree-groups.ts'

const RATE = 'dossiers.onTimeRate'
const OVERDUE = 'dossiers.overdue'
const spec = { dimension: 'unit', measure: RATE, companions: [OVERDUE] }
const names: Record<string, string> = { a: 'Xã Ánh', b: 'Xã Bình', c: 'Xã Đông' }
const nameOf = (key: string) => names[key] ?? key
const rows = toRows(
  [
    { unit: 'a', [RATE]: { value: 0.9, low: 0.86, high: 0.93 }, [OVERDUE]: { value: 4 } },
    { unit: 'b', [RATE]: { value: null, none: 'tooFew' }, [OVERDUE]: { value: 1 } },
    { unit: 'c', [RATE]: { value: 0.95, low: 0.91, high: 0.98 }, [OVERDUE]: { value: 9 } },
  ],
  [{ unit: 'a', [RATE]: { value: 0.92 } }],
  spec,
  nameOf,
)
const keys = (key: string, direction: 'asc' | 'desc') =>
  sortRows(rows, { key, direction }, { ...spec, isTime: false }).map((row) => row.key)

describe('the table', () => {
  it('begins with the largest, and with times as they run', () => {
    expect(firstOrder(RATE, false)).toEqual({ key: RATE, direction: 'desc' })
    expect(firstOrder(RATE, true)).toEqual({ key: NAME, direction: 'asc' })
  })

  it('puts those without a figure last, whatever the direction', () => {
    expect(keys(RATE, 'desc')).toEqual(['c', 'a', 'b'])
    expect(keys(RATE, 'asc')).toEqual(['a', 'c', 'b'])
  })

  it('sorts by what stands beside the figure, by change and by name', () => {
    expect(keys(OVERDUE, 'desc')).toEqual(['c', 'a', 'b'])
    expect(keys(NAME, 'desc')).toEqual(['c', 'b', 'a'])
    expect(keys(CHANGE, 'asc')[0]).toBe('a')
  })

  it('compares in percentage points, and not where one of the two is no figure', () => {
    const [a, b] = rows
    expect(a && changeOf(a)).toBeCloseTo(-0.02)
    expect(b && changeOf(b)).toBeNull()
    expect(changeText(RATE, -0.02, 'vi')).toBe('−2,0')
    expect(changeText(OVERDUE, 3, 'vi')).toBe('+3')
  })

  it('calls a change better by what the measure wants, and nothing better that cannot be read', () => {
    expect(isBetter(RATE, 0.01)).toBe(true)
    expect(isBetter(OVERDUE, 2)).toBe(false)
    expect(isBetter('dossiers.received', 20)).toBeNull()
    expect(isBetter(RATE, 0.0004)).toBeNull()
  })

  it('draws all intervals on one scale in steps of five percent', () => {
    expect(scaleOf(rows)).toEqual({ from: 0.85, to: 1 })
  })
})

const unit = (id: string, name: string, level: string, more: Partial<UnitItem> = {}): UnitItem => ({
  id,
  name,
  level,
  parent: 'home',
  code: null,
  agencyCode: null,
  from: '0001-01-01',
  to: '9999-12-31',
  lng: null,
  lat: null,
  ...more,
})
const area = { unit: 'huyen', name: 'Huyện Vị Thuỷ', straddles: false }
const units = [
  unit('so', 'Sở Y tế', 'department'),
  unit('p', 'Phường Đại Thành', 'commune', { area }),
  unit('x', 'Xã Đại Hải', 'commune', { area: { ...area, straddles: true } }),
]

describe('the tree', () => {
  it('puts communes under the old district that most of them comes from', () => {
    const groups = groupsOf(units, null)
    expect(groups.map(({ title, units: list }) => [title, list.map(({ id }) => id)])).toEqual([
      ['areas', ['huyen']],
      ['departments', ['so']],
    ])
    expect(groupsOf(units, 'huyen')[0]?.units).toEqual([
      { id: 'p', name: 'Phường Đại Thành', isArea: false, hasChildren: false },
      { id: 'x', name: 'Xã Đại Hải', isArea: false, hasChildren: false, straddles: true },
    ])
  })

  it('finds a name without its accents, those that begin with the words first', () => {
    const directory = toDirectory(units, units, '2026-11-22')
    expect(directory.search('dai', 5).map(({ id }) => id)).toEqual(['x', 'p'])
    expect(directory.search('dai thanh', 5).map(({ id }) => id)).toEqual(['p'])
    expect(directory.search('  ', 5)).toEqual([])
  })

  it('knows districts only while they stand', () => {
    const old = unit('huyen', 'Huyện Vị Thuỷ', 'district', { to: '2025-06-30' })
    expect(toDirectory([old], [old], '2025-03-31').hasDistricts).toBe(true)
    expect(toDirectory([old], [old], '2026-11-22').hasDistricts).toBe(false)
  })
})
