import { createHash } from 'node:crypto'
import type { DayRange } from '../../shared/period.ts'
import type { Verdict } from '../ledger/ledger.ts'
import { givenPeriod } from './frame.ts'
import { maskCell } from './personal.ts'
import type { UnreadableFile } from './read/raw.ts'
import { refuseWith } from './read/refusal.ts'
import { fillPlaces, REFUSALS } from './read/refusals.ts'
import { OWN_REFUSALS, rowsRefused } from './refusals-own.ts'
import type { Run } from './run.ts'

/** What was found, in the form that the ledger keeps: refused as soon as one row broke a rule, asking while a question is open. */
export function toVerdict(run: Run): Verdict {
  const accepted = run.stager.kept()
  const state = run.questions.size > 0 ? 'asking' : run.faults.hasError() ? 'refused' : 'ready'
  return {
    state,
    read: run.counts.read,
    accepted,
    rejected: run.counts.rejected,
    issues: run.faults.list(),
    mapping: run.mapping,
    mappingVersion: versionOf(run),
    droppedColumns: [...run.dropped],
    ...(run.questions.size > 0 ? { questions: [...run.questions.values()] } : {}),
    ...(run.remembered.size > 0 ? { remembered: [...run.remembered.keys()] } : {}),
    ...(state === 'refused' ? { problem: rowsRefused(run.counts.rejected, run.counts.read) } : {}),
    sheets: run.sheets,
    speaksFor: speaksFor(run),
  }
}

/** Equal mappings have equal versions, so that a commit can name the mapping it agrees to. */
function versionOf({ mapping, request, remembered }: Run): string {
  const text = JSON.stringify([mapping, Object.entries(request.answers).sort(), [...remembered].sort()])
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/**
 * The days for which a `replace` delivery speaks: the period that came with it, else the span of its rows' periods. Null when
 * one row's period holds another's (a year beside its months) and no period was given: then nothing is closed.
 */
function speaksFor(run: Run): Verdict['speaksFor'] {
  const { feed } = run.request
  if (feed.mode !== 'replace') return null
  const given = givenPeriod(run)
  const periods = [...run.stager.periods.values()]
  const span = spanOf(periods)
  const nested = periods.some((a) => periods.some((b) => a !== b && a.from <= b.from && b.to <= a.to))
  const range: DayRange | null = nested || !span ? (given ?? (nested ? null : span)) : span
  return range ? { unit: feed.unit, from: range.from, to: range.to } : null
}

function spanOf(periods: readonly DayRange[]): DayRange | null {
  const from = periods.map((period) => period.from).sort()[0]
  const to = periods
    .map((period) => period.to)
    .sort()
    .at(-1)
  return from !== undefined && to !== undefined ? { from, to } : null
}

const UNKNOWN = refuseWith(422, ['Không đọc được tệp', ''], ['The file cannot be read', ''])

/** Why a whole file is refused, in the form of a problem. */
export function refusalOf(code: string, status: number, params: Record<string, string | number> = {}) {
  const known = REFUSALS[code] ?? OWN_REFUSALS[code] ?? UNKNOWN
  const masked = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? maskCell(value) : value]),
  )
  const said = (language: 'vi' | 'en') => ({
    title: fillPlaces(known.title[language], masked),
    detail: fillPlaces(known.detail[language], masked),
  })
  return { code, status, ...said('vi'), en: said('en') }
}

/** A file about whose bytes somebody has to say something before it can be read. */
export function asking(questions: NonNullable<Verdict['questions']>): Verdict {
  const { problem: _, ...nothing } = unreadable('', 422)
  return { ...nothing, state: 'asking', questions }
}

/** A file that could not be read at all, as a verdict: the reason stays with the batch. */
export function unreadable(code: string, status: number, params: Record<string, string | number> = {}): Verdict {
  return {
    state: 'refused',
    read: 0,
    accepted: 0,
    rejected: 0,
    issues: [],
    mapping: [],
    mappingVersion: '',
    droppedColumns: [],
    problem: refusalOf(code, status, params),
    sheets: [],
    speaksFor: null,
  }
}

/** The verdict on a file whose reader gave up. */
export function fromUnreadable(error: UnreadableFile): Verdict {
  return unreadable(error.code, error.status, error.params)
}
