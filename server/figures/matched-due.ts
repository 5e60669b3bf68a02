import type { WorkingCalendar } from '../../shared/calendar.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { procedures } from '../../shared/datasets/procedures.ts'
import type { DueCheck } from '../../shared/measures/measure.ts'
import { addDays, type Day } from '../../shared/period.ts'
import { type Binder, columnSql, conditionSql, createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'
import {
  filterSql,
  type GroupRow,
  groupBy,
  keySql,
  keysOf,
  membershipSql,
  placesSql,
  runsOf,
  type Statement,
  unitHead,
} from './sql.ts'

/** What the expected due day follows from. */
export type DueContext = Pick<Context, 'resolved' | 'calendar' | 'relation'>

/** The longest limit that is checked, in days of the calendar after the period. */
const LOOK_AHEAD_DAYS = 700

/** Checks the sources' due dates: how many could be checked, and how many are another day than the limit gives. */
export async function readDueChecks(context: Context, measures: readonly DueCheck[]): Promise<Part[]> {
  const parts: Part[] = []
  const same = ({ dataset, on, where, due, firstDue }: DueCheck) => JSON.stringify([dataset, on, where, due, firstDue])
  for (const group of Map.groupBy(measures, same).values()) {
    const [first] = group
    if (!first) continue
    const { text, params } = checkSql(context, first)
    for (const row of await context.reading.query<GroupRow>(text, params)) {
      const keys = keysOf(row, context.resolved.columns)
      const checked = Number(row.v0)
      for (const { id, take } of group) {
        // Where nothing could be checked, "none differs" would be praise for nothing.
        const value = take === 'checked' ? checked : checked === 0 ? null : Number(row.v1)
        parts.push({ measure: id, bucket: row.bucket, unit: row.unit, keys, value, estimated: row.e0 === true })
      }
    }
  }
  return parts
}

function checkSql(context: Context, measure: DueCheck): Statement {
  const { resolved, segments, relation } = context
  const dataset = datasetOf(measure)
  const binder = createBinder()
  const day = columnSql(dataset, measure.on)
  const due = columnSql(dataset, measure.due)
  const places = placesSql(day, runsOf(resolved.buckets, segments), binder)
  const members = membershipSql(segments, places.segment, binder)
  const heads = [`${places.bucket} as bucket`, unitHead(members, binder), ...keySql(resolved.columns, dataset)]
  const { from, to } = resolved.period
  const where = [
    `${day} between ${binder.bind(from, 'date')} and ${binder.bind(to, 'date')}`,
    conditionSql(measure.where, dataset, binder),
    `${due} is not null`,
    ...filterSql(resolved.filters, dataset, binder),
  ]
  const { weight } = members
  const sum = (test: string) =>
    weight ? `coalesce(sum(${weight}) filter (where ${test}), 0)` : `count(*) filter (where ${test})`
  const values = [
    `${sum('x.day is not null')} as v0`,
    `${sum(differs(dataset, measure, 'x.day'))} as v1`,
    `${weight ? `coalesce(bool_or(${weight} < 1), false)` : 'false'} as e0`,
  ]
  // `offset 0` keeps the database from computing the day once for every place that names it.
  const expected = `(select ${expectedSql(context, dataset, measure, binder)} as day offset 0)`
  const text = `select ${[...heads, ...values].join(', ')} from ${relation(dataset)} r${members.join} cross join lateral ${expected} x where ${where.join(' and ')} ${groupBy(heads)}`
  return { text, params: binder.params }
}

/** The test of one row, as SQL; for receipts. */
export function dueTest(measure: DueCheck, context: DueContext, binder: Binder): string {
  const dataset = datasetOf(measure)
  const due = columnSql(dataset, measure.due)
  const expected = expectedSql(context, dataset, measure, binder)
  const test = measure.take === 'checked' ? `${expected} is not null` : differs(dataset, measure, expected)
  return `(${conditionSql(measure.where, dataset, binder)} and ${due} is not null and ${test})`
}

/** The first known day is read from all versions of the row, so it is asked for only where the due day itself is another. */
function differs(dataset: Dataset, { due, firstDue }: DueCheck, expected: string): string {
  return `(case when ${expected} = ${columnSql(dataset, due)} then false else ${expected} <> ${columnSql(dataset, firstDue)} end)`
}

/**
 * The day on which a dossier is due by the limit that its procedure had when it was received: so many working days after the
 * day of receipt, which itself does not count. A limit of 0 days is the same day, or the next working one. Null where the
 * limit is not known.
 *
 * @see Civil Code 2015, articles 147–148; DOMAIN §2.4
 */
function expectedSql(
  { resolved, calendar, relation }: DueContext,
  dataset: Dataset,
  measure: DueCheck,
  binder: Binder,
): string {
  const received = columnSql(dataset, measure.on)
  const code = columnSql(dataset, 'procedureCode')
  const days = binder.bind(workingDaysFrom(calendar, resolved.period.from, resolved.period.to), 'date[]')
  const column = (name: string) => columnSql(procedures, name)
  const spell = `jsonb_build_array(${column('from')}, coalesce(${column('to')}, 'infinity'), ${column('workingDays')})`
  const list = `select ${column('code')} as code, jsonb_agg(${spell} order by ${column('from')} desc) as spells from ${relation(procedures)} r where ${column('workingDays')} is not null group by 1`
  // Independent of the row, so read once: a map from code to its dated limits, latest first.
  const limits = `(select jsonb_object_agg(l.code, l.spells) from (${list}) l)`
  const limit = `select (s.spell ->> 2)::int as n from jsonb_array_elements(${limits} -> ${code}) with ordinality as s(spell, place) where ${received} between (s.spell ->> 0)::date and (s.spell ->> 1)::date order by s.place limit 1`
  const at = `width_bucket(${received} - (l.n = 0)::int, ${days}) + greatest(l.n, 1)`
  return `(select (${days})[${at}] from (${limit}) l)`
}

function workingDaysFrom(calendar: WorkingCalendar, from: Day, to: Day): Day[] {
  const days: Day[] = []
  const last = addDays(to, LOOK_AHEAD_DAYS)
  for (let day = from; day <= last; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) days.push(day)
  return days
}

function datasetOf({ id, dataset }: DueCheck): Dataset {
  const found = findDataset(dataset)
  if (!found) throw new Error(`${id} checks ${dataset}, which is no dataset`)
  return found
}
