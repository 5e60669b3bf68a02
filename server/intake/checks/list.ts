import { HELD_RULES } from '../../../shared/held-rules.ts'
import { CATALOGUE_RULES, catalogueChecks } from './catalogues.ts'
import { CELL_RULES } from './cells.ts'
import type { Check, Rule } from './check.ts'
import { COLUMN_RULES } from './columns.ts'
import { DATE_RULES, dateChecks } from './dates.ts'
import { DUPLICATE_RULES } from './duplicates.ts'
import { PERIOD_ODD } from './history.ts'
import { INDEX_RULES, indexCheck } from './index-scores.ts'
import { PERSONAL_RULES } from './personal.ts'
import { PUBLISHED_RULES, publishedCheck } from './published.ts'
import { REPORT_RULES, reportCheck } from './reports.ts'
import { UNIT_RULES } from './units.ts'

/** Every check of finished rows. Adding one is a file here and a line in this list. */
export const CHECKS: readonly Check[] = [...dateChecks, reportCheck, publishedCheck, indexCheck, ...catalogueChecks]

/** Every rule that a verdict may name; `docs/rules.md` explains each. */
export const RULES: readonly Rule[] = [
  ...CELL_RULES,
  ...COLUMN_RULES,
  ...UNIT_RULES,
  ...DATE_RULES,
  ...DUPLICATE_RULES,
  ...REPORT_RULES,
  ...PUBLISHED_RULES,
  ...INDEX_RULES,
  PERIOD_ODD,
  ...CATALOGUE_RULES,
  ...PERSONAL_RULES,
  ...HELD_RULES,
]
