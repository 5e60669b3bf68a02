import { Type } from 'typebox'

/** Id of a dataset; which ones exist is checked by name, so that the answer can list them. */
export const DatasetName = Type.String({ minLength: 1, maxLength: 40 })

/** Id of a feed. */
export const FeedName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' })

/** A unit as `id` or `scheme:CODE[@date]`. */
export const UnitName = Type.String({ minLength: 1, maxLength: 80 })

/** `2025`, `2025-Q3`, `2025-10`. */
export const PeriodName = Type.String({ pattern: '^(19|2\\d)\\d\\d(-(Q[1-4]|0[1-9]|1[0-2]))?$' })

/** A period as an address names it: `2025-10`, `thisMonth`, `2025-10-15..2025-11-14`. */
export const PeriodText = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$' })

/** The moment at which a delivery was taken from its system, RFC 3339 with zone. */
export const Extracted = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$',
})

/** A local day. */
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** `1` agrees, `0` does not. */
export const Switch = Type.Union([Type.Literal('0'), Type.Literal('1')])

/** Why somebody did what has to have a reason. */
export const WrittenReason = Type.String({ pattern: '^\\s*\\S[\\s\\S]{3,298}\\S\\s*$', maxLength: 300 })

/** Why somebody did something, kept with it. */
export const Reason = Type.String({ maxLength: 500 })
