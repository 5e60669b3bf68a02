import type { JsonObject, JsonValue } from './json-text.ts'
import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './raw.ts'

/** Việt Nam with its islands, Hoàng Sa and Trường Sa among them, in degrees. */
const VIET_NAM = { west: 102, east: 118, south: 6, north: 24 }

/** What the shapes of one file may still use together. */
export interface GeoBudget {
  vertices: number
}

function isInVietNam(lon: number, lat: number): boolean {
  return lon >= VIET_NAM.west && lon <= VIET_NAM.east && lat >= VIET_NAM.south && lat <= VIET_NAM.north
}

function refuse(code: string, feature: number, params: Record<string, string | number> = {}): UnreadableFile {
  return new UnreadableFile(code, 422, { feature, ...params })
}

function toPosition(value: JsonValue | undefined, feature: number): number[] {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) throw refuse('IOC_GEOJSON_GEOMETRY', feature)
  const numbers = value.filter((part) => typeof part === 'number')
  if (numbers.length !== value.length) throw refuse('IOC_GEOJSON_GEOMETRY', feature)
  const [lon = 0, lat = 0] = numbers
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return numbers
  throw refuse(isInVietNam(lat, lon) ? 'IOC_GEOJSON_SWAPPED' : 'IOC_GEOJSON_RANGE', feature, { lon, lat })
}

function toRing(value: JsonValue, feature: number, left: GeoBudget, limits: ReadLimits): number[][] {
  if (!Array.isArray(value)) throw refuse('IOC_GEOJSON_GEOMETRY', feature)
  left.vertices -= value.length
  if (left.vertices < 0) throw new UnreadableFile('IOC_GEOJSON_TOO_BIG', 413, { feature, limit: limits.geoVertices })
  const ring = value.map((position) => toPosition(position, feature))
  const [first, last] = [ring[0], ring.at(-1)]
  if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) throw refuse('IOC_GEOJSON_RING', feature)
  return ring
}

function toPolygon(value: JsonValue, feature: number, left: GeoBudget, limits: ReadLimits): number[][][] {
  if (!Array.isArray(value) || value.length === 0) throw refuse('IOC_GEOJSON_GEOMETRY', feature)
  return value.map((ring) => toRing(ring, feature, left, limits))
}

/**
 * A polygon or multipolygon as JSON text, nothing in it but its type and coordinates.
 *
 * @param feature - its number in the file, from 1
 * @throws UnreadableFile for other shapes, open rings, places that are not on Earth, latitude before longitude
 */
export function toGeometryText(geometry: JsonObject, feature: number, left: GeoBudget, limits: ReadLimits): string {
  const type = geometry.get('type')
  const coordinates = geometry.get('coordinates') ?? null
  if (type === 'Polygon') return JSON.stringify({ type, coordinates: toPolygon(coordinates, feature, left, limits) })
  if (type !== 'MultiPolygon' || !Array.isArray(coordinates) || coordinates.length === 0) {
    throw refuse('IOC_GEOJSON_GEOMETRY', feature, { found: String(type).slice(0, 40) })
  }
  return JSON.stringify({ type, coordinates: coordinates.map((part) => toPolygon(part, feature, left, limits)) })
}
