import type { UnitItem } from '../../shared/api.ts'
import { useWords } from '../i18n/provider.tsx'
import { type Crumb, crumbsOf } from './crumbs.ts'
import type { Directory } from './directory.ts'
import { splitTitle } from './key-names.ts'

interface PathLineProps {
  home: { unit: string; name: string } | null
  unit: Pick<UnitItem, 'id' | 'name' | 'parent' | 'area'> | null
  directory: Directory
  /** Filters by dimension, in words. */
  filters: readonly { dimension: string; text: string }[]
  onUnit: (unit: string | null) => void
  onDrop: (dimension: string) => void
}

/** Where one is: the units above, the unit itself as the title, and what is filtered; each step leads back. */
export function PathLine({ home, unit, directory, filters, onUnit, onDrop }: PathLineProps) {
  const words = useWords()
  const above = crumbsOf(unit, home, directory)
  const name = unit?.name ?? home?.name ?? words('analysis.home')
  return (
    <div className="path-line">
      {above.length > 0 && (
        <nav aria-label={words('analysis.path')}>
          {above.map(({ id, name: text }: Crumb) => (
            <button key={id} type="button" className="crumb" onClick={() => onUnit(id === home?.unit ? null : id)}>
              {text}
            </button>
          ))}
        </nav>
      )}
      <h1>{name}</h1>
      {filters.map(({ dimension, text }) => (
        <button
          key={dimension}
          type="button"
          className="filter-chip"
          aria-label={words('analysis.removeFilter', { name: text })}
          title={words('analysis.removeFilter', { name: text })}
          onClick={() => onDrop(dimension)}
        >
          <small>{splitTitle(dimension, words)}</small> {text} <span aria-hidden="true">✕</span>
        </button>
      ))}
    </div>
  )
}
