import { nextWorkingDay } from '../../shared/calendar.ts'
import type { Dataset, Words } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { columnNames } from '../../shared/datasets/stored.ts'
import type { DayExpression, Matched, Stock } from '../../shared/measures/measure.ts'
import { type Binder, columnSql, daySql } from './condition-sql.ts'
import { type Leaf, stockOf } from './leaves.ts'
import { failureSql, type Reasons } from './left-out-reasons.ts'
import { matchTest } from './matched.ts'
import { dueTest } from './matched-due.ts'
import { edgeOf, stockDays } from './part.ts'
import type { TermContext } from './receipt-terms.ts'
import { columnWords, dayWords, nounOf } from './receipt-words.ts'
import { leftOn } from './stock.ts'

/** The rows among which a leaf counts some, and why it leaves out the others. */
export interface Near {
  /** The day by which such a row finds its unit. */
  day: string
  /** Does a row stand near, as SQL? By its days alone. */
  test: string
  /** SQL of the reason, tried on rows that stand near and do not count; null = none of ours. */
  reason: string
}

/** The day on which a row ended, where it ended without the result by which a measure dates its rows. */
const ENDED: Readonly<Record<string, string>> = { finishedOn: 'leftOn', answeredOn: 'leftOn' }

/**
 * What stands near a leaf: of what happens in a period, the rows dated in it; of what is inside on a day, the rows that
 * have come and not gone by then. Null where nothing does.
 */
export function nearOf(
  leaf: Leaf,
  context: TermContext,
  dataset: Dataset,
  binder: Binder,
  reasons: Reasons,
): Near | null {
  if (leaf.kind === 'reported' || leaf.kind === 'deliveries') return null
  if (leaf.kind === 'count' || leaf.kind === 'distribution' || leaf.kind === 'dueCheck')
    return nearPeriod(leaf, context, dataset, binder, reasons)
  const { resolved, calendar } = context
  const [taken] = stockDays(resolved, edgeOf(leaf))
  if (taken === null || taken === undefined) return null
  const day = binder.bind(taken, 'date')
  const stock = leaf.kind === 'stock' ? leaf : stockOf(leaf, resolved.book)
  const { test, failures } = nearStock(stock, dataset, day, binder, reasons)
  if (leaf.kind === 'dueSoon') {
    const due = columnSql(dataset, leaf.due)
    const words = columnWords(dataset, leaf.due)
    const next = binder.bind(nextWorkingDay(taken, calendar), 'date')
    const past = reasons.number('alreadyDue', { vi: `${words.vi} đã qua`, en: `the ${words.en} has passed` })
    const later = reasons.number('dueLater', { vi: `${words.vi} còn xa`, en: `the ${words.en} lies further ahead` })
    failures.push(failureSql({ filled: leaf.due }, dataset, binder, reasons))
    failures.push(`(case when ${due} < ${day} then ${past} when ${due} > ${next} then ${later} end)`)
  }
  if (leaf.kind === 'matched') failures.push(unmatchedSql(leaf, context, binder, reasons))
  // What a period begins with lies with the units of its first day, the day after.
  const placed = edgeOf(leaf) === 'start' ? `(${day} + 1)` : day
  return { day: placed, test, reason: `coalesce(${failures.join(', ')})` }
}

function nearPeriod(
  leaf: Extract<Leaf, { kind: 'count' | 'distribution' | 'dueCheck' }>,
  context: TermContext,
  dataset: Dataset,
  binder: Binder,
  reasons: Reasons,
): Near {
  const { from, to } = context.resolved.period
  const end = typeof leaf.on === 'string' ? ENDED[leaf.on] : undefined
  const ended = end !== undefined && columnNames(dataset).has(end) ? columnSql(dataset, end) : null
  const day = ended ? `coalesce(${daySql(leaf.on, dataset)}, ${ended})` : daySql(leaf.on, dataset)
  const failures = leaf.where ? [failureSql(leaf.where, dataset, binder, reasons)] : []
  if (typeof leaf.on === 'string') failures.push(failureSql({ filled: leaf.on }, dataset, binder, reasons))
  if (leaf.kind === 'count' && leaf.adds !== undefined) {
    const { vi, en } = columnWords(dataset, leaf.adds)
    failures.push(reasons.number('nothingToAdd', { vi: `${vi}: không có`, en: `${en}: none` }))
  }
  if (leaf.kind === 'dueCheck') {
    failures.push(failureSql({ filled: leaf.due }, dataset, binder, reasons))
    const noLimit = reasons.number('noLimit', {
      vi: 'chưa biết thời hạn của thủ tục',
      en: 'the time limit of the procedure is not known',
    })
    const checked = dueTest({ ...leaf, take: 'checked' }, context, binder)
    const agrees = reasons.number('agrees', { vi: 'hạn trả đúng với thời hạn của thủ tục', en: 'the due date agrees' })
    failures.push(`(case when ${checked} then ${agrees} else ${noLimit} end)`)
  }
  return {
    day,
    test: `${day} between ${binder.bind(from, 'date')} and ${binder.bind(to, 'date')}`,
    reason: failures.length === 0 ? 'null::int' : `coalesce(${failures.join(', ')})`,
  }
}

