/** A name to be written beside its place, CSS pixels from the corner of the map. */
export interface Label {
  unit: string
  text: string
  x: number
  y: number
}

/** A name with its side and its shift, so that names neither leave the map nor cover one another. */
export interface LaidLabel extends Label {
  side: 'left' | 'right'
  dx: number
  dy: number
}

const LETTER = 10.6
const LINE = 27
const OFF_PIN = 15

/** Lays names beside their pins: to the right, to the left where the map ends, moved down where they would meet. */
export function layLabels(
  labels: readonly Label[],
  { width, height, u }: { width: number; height: number; u: number },
): LaidLabel[] {
  const laid: (LaidLabel & { left: number; right: number; top: number })[] = []
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    const length = label.text.length * LETTER * u
    const isTight = label.x + OFF_PIN * u + length > width
    const side = isTight && label.x - OFF_PIN * u - length >= 0 ? 'left' : 'right'
    const left = side === 'right' ? label.x + OFF_PIN * u : label.x - OFF_PIN * u - length
    let top = label.y - (LINE * u) / 2
    for (const other of laid) {
      const meets =
        left < other.right && other.left < left + length && top < other.top + LINE * u && other.top < top + LINE * u
      if (meets) top = other.top + LINE * u
    }
    top = Math.min(top, height - LINE * u)
    laid.push({
      ...label,
      side,
      dx: side === 'right' ? OFF_PIN * u : -OFF_PIN * u,
      dy: top + (LINE * u) / 2 - label.y,
      left,
      right: left + length,
      top,
    })
  }
  return laid.map(({ left: _left, right: _right, top: _top, ...label }) => label)
}
