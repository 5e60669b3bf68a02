import type { Column, Dataset, Words } from '../../shared/datasets/dataset.ts'
import { PAUSED, REFUSED_OR_NEW, RESOLVED, WITHDRAWN } from '../../shared/datasets/dossiers.ts'
import type { Condition, DayExpression } from '../../shared/measures/measure.ts'

/** Values of one column that mean one thing to a reader. */
export interface Meaning {
  id: string
  values: readonly string[]
  words: Words
}

const say = (vi: string, en: string): Words => ({ vi, en })

/** What the statuses of a dataset mean, as one word for several values. */
const STATUSES: Readonly<Record<string, readonly Meaning[]>> = {
  dossiers: [
    {
      id: 'notAccepted',
      values: REFUSED_OR_NEW,
      words: say('mới đăng ký hoặc không được tiếp nhận', 'only registered or refused'),
    },
    { id: 'inProgress', values: ['2', '4'], words: say('đang giải quyết', 'in progress') },
    { id: 'paused', values: PAUSED, words: say('tạm dừng, chờ bổ sung hoặc nộp phí', 'paused') },
    { id: 'returned', values: [WITHDRAWN], words: say('trả lại hoặc công dân rút', 'returned or withdrawn') },
    { id: 'resolved', values: RESOLVED, words: say('đã giải quyết', 'resolved') },
  ],
  feedback: [
    { id: 'inProgress', values: ['received', 'routed', 'accepted'], words: say('đang xử lý', 'in progress') },
    { id: 'answered', values: ['answered'], words: say('đã trả lời', 'answered') },
    { id: 'refused', values: ['refused'], words: say('từ chối', 'refused') },
    { id: 'duplicate', values: ['duplicate'], words: say('trùng', 'a duplicate') },
  ],
}

/** The meanings of a column's values; none where each value speaks for itself. */
export function meaningsOf(dataset: Dataset, column: string): readonly Meaning[] {
  return column === 'status' ? (STATUSES[dataset.id] ?? []) : []
}

/** What one row is called. */
const NOUNS: Readonly<Record<string, Words>> = {
  dossiers: say('hồ sơ', 'dossiers'),
  feedback: say('phản ánh', 'reports of citizens'),
  surveys: say('phiếu khảo sát', 'survey answers'),
  procedures: say('thủ tục', 'procedures'),
}

export function nounOf(dataset: Dataset): Words {
  return NOUNS[dataset.id] ?? say(lower(dataset.title.vi), lower(dataset.title.en))
}

/** Days whose column title is no noun, and what the ledger finds in all versions of a row. */
const NAMED: Readonly<Record<string, Words>> = {
  leftOn: say('ngày rời hàng đợi', 'day of leaving the queue'),
  pausedOn: say('ngày tạm dừng', 'day of the pause'),
  firstKnownDueOn: say('ngày hẹn trả lần đầu', 'first due date'),
  dueMoves: say('số lần đổi hạn trả', 'moves of the due date'),
}

/** How a column, or the local day of one, is called in the middle of a sentence. */
export function columnWords(dataset: Dataset, name: string): Words {
  const named = NAMED[name]
  const column = findColumn(dataset, name)
  if (column && !named) {
    const en = lower(column.title.en)
    const dated = column.kind === 'instant' && !en.includes('since')
    return { vi: lower(column.title.vi), en: dated ? `${en} date` : en }
  }
  return named ?? say(name, name)
}

function findColumn({ columns }: Dataset, name: string): Column | undefined {
  const instant = name.replace(/On$/, 'At')
  return columns.find((column) => column.name === name) ?? columns.find((column) => column.name === instant)
}

/** How values of a column are called: by what they mean together, else each by its first word. */
export function valueWords(dataset: Dataset, name: string, values: readonly (string | number | boolean)[]): Words {
  const meanings = meaningsOf(dataset, name).filter((meaning) =>
    meaning.values.every((value) => values.includes(value)),
  )
  const told = new Set<string | number | boolean>(meanings.flatMap((meaning) => meaning.values))
  const choices = findColumn(dataset, name)?.choices
  const single = values
    .filter((value) => !told.has(value))
    .map((value) => {
      const label = choices?.[String(value)]?.find((word) => word !== String(value) && !/^\d+$/.test(word))
      return say(lower(label ?? String(value)), String(value))
    })
  return listed([...meanings.map(({ words }) => words), ...single], ' hoặc ', ' or ')
}

