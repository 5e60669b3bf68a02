import { Type } from 'typebox'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])

/** One unit as it was on the asked day. */
export const UnitItem = Type.Object(
  {
    id: Text,
    name: Text,
    level: Text,
    parent: Maybe,
    code: Maybe,
    agencyCode: Maybe,
    from: Text,
    to: Text,
    lng: Type.Union([Type.Number(), Type.Null()]),
    lat: Type.Union([Type.Number(), Type.Null()]),
    /** The old district most of it comes from ("khu vực (huyện cũ)"); `straddles` = it comes from several. */
    area: Type.Optional(Type.Union([Type.Object({ unit: Text, name: Text, straddles: Type.Boolean() }), Type.Null()])),
    /** It has units below it on that day. */
    hasChildren: Type.Optional(Type.Boolean()),
  },
  { $id: 'UnitItem' },
)
export type UnitItem = Type.Static<typeof UnitItem>

/** `GET /api/v1/units?under=&level=&q=&on=`: direct children of `under` (default home), or all below it of one level, or a name search. */
export const UnitList = Type.Object({ units: Type.Array(UnitItem) }, { $id: 'UnitList' })
export type UnitList = Type.Static<typeof UnitList>

/** A day on which units below the asked one became others: where a chart is broken. */
export const UnitChange = Type.Object(
  {
    on: Text,
    counts: Type.Object({
      /** Units that several became. */
      merged: Type.Integer(),
      /** Units that were divided among several. */
      split: Type.Integer(),
      /** Units that went on as a whole under another name or code. */
      renamed: Type.Integer(),
      /** Units that went on below another parent. */
      moved: Type.Integer(),
      /** New units that came from no other. */
      created: Type.Integer(),
      /** Units that ended without an heir. */
      ended: Type.Integer(),
    }),
    /** The acts by which they changed, where the list of units names them. */
    sources: Type.Array(Text),
  },
  { $id: 'UnitChange' },
)
export type UnitChange = Type.Static<typeof UnitChange>

/** `GET /api/v1/units/changes?under=&from=&to=` */
export const UnitChanges = Type.Object({ changes: Type.Array(UnitChange) }, { $id: 'UnitChanges' })
export type UnitChanges = Type.Static<typeof UnitChanges>

/** `GET /api/v1/boundaries?under=&on=`: GeoJSON of the units below `under`; `schematic` shapes are drawn, not surveyed. */
export interface BoundaryCollection {
  type: 'FeatureCollection'
  /** `schematic` as soon as one shape is: the map is then captioned as a drawing. */
  kind: 'surveyed' | 'schematic' | 'none'
  source: string | null
  features: {
    type: 'Feature'
    id: number
    properties: { unit: string; name: string; code: string | null }
    geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: number[][][] | number[][][][] }
  }[]
}

/** `GET /api/v1/procedures`: what the codes of procedures mean. */
export const ProcedureList = Type.Object(
  { procedures: Type.Array(Type.Object({ code: Text, name: Text, field: Maybe })) },
  { $id: 'ProcedureList' },
)
export type ProcedureList = Type.Static<typeof ProcedureList>

/** One line of `GET /api/v1/measures`. */
export const MeasureItem = Type.Object(
  {
    id: Text,
    title: Type.Object({ vi: Text, en: Text }),
    short: Type.Union([Type.Object({ vi: Text, en: Text }), Type.Null()]),
    kind: Text,
    unitOfMeasure: Text,
    better: Text,
    dataset: Maybe,
    numerator: Type.Array(Text),
    denominator: Type.Array(Text),
    /** Taken away from the numerator. */
    numeratorMinus: Type.Optional(Type.Array(Text)),
    source: Text,
    version: Type.Integer(),
    validFrom: Text,
    /** Below this denominator a ranking says "not enough cases". */
    minimum: Type.Union([Type.Integer(), Type.Null()]),
    /** Most points of a score. */
    max: Type.Union([Type.Number(), Type.Null()]),
    /** How it combines: `sum` adds, `last` takes the newest inside, `none` cannot. */
    overTime: Type.Union([Type.Literal('sum'), Type.Literal('last'), Type.Literal('none')]),
    overUnits: Type.Union([Type.Literal('sum'), Type.Literal('none')]),
    /** Dimensions that a query of this measure may split by. */
    dimensions: Type.Array(Text),
    /** Not null for a version that a later one replaced; kept for replay. */
    supersededOn: Maybe,
  },
  { $id: 'MeasureItem' },
)
export type MeasureItem = Type.Static<typeof MeasureItem>

const NoDueDate = Type.Union([Type.Literal('unclassified'), Type.Literal('onTime')])

/** One line of `GET /api/v1/feeds`. */
export const FeedItem = Type.Object(
  {
    id: Text,
    title: Text,
    dataset: Text,
    owner: Maybe,
    unit: Maybe,
    unitName: Maybe,
    mode: Text,
    cadence: Type.Union([Type.Object({ workingDays: Type.Integer(), by: Text }), Type.Null()]),
    sample: Type.Boolean(),
    lastReceivedAt: Maybe,
    expectedBy: Maybe,
    state: Text,
    coversTo: Maybe,
    /** How its system counts a result without a due date; holds for what is delivered from now on. */
    noDueDate: Type.Optional(NoDueDate),
    /** Feeds with one namespace speak of the same keys. */
    namespace: Type.Optional(Text),
    /** Does a second person have to agree before a file of it counts? */
    needsApproval: Type.Optional(Type.Boolean()),
    /** Does it fetch its files itself? */
    pulls: Type.Optional(Type.Boolean()),
    /** Units that reported the newest period, of those that should. */
    reporting: Type.Optional(Type.Object({ period: Text, expected: Type.Integer(), reported: Type.Integer() })),
    /** Rows kept aside that wait for a decision. */
    quarantined: Type.Optional(Type.Integer()),
  },
  { $id: 'FeedItem' },
)
export type FeedItem = Type.Static<typeof FeedItem>

/** `GET /api/v1/calendar?from=&to=`: days on which offices work otherwise than their weekday says. */
export const CalendarDays = Type.Object(
  {
    from: Text,
    to: Text,
    /** The usual office hours, `07:00-11:30,13:30-17:00`. */
    hours: Text,
    days: Type.Array(Type.Object({ day: Text, works: Type.Boolean(), hours: Maybe, name: Maybe, source: Maybe })),
  },
  { $id: 'CalendarDays' },
)
export type CalendarDays = Type.Static<typeof CalendarDays>

/** Body of `POST /api/v1/push/:dataset`. */
export const PushBody = Type.Object(
  {
    feed: Type.String({ minLength: 1, maxLength: 80 }),
    rows: Type.Array(Type.Record(Text, Type.Unknown()), { minItems: 1, maxItems: 1000 }),
  },
  { $id: 'PushBody', additionalProperties: false },
)
export type PushBody = Type.Static<typeof PushBody>
