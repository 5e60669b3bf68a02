import { HELD_RULES } from '../../../shared/held-rules.ts'
import { CATALOGUE_RULES, catalogueChecks } from './catalogues.ts'
import { CELL_RULES } from './cells.ts'
import type { Check, Rule } from './check.ts'
import { COLUMN_RULES } from './columns.ts'
import { UNIT_RULES } from './units.ts'
import { sumChecks, V1_RULES } from './v01-sum.ts'
import { ratioCheck, V2_RULES } from './v02-ratio.ts'
import { IDENTITY, identityCheck } from './v04-identity.ts'
import { splitCheck, V5_RULES } from './v05-split.ts'
import { SUBSET, subsetChecks } from './v06-subset.ts'
import { PERFECT, perfectChecks } from './v07-perfect.ts'
import { NUMBER_UNIT, unitCheck } from './v08-unit.ts'
import { V9_RULES } from './v09-duplicate.ts'
import { PERIOD_ODD } from './v10-period.ts'
import { OBSOLETE } from './v11-obsolete.ts'
import { NUMBER_BAD } from './v12-number.ts'
import { V13_RULES } from './v13-code.ts'
import { dateChecks, V15_RULES } from './v15-dates.ts'
import { V16_RULES } from './v16-personal.ts'

/** Every check of finished rows. Adding one is a file here and a line in this list. */
export const CHECKS: readonly Check[] = [
  ...sumChecks,
  ratioCheck,
  identityCheck,
  splitCheck,
  ...subsetChecks,
  ...perfectChecks,
  unitCheck,
  ...dateChecks,
  ...catalogueChecks,
]

/** Every rule that a verdict may name; `docs/rules.md` explains each. V3 is the help of V2; V14 is a rule of design and names no row. */
export const RULES: readonly Rule[] = [
  ...CELL_RULES,
  ...COLUMN_RULES,
  ...UNIT_RULES,
  ...V1_RULES,
  ...V2_RULES,
  IDENTITY,
  ...V5_RULES,
  SUBSET,
  PERFECT,
  NUMBER_UNIT,
  ...V9_RULES,
  PERIOD_ODD,
  OBSOLETE,
  NUMBER_BAD,
  ...V13_RULES,
  ...V15_RULES,
  ...CATALOGUE_RULES,
  ...V16_RULES,
  ...HELD_RULES,
]