export function listed(parts: readonly Words[], vi: string, en: string): Words {
  return say(parts.map((part) => part.vi).join(vi), parts.map((part) => part.en).join(en))
}

/** A day as it is computed. */
export function dayWords(dataset: Dataset, day: DayExpression): Words {
  if (typeof day === 'string') return columnWords(dataset, day)
  if ('after' in day) {
    const { vi, en } = dayWords(dataset, day.after)
    return say(`ngày sau ${vi}`, `the day after ${en}`)
  }
  const parts = 'earliest' in day ? day.earliest : day.latest
  const { vi, en } = listed(
    parts.map((part) => dayWords(dataset, part)),
    ', ',
    ', ',
  )
  return 'earliest' in day
    ? say(`ngày sớm nhất trong (${vi})`, `the earliest of (${en})`)
    : say(`ngày muộn nhất trong (${vi})`, `the latest of (${en})`)
}

/** A condition as a clause: what a row that passes has. */
export function conditionWords(dataset: Dataset, condition: Condition): Words {
  const of = (part: Condition) => conditionWords(dataset, part)
  if ('all' in condition) return listed(condition.all.map(of), '; ', '; ')
  if ('any' in condition) {
    const { vi, en } = listed(condition.any.map(of), ' hoặc ', ' or ')
    return say(`(${vi})`, `(${en})`)
  }
  if ('not' in condition) return notWords(dataset, condition.not)
  if ('filled' in condition) {
    const { vi, en } = columnWords(dataset, condition.filled)
    return say(`có ${vi}`, `with a ${en}`)
  }
  if ('in' in condition) {
    const [name, values] = condition.in
    const column = columnWords(dataset, name)
    if (values.length === 1 && values[0] === true) return say(`${column.vi}: có`, `${column.en}: yes`)
    const value = valueWords(dataset, name, values)
    return say(`${column.vi} là ${value.vi}`, `${column.en} is ${value.en}`)
  }
  const [a, b] = ('before' in condition ? condition.before : condition.sameDay).map((name) =>
    columnWords(dataset, name),
  )
  return 'before' in condition
    ? say(`${a?.vi} trước ${b?.vi}`, `${a?.en} before ${b?.en}`)
    : say(`${a?.vi} đúng vào ${b?.vi}`, `${a?.en} on the day of ${b?.en}`)
}

/** The opposite of a condition as a clause: what a row has that it keeps out. */
export function notWords(dataset: Dataset, condition: Condition): Words {
  if ('filled' in condition) {
    const { vi, en } = columnWords(dataset, condition.filled)
    return say(`không có ${vi}`, `without a ${en}`)
  }
  if ('in' in condition) {
    const [name, values] = condition.in
    const column = columnWords(dataset, name)
    if (values.length === 1 && values[0] === true) return say(`${column.vi}: không`, `${column.en}: no`)
    const value = valueWords(dataset, name, values)
    return say(`${column.vi} không phải ${value.vi}`, `${column.en} is not ${value.en}`)
  }
  if ('before' in condition || 'sameDay' in condition) {
    const [a, b] = ('before' in condition ? condition.before : condition.sameDay).map((name) =>
      columnWords(dataset, name),
    )
    return 'before' in condition
      ? say(`${a?.vi} không trước ${b?.vi}`, `${a?.en} not before ${b?.en}`)
      : say(`${a?.vi} không đúng vào ${b?.vi}`, `${a?.en} not on the day of ${b?.en}`)
  }
  if ('not' in condition) return conditionWords(dataset, condition.not)
  const { vi, en } = conditionWords(dataset, condition)
  return say(`không phải (${vi})`, `not (${en})`)
}

/** A title in the middle of a sentence; abbreviations keep their capitals. */
function lower(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}

/** A clause as a line of its own. */
export function sentence({ vi, en }: Words): Words {
  const upper = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
  return { vi: upper(vi), en: upper(en) }
}
