import type { UnitItem } from '../../shared/api.ts'
import type { Day } from '../../shared/period.ts'
import { FOREVER, foldAccents } from '../../shared/units.ts'
import { readProcedureNames } from '../api/procedures.ts'
import { readUnit, readUnits } from '../api/units.ts'
import { useFetched } from './use-fetched.ts'

/** Names of the units that a view may speak of, as they were on its days. */
export interface Directory {
  unit(id: string): UnitItem | undefined
  name(id: string): string
  /** What a procedure's code means; the code where nobody says. */
  procedure(code: string): string
  /** All units of a level that stood on the last day. */
  level(level: string): readonly UnitItem[]
  /** Units whose name holds the text, accents or not; the best first. */
  search(text: string, most: number): UnitItem[]
  /** Districts stood on the last day; an area named after one that ended is none. */
  hasDistricts: boolean
  isReady: boolean
}

const LEVELS = ['province', 'district', 'commune', 'department'] as const
const lists = new Map<string, Promise<UnitItem[]>>()

/** Reads the units below the home unit on these days, each day once. @param days - the last one wins where names differ */
export function useDirectory(days: readonly Day[], version: string): Directory {
  const { value } = useFetched(() => readAll(days, version), `${days.join()} ${version}`)
  return value ?? EMPTY
}

/** A unit that stands outside the directory: the home unit itself, or one above it. */
export function useUnit(id: string | null, on: Day) {
  return useFetched(() => readUnit(id ?? ''), id === null ? null : `${id} ${on}`)
}

async function readAll(days: readonly Day[], version: string): Promise<Directory> {
  const read = await Promise.all(
    [...new Set(days)].flatMap((on) =>
      LEVELS.map(async (level) => ({ on, level, units: await readOnce(level, on, version) })),
    ),
  )
  const last = days.at(-1)
  const procedures = await proceduresOnce()
  return toDirectory(
    read.flatMap(({ units }) => units),
    read.filter(({ on }) => on === last).flatMap(({ units }) => units),
    last ?? FOREVER,
    procedures,
  )
}

function readOnce(level: string, on: Day, version: string): Promise<UnitItem[]> {
  const key = `${level} ${on} ${version}`
  const known = lists.get(key) ?? readUnits({ level, on })
  lists.set(key, known)
  known.catch(() => lists.delete(key))
  return known
}

let named: Promise<ReadonlyMap<string, string>> | undefined

function proceduresOnce(): Promise<ReadonlyMap<string, string>> {
  named ??= readProcedureNames()
  named.catch(() => {
    named = undefined
  })
  return named
}

/** @param standing - the units of the last day, which a search prefers */
export function toDirectory(
  all: readonly UnitItem[],
  standing: readonly UnitItem[],
  on: Day,
  procedures: ReadonlyMap<string, string> = new Map(),
): Directory {
  const byId = new Map(all.map((unit) => [unit.id, unit]))
  const here = new Set(standing.map(({ id }) => id))
  const folded = [...byId.values()].map((unit) => ({ unit, text: ` ${foldAccents(unit.name)}` }))
  return {
    isReady: all.length > 0,
    hasDistricts: standing.some(({ level, to }) => level === 'district' && to >= on),
    unit: (id) => byId.get(id),
    name: (id) => byId.get(id)?.name ?? id,
    procedure: (code) => procedures.get(code) ?? code,
    level: (level) => standing.filter((unit) => unit.level === level),
    search(text, most) {
      const wanted = foldAccents(text)
      if (wanted === '') return []
      return folded
        .flatMap(({ unit, text: name }) => {
          const place = name.indexOf(` ${wanted}`)
          const inside = place >= 0 ? place : name.indexOf(wanted)
          return inside < 0 ? [] : [{ unit, score: (here.has(unit.id) ? 0 : 1000) + (place >= 0 ? 0 : 100) + inside }]
        })
        .sort((a, b) => a.score - b.score || a.unit.name.localeCompare(b.unit.name, 'vi'))
        .slice(0, most)
        .map(({ unit }) => unit)
    },
  }
}

const EMPTY = toDirectory([], [], FOREVER)
