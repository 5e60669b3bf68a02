import type { Day } from '../../shared/period.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { BigNumber } from '../ui/big-number.tsx'
import { cellOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
import { Tile } from './tile.tsx'

/** What falls due today and is still open; on a day off what falls due by the next working day. */
export function DueTile({ today, works }: { today: Day; works: boolean }) {
  const words = useWords()
  const locale = useLocale()
  const figure = useFigure({
    measures: ['dossiers.due', 'dossiers.dueOpen', 'dossiers.dueSoon'],
    period: { from: today, to: today },
  })
  const row = figure.rows?.[0]
  const due = cellOf(row, 'dossiers.due')
  const open = cellOf(row, 'dossiers.dueOpen').value
  const soon = cellOf(row, 'dossiers.dueSoon')
  const isToday = works && due.value !== null
  const main = isToday ? due : soon
  return (
    <Tile
      area="due"
      title={words(isToday ? 'due.title' : 'due.soonTitle')}
      figure={figure}
      value={`${main.value} ${open}`}
    >
      <p className="value" data-tone={(isToday ? open : soon.value) ? 'watch' : undefined}>
        {main.value === null ? <Nothing none={main.none} /> : <BigNumber value={main.value} unit="dossiers" />}
      </p>
      {main.value !== null && (
        <p className="detail">
          {!isToday && words('due.soon')}
          {isToday && (open ? words('due.left', { n: formatNumber(open, locale) }) : words('due.allDone'))}
        </p>
      )}
    </Tile>
  )
}
