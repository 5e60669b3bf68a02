import type { Dataset } from '../../shared/datasets/dataset.ts'
import { dimensionsOf } from '../../shared/datasets/dimensions.ts'
import { findSubject } from '../../shared/datasets/list.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import {
  addDays,
  BadPeriod as BadCalendarPeriod,
  type Day,
  type DayRange,
  dayOf,
  resolvePeriod,
} from '../../shared/period.ts'
import { type Query, TIME_DIMENSIONS, type TimeDimension } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { unitsBelow } from '../../shared/unit-cover.ts'
import { LEVELS, type Level, type UnitSet } from '../../shared/units.ts'
import { type Bucket, bucketsOf, countBuckets } from './buckets.ts'
import { BadPeriod, BadQuery, UnitNotYours, UnknownDimension, UnknownMeasure, withKnown } from './errors.ts'
import { type Leaf, leavesOf } from './leaves.ts'
import { needSceneQuestion } from './public-questions.ts'
import { treesOf } from './tree-groups.ts'
import { defaultUnit, unitNamed } from './unit-name.ts'

/** How much one question may ask for. */
export interface QuerySize {
  buckets: number
  years: number
}

const USUAL_SIZE: QuerySize = { buckets: 2_000, years: 5 }

/** A filter on a column; an empty text stands for an empty cell. */
export interface Filter {
  dimension: string
  values: readonly string[]
}

/** A query with every name looked up: nothing in it can still be unknown. */
export interface Resolved {
  /** The definitions in force at the seq. */
  book: MeasureBook
  measures: Measure[]
  leaves: Leaf[]
  by: string[]
  byUnit: boolean
  /** Dimensions of `by` that are columns of the rows. */
  columns: string[]
  times: TimeDimension[]
  /** The unit asked about; null = everything. */
  unit: string | null
  level: Level | null
  period: DayRange
  buckets: Bucket[]
  filters: Filter[]
  /** Units that the query's filter on `unit` names. */
  only: string[] | null
  units: 'then' | 'now'
  /** The tree by whose groups the unit is split; null = all trees together. */
  tree: string | null
  basis: 'rows' | 'reports' | 'best'
  seq: number
  now: Date
  today: Day
  scope: Scope
}

/** As of which state and moment a query is read. */
export interface Moment {
  seq: number
  now: Date
  set: UnitSet
  home: string | null
  /** The definitions in force at the seq. */
  book: MeasureBook
}

/** @throws UnknownMeasure, UnknownDimension, UnknownUnit, UnitNotYours, BadPeriod, BadQuery */
export function resolve(
  query: Query,
  { seq, now, set, home, book }: Moment,
  scope: Scope,
  size = USUAL_SIZE,
): Resolved {
  const today = dayOf(now)
  const measures = [...new Set(query.measures)].map((id) => measureNamed(id, book))
  const leaves = leavesOf(measures, book)
  const by = [...new Set(query.by ?? [])]
  const datasets = [...new Set(leaves.map((leaf) => leaf.dataset))].map(datasetNamed)
  for (const name of [...by, ...Object.keys(query.where ?? {})]) checkDimension(name, datasets)
  const times = TIME_DIMENSIONS.filter((time) => by.includes(time))
  const period = periodOf(query, today)
  checkSize(period, times, size)
  const named = (name: string) => unitNamed(name, set, today)
  const resolved: Resolved = {
    book,
    measures,
    leaves,
    by,
    byUnit: by.includes('unit'),
    columns: by.filter((name) => name !== 'unit' && !isTime(name)),
    times,
    unit: askedUnit(query, { home, set, today }, scope),
    level: levelOf(query, by),
    period,
    buckets: bucketsOf(period, times),
    ...filtersOf(query, datasets, named),
    units: query.units ?? 'then',
    tree: treeOf(query, set),
    basis: query.basis ?? 'best',
    seq,
    now,
    today,
    scope,
  }
  if (scope.suppressBelow !== undefined)
    needSceneQuestion(query, resolved, askedUnit({ unit: undefined }, { home, set, today }, scope))
  return resolved
}

