import type { BoundaryCollection } from '../../shared/api.ts'

export type Shape = BoundaryCollection['features'][number]
type Position = number[]

/** West, south, east, north in degrees. */
export type Box = [west: number, south: number, east: number, north: number]

/** Shapes ready to be drawn: far islands moved into a frame beside the mainland, as on printed maps. */
export interface Placed {
  shapes: Shape[]
  /** The frame around the moved islands; null when none had to move. */
  frame: Box | null
  moved: Shape[]
  bounds: Box
}

/** An island is moved when the map becomes smaller by at least this share without it … */
const WORTH_MOVING = 0.12
/** … and open water of at least this many degrees lies around it. */
const OPEN_WATER = 0.05
const MOST_MOVED = 6
const FRAME_SHARE = 0.26

/** Moves islands that would make everything else small into a frame in the emptiest corner. Their relative places are kept. */
export function placeIslands(shapes: readonly Shape[]): Placed | null {
  if (shapes.length === 0) return null
  let main = [...shapes]
  const moved: Shape[] = []
  while (moved.length < Math.min(MOST_MOVED, Math.floor(shapes.length * 0.1))) {
    const next = worthMoving(main)
    if (!next) break
    main = main.filter((shape) => shape !== next)
    moved.push(next)
  }
  const mainBox = boxOf(main)
  if (moved.length === 0) return { shapes: [...shapes], frame: null, moved, bounds: mainBox }
  const frame = emptiestCorner(mainBox, main)
  const place = fitInto(boxOf(moved), frame)
  const placed = moved.map((shape) => ({ ...shape, geometry: mapPositions(shape.geometry, place) }))
  return { shapes: [...main, ...placed], frame, moved, bounds: join(mainBox, frame) }
}

function worthMoving(shapes: readonly Shape[]): Shape | null {
  const whole = areaOf(boxOf(shapes))
  let best: { shape: Shape; saved: number } | null = null
  for (const shape of shapes) {
    const others = shapes.filter((other) => other !== shape)
    if (others.length === 0) continue
    const saved = 1 - areaOf(boxOf(others)) / whole
    if (saved >= WORTH_MOVING && saved > (best?.saved ?? 0) && gapAround(shape, others) >= OPEN_WATER) {
      best = { shape, saved }
    }
  }
  return best?.shape ?? null
}

function gapAround(shape: Shape, others: readonly Shape[]): number {
  const own = boxOf([shape])
  return Math.min(
    ...others.map((other) => {
      const box = boxOf([other])
      const dx = Math.max(0, own[0] - box[2], box[0] - own[2])
      const dy = Math.max(0, own[1] - box[3], box[1] - own[3])
      return Math.hypot(dx, dy)
    }),
  )
}

function emptiestCorner(box: Box, shapes: readonly Shape[]): Box {
  const width = (box[2] - box[0]) * FRAME_SHARE
  const height = (box[3] - box[1]) * FRAME_SHARE
  const points = shapes.flatMap((shape) => positionsOf(shape.geometry))
  const corners: Box[] = [
    [box[2] - width, box[1], box[2], box[1] + height],
    [box[0], box[1], box[0] + width, box[1] + height],
    [box[2] - width, box[3] - height, box[2], box[3]],
    [box[0], box[3] - height, box[0] + width, box[3]],
  ]
  const crowd = corners.map((corner) => points.filter((point) => isInside(point, corner)).length)
  const least = Math.min(...crowd)
  const chosen = corners[crowd.indexOf(least)] as Box
  return least === 0 ? chosen : besides(chosen, box, points)
}

/** The same frame, pushed outwards until no shape is under it. */
function besides(frame: Box, box: Box, points: readonly Position[]): Box {
  const step = (frame[2] - frame[0]) / 8
  const direction = frame[0] > box[0] ? 1 : -1
  let next = frame
  for (let tries = 0; tries < 10 && points.some((point) => isInside(point, next)); tries += 1) {
    next = [next[0] + direction * step, next[1], next[2] + direction * step, next[3]]
  }
  return next
}

function fitInto(from: Box, frame: Box): (position: Position) => Position {
  const margin = 0.14
  const width = (frame[2] - frame[0]) * (1 - 2 * margin)
  const height = (frame[3] - frame[1]) * (1 - 2 * margin)
  const scale = Math.min(width / (from[2] - from[0] || 1), height / (from[3] - from[1] || 1))
  const fromX = (from[0] + from[2]) / 2
  const fromY = (from[1] + from[3]) / 2
  const toX = (frame[0] + frame[2]) / 2
  const toY = (frame[1] + frame[3]) / 2
  return ([x = 0, y = 0]) => [toX + (x - fromX) * scale, toY + (y - fromY) * scale]
}

/** The box around some shapes. */
export function boxOf(shapes: readonly Shape[]): Box {
  const box: Box = [180, 90, -180, -90]
  for (const shape of shapes) {
    for (const [x = 0, y = 0] of positionsOf(shape.geometry)) {
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    }
  }
  return box
}

/** The middle of a shape's largest part, where its label stands. */
export function middleOf(shape: Shape): [number, number] {
  let best = { area: -1, x: 0, y: 0 }
  for (const ring of outerRings(shape.geometry)) {
    const middle = ringMiddle(ring)
    if (middle.area > best.area) best = middle
  }
  return [best.x, best.y]
}

function ringMiddle(ring: readonly Position[]): { area: number; x: number; y: number } {
  let twice = 0
  let x = 0
  let y = 0
  for (let i = 0; i < ring.length - 1; i += 1) {
    const [ax = 0, ay = 0] = ring[i] ?? []
    const [bx = 0, by = 0] = ring[i + 1] ?? []
    const cross = ax * by - bx * ay
    twice += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return twice === 0 ? { area: 0, x: 0, y: 0 } : { area: Math.abs(twice), x: x / (3 * twice), y: y / (3 * twice) }
}

function outerRings({ type, coordinates }: Shape['geometry']): Position[][] {
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Position[][][]
  return polygons.flatMap(([outer]) => (outer ? [outer] : []))
}

function positionsOf(geometry: Shape['geometry']): Position[] {
  return outerRings(geometry).flat()
}

function mapPositions({ type, coordinates }: Shape['geometry'], move: (p: Position) => Position): Shape['geometry'] {
  const rings = (polygon: Position[][]) => polygon.map((ring) => ring.map(move))
  return type === 'Polygon'
    ? { type, coordinates: rings(coordinates as Position[][]) }
    : { type, coordinates: (coordinates as Position[][][]).map(rings) }
}

function isInside([x = 0, y = 0]: Position, box: Box): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
}

function areaOf(box: Box): number {
  return (box[2] - box[0]) * (box[3] - box[1])
}

function join(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}
