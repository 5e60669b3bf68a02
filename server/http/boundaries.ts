import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { BoundaryCollection } from '../../shared/api.ts'
import { boundaries } from '../../shared/datasets/boundaries.ts'
import { columnNames } from '../../shared/datasets/stored.ts'
import { type Day, dayOf } from '../../shared/period.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { childrenOn, codeOn, descendantsOn, rootsOn } from '../../shared/unit-lookup.ts'
import { nameOn, type Unit, type UnitSet } from '../../shared/units.ts'
import type { Reading } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { DayText, UnitName } from './parameters.ts'
import { checkedDay, namedUnit, type UnitParts } from './units.ts'

interface Shape {
  unit: string
  geometry: BoundaryCollection['features'][number]['geometry']
  kind: string
  source: string | null
}

interface Drawn {
  stamp: string
  etag: string
  body: string
}

const MAX_KEPT = 50

/** `GET /boundaries`: the shapes of the units below a unit, as GeoJSON; unchanged shapes are not sent twice. */
export const boundaryRoutes: FastifyPluginAsyncTypebox<UnitParts> = async (app, { ledger, clock, home }) => {
  const kept = new Map<string, Drawn>()

  app.get(
    '/boundaries',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'Shapes of the units below `under` (default home), GeoJSON',
        querystring: Type.Object(
          { under: Type.Optional(UnitName), on: Type.Optional(DayText) },
          { additionalProperties: false },
        ),
        response: answers(
          200,
          Type.Object({ type: Type.Literal('FeatureCollection') }, { additionalProperties: true }),
        ),
      },
    },
    async ({ query, headers }, reply) => {
      const drawn = await ledger.read(SYSTEM_SCOPE, async (reading) => {
        const day = checkedDay(query.on, dayOf(clock.now()))
        const set = await ledger.units(reading.seq)
        const top = query.under === undefined ? await home() : namedUnit(set, query.under, day).id
        const key = `${top ?? ''} ${day}`
        const stamp = `${set.stamp} ${await stampOf(reading)}`
        const held = kept.get(key)
        if (held?.stamp === stamp) return held
        const fresh = draw(set, top, day, await shapesOn(reading, day), stamp)
        if (kept.size >= MAX_KEPT) kept.clear()
        kept.set(key, fresh)
        return fresh
      })
      reply.header('etag', drawn.etag).header('cache-control', 'private, no-cache')
      if (headers['if-none-match'] === drawn.etag) return reply.code(304).send(null as never)
      return reply
        .type('application/geo+json')
        .serializer(String)
        .send(drawn.body as never)
    },
  )
}

/** What changes as soon as any shape does. */
async function stampOf(reading: Reading): Promise<string> {
  const rows = reading.relation(boundaries, { seq: reading.seq })
  const [line] = await reading.query<{ shapes: number; newest: number | null }>(
    `select count(*) as shapes, max(seq_from) as newest from ${rows} as shapes`,
  )
  return `${line?.shapes ?? 0} ${line?.newest ?? 0}`
}

/** The shape that each unit has on a day: the newest that had begun by then. */
async function shapesOn(reading: Reading, day: Day): Promise<Map<string, Shape>> {
  const names = columnNames(boundaries)
  const rows = reading.relation(boundaries, { seq: reading.seq })
  const from = names.get('from')
  const found = await reading.query<Shape>(
    `select distinct on (unit) unit, ${names.get('geometry')} as geometry, ${names.get('kind')} as kind, ${names.get('source')} as source
       from ${rows} as shapes where ${from} is null or ${from} <= $1::date
      order by unit, ${from} desc nulls last`,
    [day],
  )
  return new Map(found.map((shape) => [shape.unit, shape]))
}

function draw(set: UnitSet, top: string | null, day: Day, shapes: Map<string, Shape>, stamp: string): Drawn {
  const units = nearestWithShape(set, top, day, shapes)
  const features = units.map((unit, at) => ({
    type: 'Feature' as const,
    id: at + 1,
    properties: {
      unit: unit.id,
      name: nameOn(unit, day),
      code: codeOn(unit, 'area', day) ?? unit.codes[0]?.code ?? null,
    },
    geometry: shapes.get(unit.id)!.geometry,
  }))
  const used = units.map((unit) => shapes.get(unit.id)!)
  const kind = used.length === 0 ? 'none' : used.some((shape) => shape.kind === 'schematic') ? 'schematic' : 'surveyed'
  const source = [...new Set(used.map((shape) => shape.source).filter((text) => text !== null))].join('; ') || null
  const body = JSON.stringify({ type: 'FeatureCollection', kind, source, features } satisfies BoundaryCollection)
  return { stamp, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}

/** The direct children that have shapes; where none has, the nearest units below that do. */
function nearestWithShape(set: UnitSet, top: string | null, day: Day, shapes: Map<string, Shape>): Unit[] {
  const drawn = (units: Unit[]) => units.filter(({ id }) => shapes.has(id))
  const direct = top === null ? rootsOn(set, day) : childrenOn(set, top, day)
  if (drawn(direct).length > 0) return drawn(direct)
  const all = drawn(
    top === null ? direct.flatMap(({ id }) => descendantsOn(set, id, day)) : descendantsOn(set, top, day),
  )
  return all.filter(({ level }) => level === all[0]?.level)
}
