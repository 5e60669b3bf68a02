import type { UnitItem } from '../../shared/api.ts'
import type { Directory } from './directory.ts'

/** A unit above the one on screen. */
export interface Crumb {
  id: string
  name: string
}

const MOST = 6

/** The units above a unit, from the home unit down, with the old district between them where it is known. */
export function crumbsOf(
  unit: Pick<UnitItem, 'id' | 'parent' | 'area'> | null,
  home: { unit: string; name: string } | null,
  directory: Pick<Directory, 'unit'>,
): Crumb[] {
  if (!unit || !home || unit.id === home.unit) return []
  const crumbs: Crumb[] = unit.area ? [{ id: unit.area.unit, name: unit.area.name }] : []
  let parent = unit.parent
  while (parent !== null && parent !== home.unit && crumbs.length < MOST) {
    const above = directory.unit(parent)
    if (!above) break
    crumbs.unshift({ id: above.id, name: above.name })
    parent = above.parent
  }
  return [{ id: home.unit, name: home.name }, ...crumbs]
}
