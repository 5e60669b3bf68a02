import type { SheetMapping } from '../../shared/batch.ts'
import type { HeaderWords, Target } from './columns.ts'
import { createFill } from './fill.ts'
import { findPeriod } from './frame.ts'
import { cellText, findHeader, guessHeader, type Header } from './header.ts'
import { headersOf, judgeHeaders, type Mapping, mapColumns, numberingUnder } from './mapping.ts'
import { fingerprintOf, recall, recallFitting } from './memory.ts'
import { findOldFonts } from './old-fonts.ts'
import { PROFILES } from './profiles/list.ts'
import type { Profile, SheetShape } from './profiles/profile.ts'
import type { RawRow, RawSheet } from './read/raw.ts'
import { createRowReader } from './rows.ts'
import type { Draft, Run } from './run.ts'
import { askMissing, describeColumns, describeSheet, guessColumns } from './sheet-report.ts'
import { lacking, SKIPPED, type Skipped } from './skipped.ts'
import { decideStyles } from './styles.ts'
import { compareKey } from './words.ts'

/** Whether a sheet was read, or why not. `missing` names required columns of a sheet that was nearly recognised. */
export interface SheetOutcome {
  read: boolean
  known: number
  missing: string[]
  header: Header | null
}

/** Rows looked at before anything is decided: title blocks, header, and how columns write dates and numbers. */
const SAMPLE_ROWS = 3000

/** Reads one sheet: finds its header, decides what each column means, then streams its rows through. */
export async function readSheet(sheet: RawSheet, words: HeaderWords, base: Run): Promise<SheetOutcome> {
  const { dataset } = base.request
  const source = sheet.rows[Symbol.asyncIterator]()
  const taken = await take(source, SAMPLE_ROWS)
  const fonts = findOldFonts(taken, sheet, base)
  const sample = fonts.read(taken)
  const known = findHeader(sample, sheet.merges, words)
  const header = known ?? guessHeader(sample, words)
  if (!header) return skip(sheet, base, SKIPPED.noHeader)
  const titles = sample.slice(0, header.top).flatMap(({ cells }) => cells.map(cellText).filter((text) => text !== ''))
  const numbering = numberingUnder(sample, header)
  const rows = sample.slice(numbering ? header.end + 1 : header.end)
  const headers = headersOf(header)
  const fingerprint = fingerprintOf(dataset, headers)
  const recalling = recall(base, dataset, headers, fingerprint)
  const plain = mapColumns(header, dataset, null, recalling, numbering)
  const shape = shapeOf(sheet, plain, titles)
  const profile = PROFILES.find((one) => one.dataset === dataset.id && one.recognises(shape)) ?? null
  const mapping = profile ? mapColumns(header, dataset, profile, recalling, numbering) : plain
  const run = { ...recallFitting(recalling, dataset, mapping, rows), held: heldFor(profile, base) }
  const likely = guessColumns(header, mapping, dataset, rows, run)
  const isLeftOut = run.request.answers[`sheet:${sheet.name}`] === 'skip'
  const asked = isLeftOut ? new Map<number, string>() : askMissing(mapping, likely, dataset, run)
  const about = describeSheet(
    sheet.name,
    header,
    profile?.id ?? null,
    fingerprint,
    describeColumns(mapping, likely, asked),
  )
  if (isLeftOut) return skip(sheet, run, SKIPPED.answered, about)
  if (mapping.missing.length > asked.size) {
    // A header that only looks like one has nothing to say of what it lacks.
    if (known === null) return skip(sheet, run, SKIPPED.noHeader, about)
    const why = lacking(mapping.missing.map((name) => words.columns.get(name)?.title ?? { vi: name, en: name }))
    return { ...skip(sheet, run, why, about), known: mapping.at.size, missing: mapping.missing, header }
  }
  judgeHeaders(mapping, header, words, sheet.name, run)
  fonts.settle(mapping, header, run)
  const period = findPeriod(sheet.name, dataset, mapping, titles, run)
  const frame = profile?.frame?.(shape, run) ?? {}
  const styleOf = decideStyles(dataset, withAsked(mapping, asked), rows, words.columns, run)
  run.mapping.push({
    ...about,
    ...(period ? { period: period.name ?? `${period.range.from}..${period.range.to}` } : {}),
  })
  for (const [id, answer] of run.recalled) if (/^(?:dates|numbers):/.test(id)) run.remembered.set(id, answer)
  if (run.questions.size === 0) {
    const fill = createFill(dataset, period, run)
    const read = createRowReader(
      { dataset, mapping, profile, frame, fill, styleOf, sheet: { index: sheet.index, name: sheet.name } },
      run,
    )
    const deleted = deletedIn(mapping)
    for (const row of rows) read(row, deleted(row))
    await run.stager.flush()
    for (let next = await source.next(); !next.done; next = await source.next()) {
      for (const row of fonts.read(next.value)) read(row, deleted(row))
      await run.stager.flush()
    }
  } else await source.return?.(undefined)
  return { read: true, known: mapping.at.size, missing: [], header }
}

/** Rows of one form wait together, on however many sheets they stand. */
function heldFor(profile: Profile | null, { heldBy }: Run): Draft[] {
  if (profile?.settle === undefined) return []
  const held = heldBy.get(profile) ?? []
  heldBy.set(profile, held)
  return held
}

/** Columns that are asked about as if the answer were yes, so that their dates are asked about in the same breath. */
function withAsked(mapping: Mapping, asked: ReadonlyMap<number, string>): Mapping {
  if (asked.size === 0) return mapping
  return { ...mapping, at: new Map([...mapping.at, ...[...asked].map(([index, name]) => [name, index] as const)]) }
}

/** Rows from a stream until there are enough or none are left; chunks are never split. */
async function take(source: AsyncIterator<RawRow[]>, enough: number): Promise<RawRow[]> {
  const rows: RawRow[] = []
  while (rows.length < enough) {
    const next = await source.next()
    if (next.done) break
    for (const row of next.value) rows.push(row)
  }
  return rows
}

function shapeOf(sheet: RawSheet, mapping: Mapping, titles: readonly string[]): SheetShape {
  return {
    name: sheet.name,
    keys: mapping.headers.map(compareKey),
    titles,
    targets: new Set(mapping.targets.filter((target): target is Target => target !== null)),
  }
}

function skip(sheet: RawSheet, run: Run, why: Skipped, about?: SheetMapping): SheetOutcome {
  run.mapping.push({ ...(about ?? describeSheet(sheet.name, null, null, null, [])), ...why })
  return { read: false, known: 0, missing: [], header: null }
}

/** Does a row say that its source deleted it? */
function deletedIn(mapping: Mapping): (row: RawRow) => boolean {
  const at = mapping.at.get('#deleted')
  return at === undefined ? () => false : ({ cells }) => cells[at] === true || cells[at] === 1 || cells[at] === 'true'
}
