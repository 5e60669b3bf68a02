import type { UnitItem } from '../../shared/api.ts'

/** A unit of the tree; an area is an old district under which units of today stand. */
export interface TreeUnit {
  id: string
  name: string
  isArea: boolean
  hasChildren?: boolean
  /** Comes from several old districts. */
  straddles?: boolean
}

/** Units of one kind under one parent. */
export interface TreeGroup {
  title: 'areas' | 'districts' | 'communes' | 'departments' | null
  units: TreeUnit[]
}

const LEVELS = [
  ['areas', []],
  ['districts', ['district', 'province', 'group', 'country']],
  ['communes', ['commune']],
  ['departments', ['department']],
] as const
const WITH_CHILDREN = ['country', 'province', 'district']

/**
 * The children of a unit as the tree shows them: by kind, and communes under the old district that most of them comes from
 * where that is known.
 *
 * @param area - only the communes of this old district; null = everything
 */
export function groupsOf(children: readonly UnitItem[], area: string | null): TreeGroup[] {
  if (area !== null) return [{ title: null, units: toUnits(children.filter((unit) => unit.area?.unit === area)) }]
  const areas = new Map(
    children.flatMap(({ area: own }): [string, TreeUnit][] =>
      own ? [[own.unit, { id: own.unit, name: own.name, isArea: true, hasChildren: true }]] : [],
    ),
  )
  const groups = LEVELS.map(([title, levels]): TreeGroup => {
    if (title === 'areas') return { title, units: [...areas.values()] }
    const found = children.filter(({ level, area: own }) => (levels as readonly string[]).includes(level) && !own)
    return { title, units: toUnits(found) }
  }).filter(({ units }) => units.length > 0)
  for (const { units } of groups) units.sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
  return groups
}

function toUnits(units: readonly UnitItem[]): TreeUnit[] {
  return units.map(({ id, name, level, hasChildren, area }) => ({
    id,
    name,
    isArea: false,
    hasChildren: hasChildren ?? WITH_CHILDREN.includes(level),
    ...(area?.straddles && { straddles: true }),
  }))
}