/** The plain way in and out of a stock draws the circle; what cuts it further is a reason. */
function nearStock(stock: Stock, dataset: Dataset, day: string, binder: Binder, reasons: Reasons) {
  const [enters = stock.enters, ...laterEntries] = partsOf(stock.enters, 'latest')
  const exits = stock.leaves === null ? [] : partsOf(stock.leaves, 'earliest')
  const leaves = exits.find((part) => part === 'leftOn') ?? exits[0]
  const otherExits = exits.filter((part) => part !== leaves)
  const test = [
    `${daySql(enters, dataset)} <= ${day}`,
    ...(leaves === undefined ? [] : [`${leftOn(daySql(leaves, dataset))} > ${day}`]),
  ].join(' and ')
  const failures = [
    ...(stock.where ? [failureSql(stock.where, dataset, binder, reasons)] : []),
    ...otherExits.map((part) => {
      const gone = reasons.number(exitName(part), exitWords(dataset, part))
      return `(case when ${daySql(part, dataset)} <= ${day} then ${gone} end)`
    }),
    ...laterEntries.map((part) => {
      const ahead = reasons.number(entryName(part), entryWords(dataset, part))
      return `(case when ${daySql(part, dataset)} > ${day} then ${ahead} end)`
    }),
  ]
  return { test: `(${test})`, failures: failures.length === 0 ? ['null::int'] : failures }
}

function partsOf(day: DayExpression, how: 'latest' | 'earliest'): readonly DayExpression[] {
  if (typeof day === 'string' || 'after' in day) return [day]
  if (how === 'latest' && 'latest' in day) return day.latest
  return how === 'earliest' && 'earliest' in day ? day.earliest : [day]
}

function exitWords(dataset: Dataset, part: DayExpression): Words {
  if (part === 'pausedOn') return { vi: 'đang tạm dừng, chờ công dân', en: 'paused, waiting for the citizen' }
  const { vi, en } = dayWords(dataset, part)
  return { vi: `đã qua ${vi}`, en: `past the ${en}` }
}

function entryWords(dataset: Dataset, part: DayExpression): Words {
  const awaited = typeof part !== 'string' && 'after' in part ? part.after : null
  const { vi, en } = dayWords(dataset, awaited ?? part)
  return awaited === null
    ? { vi: `chưa đến ${vi}`, en: `the ${en} lies ahead` }
    : { vi: `chưa qua ${vi}`, en: `the ${en} has not passed` }
}

function exitName(part: DayExpression): string {
  return part === 'pausedOn' ? 'paused' : `past.${nameOf(part)}`
}

function entryName(part: DayExpression): string {
  return nameOf(part) === 'dueOn' ? 'notYetDue' : `notYet.${nameOf(part)}`
}

function nameOf(part: DayExpression): string {
  if (typeof part === 'string') return part
  return 'after' in part ? nameOf(part.after) : 'day'
}

/** Rows of the stock that nothing names: because nothing of the kind is there. */
function unmatchedSql(leaf: Matched, context: TermContext, binder: Binder, reasons: Reasons): string {
  const other = findDataset(leaf.by.dataset)
  const noun = other ? nounOf(other) : { vi: leaf.by.dataset, en: leaf.by.dataset }
  const none = reasons.number('notNamed', {
    vi: `không có ${noun.vi} nào như vậy trong kỳ`,
    en: `none of the ${noun.en} in the period names it`,
  })
  return `(case when ${matchTest(leaf, context, context.resolved.period, binder)} then null else ${none} end)`
}
