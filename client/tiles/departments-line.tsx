import type { UnitItem } from '../../shared/api.ts'
import type { DayRange } from '../../shared/period.ts'
import { formatPercent } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { cellOf, keyOf } from './cells.ts'
import { inOrder } from './ranking-order.ts'

const MEASURE = 'dossiers.overdueShare'
const SHOWN = 2

/** Departments are ranked apart from communes: the two with the largest share of overdue dossiers, in one line. */
export function DepartmentsLine({ period, departments }: { period: DayRange; departments: readonly UnitItem[] }) {
  const words = useWords()
  const locale = useLocale()
  const { rows } = useFigure({ measures: [MEASURE], by: ['unit'], level: 'department', period, rank: true })
  const names = new Map(departments.map(({ id, name }) => [id, name]))
  const entrants = (rows ?? []).flatMap((row) => {
    const unit = keyOf(row, 'unit')
    const name = names.get(unit)
    return name ? [{ unit, name, cell: cellOf(row, MEASURE) }] : []
  })
  const worst = inOrder(entrants).ranked.toReversed().slice(0, SHOWN)
  if (worst.length === 0 || worst[0]?.value === 0) return null
  return (
    <div className="departments">
      <h3>{words('ranking.departmentsLine')}</h3>
      <ul>
        {worst.map(({ unit, name, value }) => (
          <li key={unit}>
            <span>{name}</span> <b>{formatPercent(value, locale)}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
