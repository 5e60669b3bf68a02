import type { UnitItem } from '../../shared/api.ts'
import type { Day } from '../../shared/period.ts'
import { readUnits } from '../api/units.ts'
import { formatDay } from '../format/time.ts'
import { useWords } from '../i18n/provider.tsx'
import { useFetched } from './use-fetched.ts'

interface BeforeNoteProps {
  unit: UnitItem
  /** Last day of the period on the page; the unit began after it. */
  on: Day
  onUnit: (unit: string) => void
  onNow: () => void
}

/** The unit did not exist in the period: offers the units that it was made of, and the figures brought to the units of today. */
export function BeforeNote({ unit, on, onUnit, onNow }: BeforeNoteProps) {
  const words = useWords()
  const { value } = useFetched((signal) => readUnits({ under: unit.id, on }, signal), `${unit.id} ${on}`)
  const older = value?.filter(({ level, to }) => level === unit.level && to < unit.from) ?? []
  return (
    <div className="panel before-note" role="status">
      <p className="strong">{words('analysis.before.title', { name: unit.name, day: formatDay(unit.from, true) })}</p>
      <p>{words('analysis.before.note')}</p>
      <p className="before-ways">
        {older.map(({ id, name, to }) => (
          <button key={id} type="button" className="button" onClick={() => onUnit(id)}>
            {name} <small>{words('analysis.tree.until', { day: formatDay(to, true) })}</small>
          </button>
        ))}
        <button type="button" className="button primary" onClick={onNow}>
          {words('analysis.before.now')}
        </button>
      </p>
    </div>
  )
}
