import type { Repair } from '../../shared/batch.ts'
import type { Column } from '../../shared/datasets/dataset.ts'
import { worded } from '../../shared/repair-words.ts'
import { CELL_BROKEN, CHOICE_UNKNOWN, DATE_RANGE, DATE_UNREAL, FLAG_UNKNOWN } from './checks/cells.ts'
import type { Mend, Rule } from './checks/check.ts'
import { NUMBER_UNIT } from './checks/v08-unit.ts'
import { NUMBER_BAD } from './checks/v12-number.ts'
import { PROCEDURE_AMBIGUOUS, PROCEDURE_FORM } from './checks/v13-code.ts'
import { createDateReader, type DateOrder } from './dates.ts'
import { type NumberStyle, readNumber, splitBound } from './numbers.ts'
import { repairId } from './repairs.ts'
import type { ReadingStyle } from './values.ts'

/** Faults of a text that is only written wrongly: another text heals them all. */
const RETYPED: ReadonlySet<Rule> = new Set([
  CELL_BROKEN,
  DATE_UNREAL,
  DATE_RANGE,
  NUMBER_BAD,
  NUMBER_UNIT,
  PROCEDURE_FORM,
  PROCEDURE_AMBIGUOUS,
])

/** The other order, which an answer can say of a column. */
export const OTHER_ORDER: Readonly<Record<DateOrder, DateOrder>> = { dmy: 'mdy', mdy: 'dmy' }
const OTHER_STYLE: Readonly<Record<NumberStyle, NumberStyle>> = { comma: 'point', point: 'comma' }

/** An answer about the order of day and month in a column, the likely one first. */
export function orderRepair(answer: string, order: DateOrder): Repair {
  const other = OTHER_ORDER[order]
  return { kind: 'dates', answer, choices: [worded(other, other), worded(order, order)], open: false }
}

/** The repairs of one column's refused cells: another order or decimal sign where that reads them, else a word of the list or another text. */
export function createCellMend(column: Column, { order, style }: Pick<ReadingStyle, 'order' | 'style'>): Mend {
  const readOther = createDateReader(OTHER_ORDER[order])
  const empty = column.required ? [] : [worded('', 'empty')]
  return (rule, { text, params }) => {
    if (text === undefined || column.kind === 'code') return null
    if (rule === DATE_UNREAL && readOther(text) !== undefined) return orderRepair(`dates:${column.name}`, order)
    if (rule === NUMBER_BAD && readNumber(splitBound(text).rest, OTHER_STYLE[style])) {
      const choices = [worded(OTHER_STYLE[style], OTHER_STYLE[style]), worded(style, style)]
      return { kind: 'numbers', answer: `numbers:${column.name}`, choices, open: false }
    }
    const answer = repairId(column, text)
    if (rule === CHOICE_UNKNOWN)
      return { kind: 'choice', answer, choices: [...choicesOf(column), ...empty], open: false }
    if (rule === FLAG_UNKNOWN)
      return { kind: 'choice', answer, choices: [worded('có', 'yes'), worded('không', 'no'), ...empty], open: false }
    if (rule === PROCEDURE_AMBIGUOUS) {
      const codes = String(params?.codes ?? '').split(', ')
      return { kind: 'choice', answer, choices: codes.map((code) => ({ value: code, label: code })), open: true }
    }
    return RETYPED.has(rule) ? { kind: 'text', answer, choices: empty, open: true } : null
  }
}

/** The words of a list column, each with the value that is stored for it. */
function choicesOf({ choices = {} }: Column): Repair['choices'] {
  return Object.entries(choices).map(([value, words]) => ({
    value,
    label: words.find((word) => !/^\d+$/.test(word)) ?? words[0] ?? value,
  }))
}
