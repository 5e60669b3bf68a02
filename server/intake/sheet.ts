import type { HeaderWords, Target } from './columns.ts'
import { createFill } from './fill.ts'
import { findPeriod } from './frame.ts'
import { cellText, findHeader, type Header } from './header.ts'
import { judgeHeaders, type Mapping, mapColumns, numberingUnder } from './mapping.ts'
import { PROFILES } from './profiles/list.ts'
import type { Profile, SheetShape } from './profiles/profile.ts'
import type { RawRow, RawSheet } from './read/raw.ts'
import { createRowReader } from './rows.ts'
import type { Run } from './run.ts'
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
export async function readSheet(sheet: RawSheet, words: HeaderWords, run: Run): Promise<SheetOutcome> {
  const { dataset } = run.request
  const source = sheet.rows[Symbol.asyncIterator]()
  const sample = await take(source, SAMPLE_ROWS)
  const header = findHeader(sample, sheet.merges, words)
  if (!header) return skip(sheet, run, null, null, 'không tìm thấy dòng tiêu đề', 0)
  const titles = sample.slice(0, header.top).flatMap(({ cells }) => cells.map(cellText).filter((text) => text !== ''))
  const numbering = numberingUnder(sample, header)
  const plain = mapColumns(header, dataset, words, null, run, numbering)
  const shape = shapeOf(sheet, plain, titles)
  const profile = PROFILES.find((one) => one.dataset === dataset.id && one.recognises(shape)) ?? null
  const mapping = profile ? mapColumns(header, dataset, words, profile, run, numbering) : plain
  if (mapping.missing.length > 0 || run.request.answers[`sheet:${sheet.name}`] === 'skip') {
    const why =
      mapping.missing.length > 0
        ? `thiếu cột ${mapping.missing.map((name) => words.columns.get(name)?.title.vi ?? name).join(', ')}`
        : 'bỏ qua theo trả lời'
    return { ...skip(sheet, run, header, mapping, why, mapping.at.size), missing: mapping.missing }
  }
  judgeHeaders(mapping, header, words, sheet.name, run)
  const period = findPeriod(sheet.name, dataset, mapping, titles, run)
  const frame = profile?.frame?.(shape, run) ?? {}
  const rows = sample.slice(numbering ? header.end + 1 : header.end)
  const styleOf = decideStyles(dataset, mapping, rows, words.columns, run)
  run.mapping.push({
    ...describe(sheet, header, mapping, profile),
    ...(period ? { period: period.name ?? `${period.range.from}..${period.range.to}` } : {}),
  })
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
      for (const row of next.value) read(row, deleted(row))
      await run.stager.flush()
    }
  } else await source.return?.(undefined)
  return { read: true, known: mapping.at.size, missing: [], header }
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

function skip(
  sheet: RawSheet,
  run: Run,
  header: Header | null,
  mapping: Mapping | null,
  why: string,
  known: number,
): SheetOutcome {
  run.mapping.push({ ...describe(sheet, header, mapping, null), skipped: why })
  return { read: false, known, missing: [], header }
}

function describe(sheet: RawSheet, header: Header | null, mapping: Mapping | null, profile: Profile | null) {
  const columns = (mapping?.headers ?? []).flatMap((text, index) =>
    text === '' ? [] : [{ header: text, column: mapping?.targets[index] ?? null }],
  )
  return { sheet: sheet.name, headerRow: header?.rowNo ?? 0, profile: profile?.id ?? null, columns }
}

/** Does a row say that its source deleted it? */
function deletedIn(mapping: Mapping): (row: RawRow) => boolean {
  const at = mapping.at.get('#deleted')
  return at === undefined ? () => false : ({ cells }) => cells[at] === true || cells[at] === 1 || cells[at] === 'true'
}
