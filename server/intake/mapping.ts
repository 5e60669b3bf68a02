import type { SheetMapping } from '../../shared/batch.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { COLUMN_PERSONAL, HEADER_LONG, HEADER_REPEATED, HEADER_RESERVED, HEADER_TWICE } from './checks/columns.ts'
import { formTarget, type HeaderWords, type Target } from './columns.ts'
import { cellText, type Header, isNumbering } from './header.ts'
import { isReserved, readableColumns } from './mapping-faults.ts'
import { maskCell } from './personal.ts'
import type { Profile } from './profiles/profile.ts'
import { type RawRow, UnreadableFile } from './read/raw.ts'
import type { Run } from './run.ts'
import { compareKey, isPersonalHeader } from './words.ts'

/** Which column of a sheet is read as what. */
export interface Mapping {
  /** Headers as the officer wrote them, parts joined by ` / `. */
  headers: string[]
  targets: (Target | null)[]
  at: ReadonlyMap<Target, number>
  /** Why each header is read as it is, or left unread; null where nothing was known of it. */
  how: (How | null)[]
  /** Required columns that neither the sheet nor the delivery gives. */
  missing: string[]
}

/** Who or what decided about a header. */
export type How = NonNullable<SheetMapping['columns'][number]['how']>

const MAX_HEADER = 500

/**
 * Decides what each header means: the officer's answer first, then the profile, then the dataset's words. Of two headers
 * with one meaning the closer one is used and the other named; headers without meaning are dropped and named.
 *
 * @throws UnreadableFile IOC_MAPPING_UNKNOWN when an answer names a column that the dataset does not have; IOC_MAPPING_TWICE
 * when two answers name one column
 */
export function mapColumns(
  header: Header,
  dataset: Dataset,
  profile: Profile | null,
  run: Run,
  numbering: RawRow | null,
): Mapping {
  const headers = headersOf(header)
  const ranks: number[] = []
  const how: (How | null)[] = []
  const keys = headers.map(compareKey)
  const targets = headers.map((text, index): Target | null => {
    const id = `column:${text}`
    const answered = answerFor(text, dataset, run.request.answers)
    if (answered !== undefined) {
      const isRecalled = run.recalled.has(id)
      if (isRecalled) run.remembered.set(id, answered ?? '')
      how[index] = isRecalled ? 'remembered' : 'answer'
      ranks[index] = isRecalled ? -2 : -3
      return answered
    }
    ranks[index] = -1
    const known = profile?.target?.(keys[index] as string, keys)
    how[index] = known === undefined ? null : 'profile'
    if (known !== undefined) return known
    const found = header.found[index]
    ranks[index] = found?.rank ?? 99
    const target = found ? found.target : numbering ? formTarget(dataset, cellText(numbering.cells[index])) : null
    how[index] = target === null ? null : 'words'
    return target
  })
  const at = new Map<Target, number>()
  targets.forEach((target, index) => {
    if (target === null) return
    const before = at.get(target)
    refuseTwice(target, before, index, headers, how)
    if (before === undefined || (ranks[index] as number) < (ranks[before] as number)) at.set(target, index)
  })
  return {
    headers,
    targets: targets.map((target, index) => (target !== null && at.get(target) === index ? target : null)),
    at,
    how,
    missing: missingOf(dataset, at, run),
  }
}

/** The headers of a sheet as officers and answers call them. */
export function headersOf(header: Header): string[] {
  return header.parts.map((parts) => maskCell(parts.join(' / ').normalize('NFC')))
}

/** Did somebody decide about the header, or a known form? */
function isDecided(how: How | null | undefined): boolean {
  return how === 'answer' || how === 'remembered' || how === 'profile'
}

function refuseTwice(
  target: Target,
  before: number | undefined,
  index: number,
  headers: readonly string[],
  how: readonly (How | null)[],
): void {
  if (before === undefined || how[before] !== 'answer' || how[index] !== 'answer') return
  const [column = '', other = ''] = [headers[index], headers[before]]
  // One header that stands twice is answered once; that it stands twice is said of the header.
  if (column !== other) throw new UnreadableFile('IOC_MAPPING_TWICE', 422, { column, other, target })
}

/** Says what is wrong or remarkable about the headers of a sheet that is going to be read, and names what is dropped. */
export function judgeHeaders(
  { headers, targets, at, how }: Mapping,
  header: Header,
  words: HeaderWords,
  sheet: string,
  run: Run,
): void {
  const place = { sheet, rowNo: header.rowNo }
  const first = new Map<string, number>()
  headers.forEach((text, index) => {
    if (text === '') return
    if (isReserved(text)) run.faults.add(HEADER_RESERVED, place, { column: text })
    if (text.length > MAX_HEADER)
      run.faults.add(HEADER_LONG, place, { column: text.slice(0, 80), params: { length: text.length } })
    const before = first.get(text)
    const meant = header.found[index]?.target
    const said = how[index] === 'answer' || how[index] === 'remembered'
    const isUsed = said ? targets[before ?? index] !== null : meant !== undefined && !meant.startsWith('#')
    if (before !== undefined && isUsed)
      run.faults.add(HEADER_REPEATED, place, { column: text, params: { columns: `${before + 1}, ${index + 1}` } })
    first.set(text, before ?? index)
    if (targets[index] !== null) return
    const used = meant === undefined ? undefined : at.get(meant)
    if (used !== undefined && before === undefined && !isDecided(how[index]) && meant !== undefined) {
      const title = words.columns.get(meant)?.title.vi ?? meant
      run.faults.add(HEADER_TWICE, place, { column: text, params: { used: headers[used] ?? '', title } })
    }
    run.dropped.add(text)
    if (isPersonalHeader(text)) run.faults.add(COLUMN_PERSONAL, { sheet, rowNo: null }, { column: text })
  })
}

function answerFor(text: string, dataset: Dataset, answers: Record<string, string>): Target | null | undefined {
  const answer = Object.hasOwn(answers, `column:${text}`) ? answers[`column:${text}`] : undefined
  if (answer === undefined) return undefined
  if (answer === '') return null
  if (!readableColumns(dataset).includes(answer))
    throw new UnreadableFile('IOC_MAPPING_UNKNOWN', 422, { column: text, target: answer })
  return answer
}

/** Columns that must be there: units can come from the feed, periods from the delivery. */
function missingOf(dataset: Dataset, at: ReadonlyMap<Target, number>, run: Run): string[] {
  const given = new Set<string>([dataset.period?.from ?? '', dataset.period?.to ?? ''])
  if (dataset.id === 'index-scores') given.add('period').add('periodKind')
  if (run.request.feed.unit !== null) {
    const unit = dataset.columns.find(({ kind, required }) => kind === 'unit' && required)
    if (unit) given.add(unit.name)
  }
  return dataset.columns
    .filter(({ name, required }) => required && !given.has(name) && !at.has(name))
    .filter(({ kind, name }) => !(kind === 'unit' && (at.has(`${name}#code`) || at.has('#label'))))
    .map(({ name }) => name)
}

/** The row right under a header, if it only numbers the columns. */
export function numberingUnder(rows: readonly RawRow[], header: Header): RawRow | null {
  const next = rows[header.end]
  return next && isNumbering(next) ? next : null
}
