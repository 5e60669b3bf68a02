import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { UnitChanges, UnitItem, UnitList } from '../../shared/api.ts'
import { type Day, dayOf, isDay } from '../../shared/period.ts'
import { areasOn } from '../../shared/unit-areas.ts'
import { heirOf } from '../../shared/unit-bridges.ts'
import { changesIn } from '../../shared/unit-changes.ts'
import {
  areasBelow,
  childrenOn,
  codeOn,
  descendantsOn,
  findUnit,
  groupsBelow,
  hasChildrenOn,
  parentOn,
  rootsOn,
  searchUnits,
} from '../../shared/unit-lookup.ts'
import { FOREVER, LEVELS, nameOn, SINCE_EVER, type Unit, type UnitSet } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import { refusal } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { DayText, UnitName } from './parameters.ts'

const MAX_FOUND = 4000

export interface UnitParts {
  ledger: Ledger
  clock: Clock
  home: () => Promise<string | null>
}

/**
 * `GET /units`: the tree, one level at a time, or a search by name; `GET /units/:unit`: one unit; `GET /units/changes`: the
 * days on which units became others.
 */
export const unitRoutes: FastifyPluginAsyncTypebox<UnitParts> = async (app, { ledger, clock, home }) => {
  const today = () => dayOf(clock.now())
  const unitsNow = async () => ledger.units((await ledger.head()).seq)

  app.get(
    '/units',
    {
      config: { policy: 'wall' },
      schema: {
        summary:
          'Units: the children of `under` (default home), all below it of one level, or those whose name holds `q`. `level=district` on a day after 30/06/2025 lists the areas of old districts; `tree` lists the groups of a tree of its own',
        querystring: Type.Object(
          {
            under: Type.Optional(UnitName),
            level: Type.Optional(Type.Union(LEVELS.map((level) => Type.Literal(level)))),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
            on: Type.Optional(DayText),
            tree: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
          },
          { additionalProperties: false },
        ),
        response: answers(200, UnitList),
      },
    },
    async ({ query: { under, level, q, on, tree } }) => {
      const set = await unitsNow()
      const day = checkedDay(on, today())
      const top = under === undefined ? await home() : namedUnit(set, under, day).id
      const found =
        q === undefined ? below(set, { top, level, day, tree }) : search(set, q, under === undefined ? null : top, day)
      const wanted = level === undefined ? found : found.filter((unit) => unit.level === level)
      return { units: wanted.slice(0, MAX_FOUND).map((unit) => toItem(set, unit, day, tree)) }
    },
  )

  app.get(
    '/units/changes',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'The days on which units at or below `under` (default home) became others, with the acts behind them',
        querystring: Type.Object(
          { under: Type.Optional(UnitName), from: Type.Optional(DayText), to: Type.Optional(DayText) },
          { additionalProperties: false },
        ),
        response: answers(200, UnitChanges),
      },
    },
    async ({ query: { under, from, to } }) => {
      const set = await unitsNow()
      const top = under === undefined ? await home() : namedUnit(set, under, today()).id
      return { changes: changesIn(set, top, { from: checkedDay(from, SINCE_EVER), to: checkedDay(to, FOREVER) }) }
    },
  )

  app.get(
    '/units/:unit',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'One unit by id or scheme:CODE[@date]',
        params: Type.Object({ unit: UnitName }),
        querystring: Type.Object({ on: Type.Optional(DayText) }, { additionalProperties: false }),
        response: answers(200, UnitItem),
      },
    },
    async ({ params, query }) => {
      const day = checkedDay(query.on, today())
      const set = await unitsNow()
      return toItem(set, namedUnit(set, params.unit, day), day)
    },
  )
}

/** @throws IOC_UNKNOWN_UNIT (400) */
export function namedUnit(set: UnitSet, text: string, day: Day): Unit {
  const unit = findUnit(set, text, day)
  if (!unit) throw refusal('IOC_UNKNOWN_UNIT', { unit: text })
  return unit
}

/** @throws IOC_BAD_PERIOD (400) for a day that does not exist */
export function checkedDay(text: string | undefined, otherwise: Day): Day {
  if (text === undefined) return otherwise
  if (!isDay(text)) throw refusal('IOC_BAD_PERIOD', { on: text })
  return text
}

interface Place {
  top: string | null
  level: string | undefined
  day: Day
  tree: string | undefined
}

function below(set: UnitSet, { top, level, day, tree }: Place): Unit[] {
  if (tree !== undefined && level === undefined) {
    const members = top === null ? [] : childrenOn(set, top, day, tree)
    return members.length > 0 ? members : groupsBelow(set, top, day, tree)
  }
  const areas = level === 'district' ? areasBelow(set, top, day) : []
  if (top !== null) return level === undefined ? childrenOn(set, top, day) : [...areas, ...descendantsOn(set, top, day)]
  const roots = rootsOn(set, day)
  if (level === undefined) return roots
  return [...areas, ...roots, ...roots.flatMap(({ id }) => descendantsOn(set, id, day))]
}

function search(set: UnitSet, text: string, top: string | null, day: Day): Unit[] {
  const byCode = findUnit(set, text, day)
  const found = byCode ? [byCode] : searchUnits(set, text, day)
  if (top === null) return found
  const inside = new Set(descendantsOn(set, top, day).map(({ id }) => id))
  return found.filter(({ id }) => id === top || inside.has(id))
}

function toItem(set: UnitSet, unit: Unit, day: Day, tree?: string): UnitItem {
  const own = unit.codes.find(({ scheme, from, to }) => scheme !== 'agency' && from <= day && day <= to)
  return {
    id: unit.id,
    name: nameOn(unit, day),
    level: unit.level,
    parent: parentOf(set, unit, day, tree),
    code: own?.code ?? null,
    agencyCode: codeOn(unit, 'agency', day),
    from: unit.from,
    to: unit.to,
    lng: unit.lng ?? null,
    lat: unit.lat ?? null,
    area: areaOf(set, unit, day),
    hasChildren: hasChildrenOn(set, unit.id, day, tree),
  }
}

/** A unit that has ended, such as an old district, stands below what its last parent became. */
function parentOf(set: UnitSet, unit: Unit, day: Day, tree?: string): string | null {
  if (unit.to >= day) return parentOn(unit, day, tree)
  const last = parentOn(unit, unit.to, tree)
  return last === null ? null : (heirOf(set, last, day) ?? last)
}

function areaOf(set: UnitSet, { id }: Unit, day: Day): Exclude<UnitItem['area'], undefined> {
  const area = areasOn(set, day).of.get(id)
  const district = area && set.units.get(area.district)
  return district ? { unit: district.id, name: nameOn(district, district.to), straddles: area.straddles } : null
}
