import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { UnitItem, UnitList } from '../../shared/api.ts'
import { type Day, dayOf, isDay } from '../../shared/period.ts'
import {
  childrenOn,
  codeOn,
  descendantsOn,
  findUnit,
  parentOn,
  rootsOn,
  searchUnits,
} from '../../shared/unit-lookup.ts'
import { LEVELS, nameOn, type Unit, type UnitSet } from '../../shared/units.ts'
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

/** `GET /units`: the tree, one level at a time, or a search by name; `GET /units/:unit`: one unit. */
export const unitRoutes: FastifyPluginAsyncTypebox<UnitParts> = async (app, { ledger, clock, home }) => {
  const today = () => dayOf(clock.now())
  const unitsNow = async () => ledger.units((await ledger.head()).seq)

  app.get(
    '/units',
    {
      config: { policy: 'wall' },
      schema: {
        summary:
          'Units: the children of `under` (default home), all below it of one level, or those whose name holds `q`',
        querystring: Type.Object(
          {
            under: Type.Optional(UnitName),
            level: Type.Optional(Type.Union(LEVELS.map((level) => Type.Literal(level)))),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
            on: Type.Optional(DayText),
          },
          { additionalProperties: false },
        ),
        response: answers(200, UnitList),
      },
    },
    async ({ query: { under, level, q, on } }) => {
      const set = await unitsNow()
      const day = checkedDay(on, today())
      const top = under === undefined ? await home() : namedUnit(set, under, day).id
      const found =
        q === undefined ? below(set, top, level, day) : search(set, q, under === undefined ? null : top, day)
      const wanted = level === undefined ? found : found.filter((unit) => unit.level === level)
      return { units: wanted.slice(0, MAX_FOUND).map((unit) => toItem(unit, day)) }
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
      return toItem(namedUnit(await unitsNow(), params.unit, day), day)
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
export function checkedDay(text: string | undefined, today: Day): Day {
  if (text === undefined) return today
  if (!isDay(text)) throw refusal('IOC_BAD_PERIOD', { on: text })
  return text
}

function below(set: UnitSet, top: string | null, level: string | undefined, day: Day): Unit[] {
  if (top !== null) return level === undefined ? childrenOn(set, top, day) : descendantsOn(set, top, day)
  const roots = rootsOn(set, day)
  return level === undefined ? roots : [...roots, ...roots.flatMap(({ id }) => descendantsOn(set, id, day))]
}

function search(set: UnitSet, text: string, top: string | null, day: Day): Unit[] {
  const byCode = findUnit(set, text, day)
  const found = byCode ? [byCode] : searchUnits(set, text, day)
  if (top === null) return found
  const inside = new Set(descendantsOn(set, top, day).map(({ id }) => id))
  return found.filter(({ id }) => id === top || inside.has(id))
}

function toItem(unit: Unit, day: Day): UnitItem {
  const own = unit.codes.find(({ scheme, from, to }) => scheme !== 'agency' && from <= day && day <= to)
  return {
    id: unit.id,
    name: nameOn(unit, day),
    level: unit.level,
    parent: parentOn(unit, day),
    code: own?.code ?? null,
    agencyCode: codeOn(unit, 'agency', day),
    from: unit.from,
    to: unit.to,
    lng: unit.lng ?? null,
    lat: unit.lat ?? null,
  }
}
