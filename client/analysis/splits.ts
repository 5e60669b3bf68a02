import { findDataset } from '../../shared/datasets/list.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import { LEVELS, type Level } from '../../shared/units.ts'

/** By what a figure is split: `unit` (direct children), a level of units (`commune`), or a dimension (`field`, `month`). */
export type Split = string

const UNIT_LEVELS = ['district', 'commune', 'department', 'group'] as const
/** Dimensions whose keys are units. */
const UNIT_KEYS: readonly string[] = ['unit', 'receivingUnit', 'resolvingUnit']
/** In the order in which the picker offers them. */
export const SPLIT_DIMENSIONS = [
  'field',
  'procedure',
  'channel',
  'serviceLevel',
  'status',
  'receivingUnit',
  'resolvingUnit',
  'applicantType',
  'category',
  'severity',
  'score',
  'month',
  'quarter',
  'year',
  'week',
  'day',
] as const
/** Not offered: a published score is of one kind of period, an indicator is chosen as a measure. */
const NOT_OFFERED = ['periodKind', 'indicator']
const TIMES = ['day', 'week', 'month', 'quarter', 'year']

/** Is the split by units, of which only the level differs? */
export function isUnitSplit(split: Split): boolean {
  return split === 'unit' || isLevel(split)
}

/** The dimension of a query that this split names. */
export function dimensionOf(split: Split): string {
  return isUnitSplit(split) ? 'unit' : split
}

/** Are the keys of this split units, with names of their own? */
export function hasUnitKeys(split: Split): boolean {
  return UNIT_KEYS.includes(dimensionOf(split))
}

/** Is the split by days, weeks, months …? */
export function isTimeSplit(split: Split): boolean {
  return TIMES.includes(split)
}

function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text)
}

/** The splits that a measure allows, units first. */
export function splitsOf(measure: string): Split[] {
  const [first = [], ...others] = datasetsOf(measure).map((id) => Object.keys(findDataset(id)?.dimensions ?? {}))
  const own = first.filter((name) => !NOT_OFFERED.includes(name) && others.every((names) => names.includes(name)))
  const known = [...own, ...TIMES]
  return ['unit', ...UNIT_LEVELS, ...SPLIT_DIMENSIONS.filter((name) => known.includes(name))]
}

/** The datasets whose rows a measure counts. */
function datasetsOf(id: string): string[] {
  const measure = findMeasure(id)
  if (!measure) return []
  if ('dataset' in measure) return [measure.dataset]
  return [...new Set(partsOf(measure).flatMap(datasetsOf))]
}

function partsOf(measure: Measure): readonly string[] {
  if (measure.kind === 'sum') return [...measure.plus, ...measure.minus]
  if (measure.kind === 'rate') return [...measure.numerator, ...(measure.numeratorMinus ?? []), ...measure.denominator]
  return []
}

/**
 * The split that comes next on the way down: districts while there are some, then communes, fields, procedures, months.
 *
 * @param level - of the unit on screen; null while unknown
 * @param where - what the view is filtered by
 */
export function naturalSplit(
  measure: string,
  level: string | null,
  where: Readonly<Record<string, readonly string[]>>,
  hasDistricts: boolean,
): Split {
  const allowed = splitsOf(measure)
  const next = ['field', 'procedure', 'category'].find((name) => allowed.includes(name) && !where[name])
  if (where.procedure) return 'month'
  if (where.field || where.category) return next ?? 'month'
  if (level === null || level === 'province' || level === 'group') return hasDistricts ? 'district' : 'commune'
  if (level === 'country') return 'province'
  if (level === 'district') return 'commune'
  return next ?? 'month'
}
