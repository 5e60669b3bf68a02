import { type GeoBudget, toGeometryText } from './geometry.ts'
import { readItems, toObject } from './json-items.ts'
import type { JsonObject, JsonValue } from './json-text.ts'
import type { ReadLimits } from './limits.ts'
import { type RawCell, type RawFile, type RawRow, UnreadableFile } from './raw.ts'

const ROWS_AT_ONCE = 200
const GEOMETRY = 'geometry'

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null
}

/** Code and name first, then the other properties that hold a single value. */
function toOrder(keys: Iterable<string>): string[] {
  const all = [...keys]
  return [
    ...['code', 'name'].filter((key) => all.includes(key)),
    ...all.filter((key) => key !== 'code' && key !== 'name'),
  ]
}

function propertiesOf(feature: JsonObject): JsonObject {
  const properties = feature.get('properties')
  return properties instanceof Map ? properties : new Map()
}

function toCells(
  item: JsonValue,
  keys: readonly string[],
  index: number,
  left: GeoBudget,
  limits: ReadLimits,
): RawCell[] {
  const feature = toObject(item, index + 2)
  const geometry = feature.get('geometry')
  if (feature.get('type') !== 'Feature' || !(geometry instanceof Map)) {
    throw new UnreadableFile('IOC_GEOJSON_GEOMETRY', 422, { feature: index + 1 })
  }
  const properties = propertiesOf(feature)
  const cells = keys.map((key) => {
    const value = properties.get(key) ?? null
    return isScalar(value) ? (value as RawCell) : null
  })
  return [...cells, toGeometryText(geometry, index + 1, left, limits)]
}

/** Looks at every feature: the names of their properties, and whether each shape can be read. @throws UnreadableFile */
export function checkFeatures(text: string, limits: ReadLimits): string[] {
  const keys = new Set<string>()
  const left = { vertices: limits.geoVertices }
  let index = 0
  for (const item of readItems(text, limits)) {
    if (index >= limits.geoFeatures) throw new UnreadableFile('IOC_GEOJSON_TOO_BIG', 413, { limit: limits.geoFeatures })
    toCells(item, [], index, left, limits)
    for (const [key, value] of propertiesOf(toObject(item, index + 2))) if (isScalar(value)) keys.add(key)
    if (keys.size >= limits.columns) throw new UnreadableFile('IOC_TOO_MANY_COLUMNS', 422, { limit: limits.columns })
    index += 1
  }
  return toOrder(keys)
}

async function* toRows(text: string, keys: readonly string[], limits: ReadLimits): AsyncGenerator<RawRow[]> {
  const left = { vertices: limits.geoVertices }
  let batch: RawRow[] = [{ rowNo: 1, cells: [...keys, GEOMETRY] }]
  let index = 0
  for (const item of readItems(text, limits)) {
    batch.push({ rowNo: index + 2, cells: toCells(item, keys, index, left, limits) })
    index += 1
    if (batch.length < ROWS_AT_ONCE) continue
    yield batch
    batch = []
  }
  yield batch
}

/** Polygons with their properties as one sheet without a name: row 1 holds the names, the first feature is row 2. */
export async function* readGeojson(text: string, keys: readonly string[], limits: ReadLimits): RawFile {
  yield { name: '', index: 0, hidden: false, merges: [], rows: toRows(text, keys, limits) }
}
