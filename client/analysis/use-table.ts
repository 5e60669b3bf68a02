import { useMemo } from 'react'
import type { FigureRow } from '../../shared/answer.ts'
import type { Query } from '../../shared/query.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import type { FigureState } from '../state/answers.ts'
import { companionsOf } from './companions.ts'
import { keyTitle } from './key-names.ts'
import { comparedRange } from './periods.ts'
import { tableQuery, wholeQuery } from './questions.ts'
import { dimensionOf, isTimeSplit } from './splits.ts'
import { cellIn, firstOrder, sortRows, type TableRow, toRows } from './table-rows.ts'
import { useAnswer, useHeld } from './use-answer.ts'
import type { Subject } from './use-subject.ts'
import type { Order, ViewState } from './view.ts'

/** The table of a view with everything it needs. */
export interface TableState {
  figure: FigureState
  rows: TableRow[]
  whole: TableRow | null
  /** The question of the rows, for the export. */
  query: Query
  companions: string[]
  order: Order
  /** The rows of the view before stand there until the new ones come. */
  isOld: boolean
  compared: { from: string; to: string }
}

/** Asks four questions: the rows and the whole, now and for the period compared. */
export function useTable(view: ViewState, subject: Subject): TableState {
  const words = useWords()
  const locale = useLocale()
  const { split, isReady, directory, today } = subject
  const { measure } = view
  const companions = useMemo(() => companionsOf(measure), [measure])
  const measures = [measure, ...companions]
  const isTime = isTimeSplit(split)
  const compared = comparedRange(view.period, today, view.compared)
  const query = tableQuery(view, split, measures)
  const asked = { ...wholeQuery(view, [measure], compared), standing: false }
  const isChained = isTime && view.compared === 'previous'
  const now = useHeld(useAnswer(isReady ? query : null), `${split} ${measure}`)
  const whole = useAnswer(isReady ? wholeQuery(view, measures) : null)
  const before = useAnswer(isReady && !isChained ? { ...asked, by: [dimensionOf(split)], ...levelOf(query) } : null)
  const wholeBefore = useAnswer(isReady ? asked : null)
  const order = view.order ?? firstOrder(measure, isTime)
  const rows = useMemo(() => {
    const held = now.state.rows
    if (!held) return []
    const earlier = isTime ? shiftedBack(held, before.rows, split, isChained) : before.rows
    const nameOf = (key: string) =>
      keyTitle(split, key, { words, locale, nameOf: directory.name, procedureOf: directory.procedure })
    const list = toRows(held, earlier, { dimension: dimensionOf(split), measure, companions }, nameOf)
    return sortRows(list, order, { measure, companions, isTime })
  }, [now.state.rows, before.rows, split, isTime, isChained, measure, companions, order, words, locale, directory])
  const total = useMemo((): TableRow | null => {
    const [row] = whole.rows ?? []
    if (!row) return null
    return {
      key: '',
      name: words('analysis.table.whole'),
      cell: cellIn(row, measure),
      before: wholeBefore.rows && cellIn(wholeBefore.rows[0], measure),
      companions: companions.map((id) => cellIn(row, id)),
    }
  }, [whole.rows, wholeBefore.rows, measure, companions, words])
  return { figure: now.state, rows, whole: total, query, companions, order, isOld: now.isOld, compared }
}

function levelOf(query: Query): Pick<Query, 'level'> {
  return query.level === undefined ? {} : { level: query.level }
}

/** Gives each bucket the key of the one it is compared with: the bucket before, or the same a year earlier. */
function shiftedBack(
  rows: readonly FigureRow[],
  before: readonly FigureRow[] | null,
  split: string,
  isChained: boolean,
): FigureRow[] | null {
  if (isChained) {
    const inOrder = rows.toSorted((a, b) => (String(a[split]) < String(b[split]) ? -1 : 1))
    return inOrder.slice(1).map((row, index) => ({ ...inOrder[index], [split]: row[split] ?? null }))
  }
  return (
    before?.map((row) => {
      const key = String(row[split])
      return { ...row, [split]: `${Number(key.slice(0, 4)) + 1}${key.slice(4)}` }
    }) ?? null
  )
}
