import type { Dataset, Words } from '../../shared/datasets/dataset.ts'
import type { Condition } from '../../shared/measures/measure.ts'
import { type Binder, conditionSql } from './condition-sql.ts'
import { columnWords, conditionWords, meaningsOf, notWords, sentence, valueWords } from './receipt-words.ts'

/** Why a row does not count, with words for it. */
export interface Reason {
  reason: string
  text: Words
}

/** Numbers the reasons of one statement; the text of the statement holds only the numbers. */
export interface Reasons {
  list: Reason[]
  /** SQL of the number of a reason. */
  number(reason: string, text: Words): string
}

export function createReasons(): Reasons {
  const list: Reason[] = []
  return {
    list,
    number(reason, text) {
      const known = list.findIndex((held) => held.reason === reason && held.text.vi === text.vi)
      if (known >= 0) return String(known)
      list.push({ reason, text: sentence(text) })
      return String(list.length - 1)
    },
  }
}

/** Days whose absence has a name of its own. */
const ABSENT: Readonly<Record<string, string>> = {
  dueOn: 'noDueDate',
  firstKnownDueOn: 'noDueDate',
  finishedOn: 'noResult',
  answeredOn: 'noAnswer',
}

/**
 * SQL of the reason for which a row fails a condition: its first part that the row fails, null where it passes. Of
 * alternatives that all fail, the first one's.
 */
export function failureSql(condition: Condition, dataset: Dataset, binder: Binder, reasons: Reasons): string {
  const of = (part: Condition) => failureSql(part, dataset, binder, reasons)
  const test = () => conditionSql(condition, dataset, binder)
  if ('all' in condition)
    return condition.all.length === 0 ? 'null::int' : `coalesce(${condition.all.map(of).join(', ')})`
  if ('any' in condition) {
    const [first] = condition.any
    const other = reasons.number('noAlternative', notWords(dataset, condition))
    return `(case when ${test()} then null else coalesce(${first ? of(first) : 'null::int'}, ${other}) end)`
  }
  return `(case when ${test()} then null else ${singleSql(condition, dataset, binder, reasons)} end)`
}

/** The reason of one test that a row failed. */
function singleSql(condition: Condition, dataset: Dataset, binder: Binder, reasons: Reasons): string {
  if ('filled' in condition) {
    const { filled } = condition
    return reasons.number(ABSENT[filled] ?? `without.${filled}`, notWords(dataset, condition))
  }
  if ('in' in condition) {
    const [name, values] = condition.in
    const strange = (value: string) => !values.includes(value)
    return valueSql({ name, wanted: strange }, reasons.number(`other.${name}`, notWords(dataset, condition)), {
      dataset,
      binder,
      reasons,
    })
  }
  if ('not' in condition) {
    const { not } = condition
    if ('in' in not) {
      const [name, values] = not.in
      const rest = reasons.number(`is.${name}`, conditionWords(dataset, not))
      return valueSql({ name, wanted: (value) => values.includes(value) }, rest, { dataset, binder, reasons })
    }
    return reasons.number(`is.${nameOf(not)}`, conditionWords(dataset, not))
  }
  return reasons.number(`not.${nameOf(condition)}`, notWords(dataset, condition))
}

/** Values of a column that mean something are told by what they mean; all others together. */
function valueSql(
  { name, wanted }: { name: string; wanted: (value: string) => boolean },
  rest: string,
  { dataset, binder, reasons }: { dataset: Dataset; binder: Binder; reasons: Reasons },
): string {
  const column = columnWords(dataset, name)
  const whens = meaningsOf(dataset, name).flatMap(({ id, values }) => {
    const these = values.filter(wanted)
    if (these.length === 0) return []
    const { vi, en } = valueWords(dataset, name, these)
    const number = reasons.number(id, { vi: `${column.vi}: ${vi}`, en: `${column.en}: ${en}` })
    return [`when ${conditionSql({ in: [name, these] }, dataset, binder)} then ${number}`]
  })
  return whens.length === 0 ? rest : `(case ${whens.join(' ')} else ${rest} end)`
}

function nameOf(condition: Condition): string {
  if ('before' in condition) return `before.${condition.before.join('.')}`
  if ('sameDay' in condition) return `sameDay.${condition.sameDay.join('.')}`
  if ('filled' in condition) return condition.filled
  if ('in' in condition) return condition.in[0]
  return 'condition'
}
