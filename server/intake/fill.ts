import type { Dataset, Row } from '../../shared/datasets/dataset.ts'
import type { Say } from './checks/check.ts'
import { PERIOD_BAD } from './checks/columns.ts'
import type { Target } from './columns.ts'
import type { SheetPeriod } from './frame.ts'
import { splitBound } from './numbers.ts'
import { periodOf, readPeriod } from './periods.ts'
import type { Run } from './run.ts'

/** Fills what a row's own cells leave open from the sheet, the delivery and the feed, before units are looked up. */
export type FillRow = (row: Row, text: (target: Target) => string, say: Say) => void

/** The filling that a dataset needs. */
export function createFill(dataset: Dataset, period: SheetPeriod, run: Run): FillRow {
  const fills: FillRow[] = []
  if (dataset.period) fills.push(periodFill(dataset, period))
  if (dataset.id === 'units') fills.push(unitsFill(run.request.feed.tree))
  if (dataset.id === 'indicators') fills.push(fillIndicator)
  if (dataset.id === 'procedures') fills.push(procedureFill(run.request.feed.unit ?? run.request.homeUnit))
  return (row, text, say) => {
    for (const fill of fills) fill(row, text, say)
  }
}

/** Days from the row's own period cells, else from the sheet's period; scores also keep the period's name and kind. */
function periodFill(dataset: Dataset, period: SheetPeriod): FillRow {
  const { from, to } = dataset.period as { from: string; to: string }
  const scores = dataset.id === 'index-scores'
  return (row, text, say) => {
    const year = text('#year')
    const written = scores && typeof row.period === 'string' ? row.period : text('#period')
    const found =
      written !== '' ? readPeriod(written) : year !== '' ? periodOf(year, text('#quarter'), text('#month')) : null
    if ((written !== '' || year !== '') && !found) {
      say(PERIOD_BAD, {
        column: scores ? 'period' : from,
        value: written || [text('#month'), text('#quarter'), year].join(' ').trim(),
      })
      return
    }
    const range = found ?? period?.range
    row[from] ??= range?.from ?? null
    row[to] ??= range?.to ?? null
    if (!scores) return
    row.period = found?.name ?? period?.name ?? null
    row.periodKind = found?.kind ?? period?.kind ?? row.periodKind ?? null
  }
}

/** A unit without a lasting identity of its own is `tree:level:code`; its code scheme is its tree. */
function unitsFill(tree: string): FillRow {
  return (row) => {
    row.tree ??= tree
    row.level ??= 'commune'
    row.scheme ??= row.tree === 'main' ? 'area' : row.tree
    row.unit ??= `${row.tree}:${row.level}:${row.code ?? row.name}`
  }
}

/** A catalogue that names no performing unit is that of the unit whose feed it is. */
function procedureFill(unit: string | null): FillRow {
  return (row, text) => {
    if (unit !== null && text('unit') === '' && text('unit#code') === '') row.unit = unit
  }
}

/** `trên 90 %` says three things: a bound, a number and a unit of measure; and with how many decimals it was published. */
const fillIndicator: FillRow = (row, text) => {
  const { comparator, rest } = splitBound(text('value'))
  row.comparator ??= comparator ?? '='
  if (row.value === null) return
  if (row.unitOfMeasure === null && rest.endsWith('%')) row.unitOfMeasure = '%'
  row.decimals ??= /[.,](\d+)\s*%?$/.exec(rest)?.[1]?.length ?? 0
}
