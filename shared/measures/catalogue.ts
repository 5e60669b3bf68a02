import type { Measure } from './measure.ts'

/** The definitions of a program: those that count, and the earlier versions that they replaced. */
export interface Catalogue {
  measures: readonly Measure[]
  superseded: readonly Measure[]
}

/** Which version of each measure counted, by id. */
export type Versions = Readonly<Record<string, number>>

/** The definitions by which one answer is computed. */
export interface MeasureBook {
  measures: readonly Measure[]
  /** The measure of that id; `indicators.<code>` reads the indicator of that code, `targets.<measure>` what a measure should reach. */
  find(id: string): Measure | undefined
}

/** What is written down when the definitions of a program come into force. */
export function versionsOf({ measures }: Pick<Catalogue, 'measures'>): Versions {
  return Object.fromEntries(measures.map(({ id, version }) => [id, version]))
}

/** Two programs count alike when they hold the same versions of the same measures. */
export function sameVersions(a: Versions, b: Versions): boolean {
  const ids = Object.keys(a)
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id])
}

/**
 * The definitions in force under a list of versions. What the list does not name was not defined then, and what it names
 * may be gone from this program: the version before it answers, else the first one.
 *
 * @param versions - null = nobody wrote down which: the first version of everything
 */
export function measuresIn({ measures, superseded }: Catalogue, versions: Versions | null): readonly Measure[] {
  if (versions !== null && sameVersions(versions, versionsOf({ measures }))) return measures
  const earlier = Map.groupBy(superseded, ({ id }) => id)
  return measures.map((measure) => {
    const known = [...(earlier.get(measure.id) ?? []), measure].sort((a, b) => a.version - b.version)
    const wanted = versions?.[measure.id] ?? 0
    return known.findLast(({ version }) => version <= wanted) ?? known[0] ?? measure
  })
}

/** Makes measures findable, and the families that exist for any code. */
export function createBook(measures: readonly Measure[]): MeasureBook {
  const byId = new Map(measures.map((measure) => [measure.id, measure]))
  return { measures, find: (id) => byId.get(id) ?? openMeasure(id, byId) }
}

function openMeasure(id: string, byId: ReadonlyMap<string, Measure>): Measure | undefined {
  const [, family, code] = /^(indicators|targets)\.(.+)$/.exec(id) ?? []
  if (!family || !code) return undefined
  const reported = {
    kind: 'reported',
    id,
    column: 'value',
    overTime: 'last',
    version: 1,
    validFrom: '0001-01-01',
  } as const
  if (family === 'indicators') {
    return {
      ...reported,
      title: { vi: code, en: code },
      dataset: 'indicators',
      match: { indicator: code },
      unitOfMeasure: 'number',
      better: 'neither',
      source: 'Như đã công bố; xem dòng',
    }
  }
  const measure = byId.get(code)
  if (!measure) return undefined
  return {
    ...reported,
    title: { vi: `Mục tiêu: ${measure.title.vi}`, en: `Target: ${measure.title.en}` },
    dataset: 'targets',
    match: { measure: code },
    inherits: true,
    unitOfMeasure: measure.unitOfMeasure,
    better: 'neither',
    source: 'Như được giao; xem dòng',
  }
}
