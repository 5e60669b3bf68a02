import type { Column } from '../../shared/datasets/dataset.ts'
import { createDateReader } from './dates.ts'
import { readNumber } from './numbers.ts'
import { agencyKey, codeKey, nameKey, type UnitIndex, withoutKind } from './unit-names.ts'
import { compareKey } from './words.ts'

/** Do the cells under a header look like a column's? The share of them that do, 0–1. */
export function shareThatFits(
  column: Column,
  cells: readonly string[],
  index: Pick<UnitIndex, 'full' | 'bare' | 'codes'>,
): number {
  const fits = testOf(column, index)
  return cells.filter(fits).length / cells.length
}

const isNumber = (text: string) => readNumber(text, 'comma') !== undefined || readNumber(text, 'point') !== undefined
const isDate = (text: string) => day(text) !== undefined || month(text) !== undefined
const day = createDateReader('dmy')
const month = createDateReader('mdy')
/** Written by a machine, one for each thing: letters and digits without spaces, and at least one digit. */
const isCode = (text: string) => /^(?=.*\d)[\p{L}\d./_-]{3,60}$/u.test(text) && !isDate(text)
const FLAGS = new Set(['x', 'co', 'khong', 'true', 'false', 'yes', 'no', '1', '0', 'da', 'chua'])

function testOf(column: Column, index: Pick<UnitIndex, 'full' | 'bare' | 'codes'>): (text: string) => boolean {
  switch (column.kind) {
    case 'code':
      return isCode
    case 'instant':
    case 'day':
      return isDate
    case 'unit':
      return (text) => namesUnit(text, index)
    case 'choice': {
      const words = new Set(
        Object.entries(column.choices ?? {}).flatMap(([value, list]) => [value, ...list].map(compareKey)),
      )
      return (text) => words.has(compareKey(text))
    }
    case 'flag':
      return (text) => FLAGS.has(compareKey(text))
    case 'count':
    case 'number':
    case 'fraction':
    case 'degrees':
      return isNumber
    default:
      return (text) => /\p{L}/u.test(text) && !isDate(text) && !isNumber(text)
  }
}

/** Does a text name a unit of the tree, at any time, whosever it is? Only a hint: the look-up itself asks for much more. */
function namesUnit(text: string, { full, bare, codes }: Pick<UnitIndex, 'full' | 'bare' | 'codes'>): boolean {
  const key = nameKey(text)
  return (
    full.has(key) ||
    bare.has(withoutKind(key)) ||
    codes.has(codeKey('area', text)) ||
    codes.has(codeKey('agency', agencyKey(text)))
  )
}
