import { type Classes, colourOf } from './classes.ts'

interface LegendProps {
  classes: Classes
  better: 'higher' | 'lower' | 'neither'
  caption: string
  format: (value: number) => string
  /** Word for the hatch; null when no shape is hatched. */
  noData: string | null
}

/** The colours of the map with the values at which they change, from low to high. */
export function Legend({ classes, better, caption, format, noData }: LegendProps) {
  const { breaks, count, min, max } = classes
  const edges = [min, ...breaks, max]
  return (
    <div className="legend">
      <p className="legend-caption">{caption}</p>
      <div className="legend-scale">
        <ol className="legend-colours" style={{ gridTemplateColumns: `repeat(${count}, 1fr)` }}>
          {Array.from({ length: count }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place on the scale
            <li key={index} style={{ background: `var(--map-${colourOf(index, count, better)})` }} />
          ))}
        </ol>
        {noData && (
          <span className="legend-none">
            <i aria-hidden="true" /> {noData}
          </span>
        )}
        <ol className="legend-breaks">
          {edges.map((edge, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an edge is its place on the scale
            <li key={index} style={{ left: `${(index / count) * 100}%` }}>
              {count === 1 && index > 0 ? '' : format(edge).replace(/\s?%$/, '')}
            </li>
          ))}
        </ol>
      </div>
    </div>
  )
}
