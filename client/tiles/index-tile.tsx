import type { FigureRow } from '../../shared/answer.ts'
import { indexMeasures } from '../../shared/measures/index-766.ts'
import { formatNumber } from '../format/number.ts'
import { formatMonth, formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { Bar } from '../ui/bar.tsx'
import { BigNumber } from '../ui/big-number.tsx'
import { cellOf, keyOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
import { Tile } from './tile.tsx'

const MONTHS = 24
const PARTS = indexMeasures.flatMap((measure) =>
  measure.kind === 'reported' && measure.max && measure.max < 100 ? [{ ...measure, max: measure.max }] : [],
)
const HEAD = ['index.total', 'index.rank', 'index.of']

/** The published index of the home unit: latest month with rank and movement, its six parts, and the year's score. */
export function IndexTile() {
  const words = useWords()
  const locale = useLocale()
  const figure = useFigure({
    measures: [...HEAD, ...PARTS.map(({ id }) => id)],
    by: ['month'],
    period: { last: { months: MONTHS } },
    where: { periodKind: ['month'] },
    order: [['month', 'asc']],
  })
  const years = useFigure({
    measures: HEAD,
    by: ['year'],
    period: { last: { months: MONTHS } },
    where: { periodKind: ['year'] },
    order: [['year', 'asc']],
  })
  const months = (figure.rows ?? []).filter((row) => cellOf(row, 'index.total').value !== null)
  const row = months.at(-1)
  const total = cellOf(row, 'index.total')
  const month = row ? keyOf(row, 'month') : null
  const title = month ? `${words('index.title')} · ${formatPeriodName(month, locale)}` : words('index.title')
  return (
    <Tile area="index" title={title} period={words('index.published')} figure={figure} value={String(total.value)}>
      {row && total.value !== null ? (
        <div className="index">
          <div className="index-total">
            <p className="value">
              <BigNumber value={total.value} unit="points" />
              <span className="value-unit">{words('index.of', { max: '100' })}</span>
            </p>
          </div>
          <div className="index-facts">
            <p className="detail">
              <Rank row={row} /> <Movement months={months} />
            </p>
            <Year rows={years.rows ?? []} />
          </div>
          {PARTS.map(({ id, title: names, max }) => (
            <Part key={id} name={names[locale]} value={cellOf(row, id).value} max={max} />
          ))}
        </div>
      ) : (
        <Nothing none={total.none} />
      )}
    </Tile>
  )
}

function Rank({ row }: { row: FigureRow }) {
  const words = useWords()
  const rank = cellOf(row, 'index.rank').value
  const of = cellOf(row, 'index.of').value
  if (rank === null) return null
  return (
    <b className="rank-badge">
      {of === null
        ? words('index.rankOnly', { rank: `${rank}` })
        : words('index.rank', { rank: `${rank}`, of: `${of}` })}
    </b>
  )
}

/** Points gained or lost since the month before. */
function Movement({ months }: { months: readonly FigureRow[] }) {
  const words = useWords()
  const locale = useLocale()
  const [before, now] = months.slice(-2)
  if (!before || !now) return null
  const points = (cellOf(now, 'index.total').value ?? 0) - (cellOf(before, 'index.total').value ?? 0)
  const month = formatMonth(keyOf(before, 'month'), locale)
  const n = formatNumber(Math.abs(points), locale, 2)
  if (Math.abs(points) < 0.005) return <span>{words('index.same', { month })}</span>
  return (
    <span data-tone={points > 0 ? 'good' : 'bad'}>
      <span aria-hidden="true">{points > 0 ? '↑' : '↓'}</span>{' '}
      {words(points > 0 ? 'index.up' : 'index.down', { n, month })}
    </span>
  )
}

function Year({ rows }: { rows: readonly FigureRow[] }) {
  const words = useWords()
  const locale = useLocale()
  const row = rows.filter((candidate) => cellOf(candidate, 'index.total').value !== null).at(-1)
  const total = cellOf(row, 'index.total').value
  if (!row || total === null) return null
  return (
    <p className="detail">
      {words('index.year', { year: keyOf(row, 'year') })} <b>{formatNumber(total, locale, 2)}</b> <Rank row={row} />
    </p>
  )
}

function Part({ name, value, max }: { name: string; value: number | null; max: number }) {
  const locale = useLocale()
  return (
    <div className="index-part">
      <h3>{name}</h3>
      <p>
        <b>{value === null ? '—' : formatNumber(value, locale, 1)}</b>
        <small> / {max}</small>
      </p>
      <Bar fill={value === null ? 0 : value / max} />
    </div>
  )
}
