import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { DayRange } from '../../shared/period.ts'
import { PERIOD_DISAGREES } from './checks/columns.ts'
import type { Mapping } from './mapping.ts'
import { likelyPeriods, type NamedPeriod, named, periodForSheet, titlePeriod } from './periods.ts'
import type { Run } from './run.ts'

/** The period that a sheet's rows stand for when their cells do not say. */
export type SheetPeriod = { range: DayRange; name: string | null; kind: string | null } | null

/**
 * Finds the period of a sheet: its own cells, else its title block, else what came with the delivery, adjusted to the kind
 * that the sheet's name gives. Asks the officer when nothing says it. Null where cells say it or nothing does.
 */
export function findPeriod(
  sheet: string,
  dataset: Dataset,
  mapping: Mapping,
  titles: readonly string[],
  run: Run,
): SheetPeriod {
  if (!dataset.period) return null
  const { at } = mapping
  const inCells =
    (at.has(dataset.period.from) && at.has(dataset.period.to)) ||
    ['#month', '#quarter', '#year', '#period', 'period'].some((target) => at.has(target))
  if (inCells) return null
  const given = givenPeriod(run)
  const titled = dataset.id === 'index-scores' ? null : titlePeriod(titles)
  if (titled) {
    if (given && (given.to < titled.from || given.from > titled.to))
      run.faults.add(
        PERIOD_DISAGREES,
        { sheet, rowNo: null },
        { params: { file: `${titled.from} – ${titled.to}`, given: given.name } },
      )
    return { range: titled, name: null, kind: null }
  }
  const fits = given && periodForSheet(sheet, given)
  if (fits) return { range: { from: fits.from, to: fits.to }, name: fits.name, kind: fits.kind }
  run.questions.set('period', {
    id: 'period',
    text: given
      ? `Kỳ ${given.name} không nói rõ kỳ của trang "${sheet}". Số liệu này của kỳ nào?`
      : 'Tệp không ghi kỳ số liệu. Số liệu này của kỳ nào?',
    en: given
      ? `The period ${given.name} does not say which period the sheet "${sheet}" is about. Which is it?`
      : 'The file does not name its period. Which period is it about?',
    choices: likelyPeriods(run.request.today),
  })
  return null
}

/** The period that came with the delivery, or that the officer answered. @throws BadPeriod */
export function givenPeriod({ request }: Pick<Run, 'request'>): NamedPeriod | null {
  const text = request.answers.period ?? request.period
  return text ? named(text) : null
}
