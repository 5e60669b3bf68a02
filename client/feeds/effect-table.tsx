import { useLocale, useWords } from '../i18n/provider.tsx'
import { type EffectView, figureText, shortTitle } from './effect-figures.ts'

interface EffectTableProps {
  view: EffectView
  period: string
  /** Places are computed for the newest month only. */
  isNewest: boolean
}

/** The units that move most, each measure before and after, and their places. */
export function EffectTable({ view, period, isNewest }: EffectTableProps) {
  const words = useWords()
  const locale = useLocale()
  const units = view.unitsIn(period)
  if (units.length === 0) return null
  const [only, ...others] = view.measures
  if (only !== undefined && others.length === 0)
    return <EffectList view={view} measure={only} period={period} isNewest={isNewest} />
  const ranked = isNewest ? view.measures.filter((measure) => units.some(({ unit }) => view.rankOf(unit, measure))) : []
  return (
    <div className="scroll">
      <table className="table effect-table">
        <caption>{words('delivery.effect.topUnits', { n: `${units.length}` })}</caption>
        <thead>
          <tr>
            <th scope="col">{words('delivery.effect.unit')}</th>
            {view.measures.map((measure) => (
              <th key={measure} scope="col" className="number">
                {shortTitle(measure, locale)}
              </th>
            ))}
            {ranked.map((measure) => (
              <th key={measure} scope="col" className="number">
                {words('delivery.effect.rank', { measure: shortTitle(measure, locale).toLocaleLowerCase(locale) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ unit, name }) => (
            <tr key={unit}>
              <th scope="row">{name}</th>
              {view.measures.map((measure) => (
                <td key={measure} className="number">
                  <Moved view={view} unit={unit} measure={measure} period={period} />
                </td>
              ))}
              {ranked.map((measure) => (
                <td key={measure} className="number">
                  <Ranked view={view} unit={unit} measure={measure} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  view: EffectView
  unit: string
  measure: string
}

function Moved({ view, unit, measure, period }: CellProps & { period: string }) {
  const words = useWords()
  const locale = useLocale()
  const move = view.moveOf(unit, measure, period)
  const after = figureText(move?.after ?? null, measure, locale) ?? words('delivery.effect.none')
  if (!move || move.before === move.after) return <span className="zero">{after}</span>
  const before = figureText(move.before, measure, locale)
  return (
    <>
      {before !== null && (
        <>
          <span className="before">{before}</span> →{' '}
        </>
      )}
      <b>{after}</b>
    </>
  )
}

function Ranked({ view, unit, measure }: CellProps) {
  const words = useWords()
  const rank = view.rankOf(unit, measure)
  if (!rank || rank.after === null) return <span className="zero">{words('delivery.effect.noRank')}</span>
  const of = <span className="dim">/{rank.of}</span>
  if (rank.before === null || rank.before === rank.after)
    return (
      <>
        {rank.after}
        {of}
      </>
    )
  return (
    <>
      <span className="before">{rank.before}</span> → <b>{rank.after}</b>
      {of}
    </>
  )
}

/** Units of a single measure, side by side, so that the eye has not to cross the page. */
function EffectList({ view, measure, period, isNewest }: EffectTableProps & { measure: string }) {
  const words = useWords()
  const units = view.unitsIn(period)
  return (
    <>
      <p className="effect-caption">{words('delivery.effect.topUnits', { n: `${units.length}` })}</p>
      <ul className="effect-list">
        {units.map(({ unit, name }) => (
          <li key={unit}>
            <span>{name}</span>
            <span className="number">
              <Moved view={view} unit={unit} measure={measure} period={period} />
              {isNewest && view.rankOf(unit, measure) && (
                <small>
                  {words('delivery.effect.place')} <Ranked view={view} unit={unit} measure={measure} />
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