/** Without a unit in the query, who is limited to one asks about that. @throws UnknownUnit, UnitNotYours */
function askedUnit(
  { unit }: { unit?: Query['unit'] | undefined },
  { home, set, today }: { home: string | null; set: UnitSet; today: Day },
  scope: Scope,
): string | null {
  if (unit !== undefined) {
    const id = unitNamed(unit, set, today)
    if (isCovered(id, set, scope)) return id
    throw Object.assign(new UnitNotYours(unit), { at: { unit } })
  }
  const [own, ...more] = scope.units === 'all' ? [] : scope.units
  return own !== undefined && more.length === 0 && set.units.has(own) ? own : defaultUnit(home, set, today)
}

/** Does a scope cover a unit, as the tree was known? */
export function isCovered(unit: string, set: UnitSet, { units }: Pick<Scope, 'units'>): boolean {
  return units === 'all' || unitsBelow(set, units).has(unit)
}

function measureNamed(id: string, book: MeasureBook): Measure {
  const measure = book.find(id)
  if (measure) return measure
  const open = ['indicators.<code>', 'targets.<measure>']
  throw withKnown(new UnknownMeasure(id), [...book.measures.map((known) => known.id), ...open])
}

function datasetNamed(id: string): Dataset {
  const dataset = findSubject(id)
  if (!dataset) throw new Error(`a measure counts ${id}, which is no dataset`)
  return dataset
}

function isTime(name: string): name is TimeDimension {
  return (TIME_DIMENSIONS as readonly string[]).includes(name)
}

function checkDimension(name: string, datasets: readonly Dataset[]): void {
  const known = dimensionsOf(datasets)
  if (!known.includes(name)) throw withKnown(new UnknownDimension(name), known)
}

function levelOf(query: Query, by: readonly string[]): Level | null {
  if (query.level === undefined) return null
  const level = LEVELS.find((known) => known === query.level)
  if (!level) throw withKnown(new BadQuery(`không có cấp "${query.level}"`), LEVELS)
  if (!by.includes('unit')) throw new BadQuery('"level" chỉ đi cùng by: ["unit"]')
  return level
}

function treeOf({ tree }: Query, set: UnitSet): string | null {
  if (tree === undefined) return null
  const known = treesOf(set)
  if (!known.includes(tree)) throw withKnown(new BadQuery(`không có cây đơn vị "${tree}"`), known)
  return tree
}

function periodOf(query: Query, today: Day): DayRange {
  try {
    return resolvePeriod(query.period, today)
  } catch (error) {
    throw error instanceof BadCalendarPeriod ? new BadPeriod(error.message) : error
  }
}

function checkSize(period: DayRange, times: readonly TimeDimension[], { buckets, years }: QuerySize): void {
  const first = Number(period.to.slice(0, 4)) - years
  const longest = addDays(`${String(first).padStart(4, '0')}${period.to.slice(4).replace('02-29', '02-28')}`, 1)
  if (period.from < longest) throw new BadQuery(`kỳ dài nhất là ${years} năm`)
  const count = countBuckets(period, times)
  if (count > buckets) throw new BadQuery(`${count} khoảng thời gian, nhiều nhất ${buckets}`)
}

function filtersOf(
  query: Query,
  datasets: readonly Dataset[],
  named: (name: string) => string,
): Pick<Resolved, 'filters' | 'only'> {
  const where = Object.entries(query.where ?? {})
  if (where.some(([name]) => isTime(name))) throw new BadQuery('lọc theo thời gian bằng "period"')
  const filters = where
    .filter(([name]) => name !== 'unit')
    .map(([dimension, values]) => ({
      dimension,
      values: isUnitColumn(dimension, datasets) ? values.map((value) => (value === '' ? '' : named(value))) : values,
    }))
  const units = where.find(([name]) => name === 'unit')
  return { filters, only: units ? units[1].map(named) : null }
}

function isUnitColumn(dimension: string, datasets: readonly Dataset[]): boolean {
  return datasets.some((dataset) =>
    dataset.columns.some((column) => column.name === dataset.dimensions[dimension] && column.kind === 'unit'),
  )
}
