import { Type } from 'typebox'
import { AsOf, Cell } from './answer.ts'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])
const Words = Type.Object({ vi: Text, en: Text })
const Points = Type.Union([Type.Number(), Type.Null()])

/** One scored part of a component of an index, in points. */
export const WorkbenchPart = Type.Object({
  id: Text,
  title: Words,
  /** Most points, null where no source confirms them. */
  max: Points,
  /** How sure the weight is: `law`, `secondary`, `code` (seen in a public program only), `open` (not confirmed). */
  confidence: Text,
  source: Text,
  /** The measure that our own rows give, a fraction; null where they cannot. */
  measure: Maybe,
  ratio: Type.Union([Cell, Type.Null()]),
  /** ratio × max, computed from our rows; never mixed with an imported score. */
  computed: Points,
  /** What is still to win: max − computed. */
  gap: Points,
  /** Points for one more hit of the ratio (one dossier more on time, online, digitised …). */
  perCase: Points,
})
export type WorkbenchPart = Type.Static<typeof WorkbenchPart>

/** `GET /api/v1/index?unit=&period=&seq=`: an index taken apart for one unit. */
export const Workbench = Type.Object(
  {
    asOf: AsOf,
    index: Text,
    unit: Type.Object({ id: Text, name: Text }),
    period: Type.Object({ from: Text, to: Text }),
    components: Type.Array(
      Type.Object({
        id: Text,
        title: Words,
        max: Type.Number(),
        source: Text,
        confidence: Text,
        /** The score as published, with the period that it speaks of. */
        published: Cell,
        /** From our own rows: the points of the parts that they can give, and of how many points those parts are. */
        computed: Points,
        computedOf: Type.Number(),
        parts: Type.Array(WorkbenchPart),
      }),
    ),
    /** The parts with most to win first. */
    lifts: Type.Array(
      Type.Object({ part: Text, title: Words, gap: Type.Number(), cases: Type.Number(), perCase: Type.Number() }),
    ),
  },
  { $id: 'Workbench' },
)
export type Workbench = Type.Static<typeof Workbench>
