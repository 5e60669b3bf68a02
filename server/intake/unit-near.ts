import type { Day } from '../../shared/period.ts'
import { FOREVER, nameOn, SINCE_EVER, type Unit } from '../../shared/units.ts'
import { nameKey, type UnitIndex, withoutKind } from './unit-names.ts'

/** A unit as an officer tells it from its namesakes: name, what stands above, code, life. */
export function describeUnit(index: UnitIndex, unit: Unit): string {
  const parent = unit.parents.map(({ parent: id }) => index.byId.get(id)).find((found) => found !== undefined)
  const code = unit.codes[0]
  const parts = [
    parent ? nameOn(parent, parent.to) : '',
    code ? `${code.scheme}:${code.code}` : unit.id,
    unit.to !== FOREVER ? `đến ${unit.to}` : unit.from !== SINCE_EVER ? `từ ${unit.from}` : '',
  ].filter((part) => part !== '')
  return `${nameOn(unit, unit.to)} (${parts.join(', ')})`
}

const MAX_NEAR = 5

/** Up to five units whose names are nearly what was written, or what it once named, the nearest first. */
export function nearUnits(index: UnitIndex, text: string, scope: ReadonlySet<string> | null, day: Day): Unit[] {
  const key = withoutKind(nameKey(text.split(/\s+[-–]\s+|,/)[0] ?? text))
  if (key.length < 3) return []
  const near: { unit: Unit; distance: number }[] = []
  const limit = key.length < 6 ? 1 : 2
  for (const [name, spells] of index.bare) {
    if (Math.abs(name.length - key.length) > limit) continue
    const distance = editDistance(name, key, limit)
    if (distance > limit) continue
    for (const { unit } of spells)
      if (scope === null || scope.has(unit.id)) near.push({ unit, distance: distance + (unit.to < day ? 0.5 : 0) })
  }
  near.sort((a, b) => a.distance - b.distance)
  return [...new Set(near.map(({ unit }) => unit))].slice(0, MAX_NEAR)
}

/** Letters to change, add or take away to get from one text to the other; anything above `limit` is as good as infinite. */
export function editDistance(a: string, b: string, limit: number): number {
  let line = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const change = (line[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const value = Math.min(change, (line[column] as number) + 1, (next[column - 1] as number) + 1)
      next.push(value)
      if (value < least) least = value
    }
    if (least > limit) return limit + 1
    line = next
  }
  return line[b.length] as number
}
