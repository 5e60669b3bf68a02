import type { AsOf, SourceState } from './answer.ts'
import type { CsvCell } from './csv.ts'
import { type CsvNaming, dayText, dimensionTitle, instantText, keyTitle } from './csv-naming.ts'
import { CSV_WORDS } from './csv-words.ts'
import type { Measure } from './measures/measure.ts'
import type { DayRange } from './period.ts'
import type { Query } from './query.ts'

/** What figures in a file are about, so that nobody has to ask where they come from. */
export interface CsvHeading {
  measures: readonly Measure[]
  unitName: string
  days: DayRange
  query: Pick<Query, 'where' | 'units' | 'suppressBelow'>
  asOf: AsOf
  sources: readonly SourceState[]
  isSample: boolean
}

/** The lines above the table of a file, a label and its text each. */
export function headingLines(heading: CsvHeading, naming: CsvNaming): CsvCell[][] {
  const { measures, unitName, days, query, asOf, sources, isSample } = heading
  const { language } = naming
  const word = (name: keyof typeof CSV_WORDS) => CSV_WORDS[name][language]
  const seq = `${word('seq')} ${asOf.seq}, ${word('at')} ${instantText(asOf.now)}`
  return [
    ...(isSample ? [[word('note'), word('sample')]] : []),
    ...measures.flatMap(({ title, source, version }) => [
      [word('measure'), title[language]],
      [word('definition'), `${source} (${word('version')} ${version})`],
    ]),
    [word('unit'), unitName],
    [word('period'), `${dayText(days.from)} ${word('to')} ${dayText(days.to)}`],
    [word('area'), word(query.units === 'now' ? 'unitsNow' : 'unitsThen')],
    ...Object.entries(query.where ?? {}).map(([name, keys]) => [
      word('filter'),
      `${dimensionTitle(name, naming)}: ${keys.map((key) => keyTitle(name, key, naming)).join(', ')}`,
    ]),
    ...(query.suppressBelow === undefined ? [] : [[word('hidden'), `${word('hiddenBelow')} ${query.suppressBelow}`]]),
    [word('asOf'), seq],
    ...sources.map(({ title, lastReceivedAt }) => [
      word('source'),
      lastReceivedAt === null
        ? `${title}, ${word('never')}`
        : `${title}, ${word('received')} ${instantText(lastReceivedAt)}`,
    ]),
  ]
}
