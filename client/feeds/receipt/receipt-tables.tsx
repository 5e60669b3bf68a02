import type { DeliveryReceipt } from '../../../shared/delivery-receipt.ts'
import { formatNumber } from '../../format/number.ts'
import { formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { changeOf, figureText, type Move, shortTitle } from '../effect-figures.ts'
import { type ReceiptFigures, toReceiptFigures } from './receipt-figures.ts'

/** Every headline figure right before and right after, and the units that moved most. */
export function ReceiptTables({ receipt }: { receipt: DeliveryReceipt }) {
  const words = useWords()
  const locale = useLocale()
  const figures = toReceiptFigures(receipt)
  if (figures.whole.length === 0) {
    return (
      <section>
        <h2>{words('outcome.receipt.figures')}</h2>
        <p>{words('outcome.receipt.noFigures')}</p>
      </section>
    )
  }
  return (
    <section>
      <h2>{words('outcome.receipt.figures')}</h2>
      <p className="receipt-small">
        {words('outcome.receipt.figuresNote', { seq: formatNumber(receipt.seq, locale) })}
      </p>
      <table className="receipt-table">
        <thead>
          <tr>
            <th scope="col">
              {words('outcome.receipt.measure')}, {figures.whole[0]?.unitName}
            </th>
            <th scope="col">{words('outcome.receipt.period')}</th>
            {(['before', 'after', 'change'] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {words(`outcome.receipt.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.whole.map((move) => (
            <FigureLine key={`${move.measure} ${move.period}`} move={move} />
          ))}
        </tbody>
        {figures.moreFigures > 0 && (
          <caption>{words('outcome.receipt.moreFigures', { n: formatNumber(figures.moreFigures, locale) })}</caption>
        )}
      </table>
      <UnitsTable figures={figures} />
    </section>
  )
}

function FigureLine({ move }: { move: Move }) {
  const words = useWords()
  const locale = useLocale()
  const change = changeOf(move, locale)
  const text = (value: number | null) => figureText(value, move.measure, locale) ?? words('outcome.receipt.none')
  return (
    <tr>
      <th scope="row">{shortTitle(move.measure, locale)}</th>
      <td>{formatPeriodName(move.period, locale)}</td>
      <td className="number">{text(move.before)}</td>
      <td className="number strong">{text(move.after)}</td>
      <td className="number">
        {change
          ? change.isPoints
            ? words('delivery.effect.points', { n: change.text })
            : change.text
          : move.before === move.after && words('outcome.receipt.same')}
      </td>
    </tr>
  )
}

/** As many units as stay on one sheet. */
function UnitsTable({ figures: { view, period, units, moreUnits } }: { figures: ReceiptFigures }) {
  const words = useWords()
  const locale = useLocale()
  if (units.length === 0 || period === null) return null
  const cell = (unit: string, measure: string) => {
    const move = view.moveOf(unit, measure, period)
    const after = figureText(move?.after ?? null, measure, locale)
    const before = figureText(move?.before ?? null, measure, locale)
    if (before === null || before === after) return after ?? words('outcome.receipt.none')
    return `${before} → ${after ?? words('outcome.receipt.none')}`
  }
  return (
    <table className="receipt-table receipt-units">
      <thead>
        <tr>
          <th scope="col">{words('outcome.receipt.units', { period: formatPeriodName(period, locale) })}</th>
          {view.measures.map((measure) => (
            <th key={measure} scope="col" className="number">
              {shortTitle(measure, locale)}
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
                {cell(unit, measure)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {moreUnits > 0 && <caption>{words('outcome.receipt.moreUnits', { n: formatNumber(moreUnits, locale) })}</caption>}
    </table>
  )
}
