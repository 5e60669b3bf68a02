import { findDataset } from '../../shared/datasets/list.ts'
import { BadPeriod } from '../../shared/period.ts'
import type { Verdict } from '../ledger/ledger.ts'
import { COLUMN_MISSING, COLUMNS_HIDDEN, ROWS_HIDDEN } from './checks/columns.ts'
import { createHeaderWords, type HeaderWords } from './columns.ts'
import { keepPolicy } from './duplicates.ts'
import { createFaults, type Faults } from './faults.ts'
import type { CheckRequest, Sink } from './intake.ts'
import { maskCell } from './personal.ts'
import type { OpenedFile } from './read/open.ts'
import { type RawFile, type RawSheet, UnreadableFile } from './read/raw.ts'
import { settleRow } from './rows.ts'
import type { Run } from './run.ts'
import { readSheet, type SheetOutcome } from './sheet.ts'
import { SKIPPED } from './skipped.ts'
import { createStager } from './stage.ts'
import { createInside } from './unit-inside.ts'
import { createUnitLookup } from './unit-lookup.ts'
import { indexUnits } from './unit-names.ts'
import { asking, fromUnreadable, refusalOf, toVerdict, unreadable } from './verdict.ts'

/** Reads and checks a whole file: every sheet that the dataset recognises, then what only the whole can tell. */
export async function checkFile(
  file: RawFile,
  request: CheckRequest,
  sink: Sink,
  faults = createFaults(),
): Promise<Verdict> {
  const run = createRun(request, sink, faults)
  const words = wordsOf(request.dataset)
  const outcomes: { sheet: RawSheet; outcome: SheetOutcome }[] = []
  try {
    for await (const sheet of file) {
      sheet.name = maskCell(sheet.name)
      run.sheets[sheet.index] = sheet.name
      if (sheet.hidden) {
        run.mapping.push({ sheet: sheet.name, headerRow: 0, profile: null, columns: [], ...SKIPPED.hidden })
        continue
      }
      const outcome = await readSheet({ ...sheet, rows: progressing(sheet, run) }, words, run)
      outcomes.push({ sheet, outcome })
      if (outcome.read) sayHidden(sheet, run)
    }
    if (!outcomes.some(({ outcome }) => outcome.read)) return refuseSheets(outcomes, words, run)
    if (run.questions.size === 0) await settleHeld(run)
  } catch (error) {
    if (error instanceof UnreadableFile) return fromUnreadable(error)
    if (error instanceof BadPeriod)
      return unreadable('IOC_PERIOD_BAD', 422, { period: request.answers.period ?? request.period ?? '' })
    throw error
  }
  await run.stager.flush(true)
  run.request.onProgress?.(run.counts.read, run.counts.read)
  const verdict = toVerdict(run)
  if (run.counts.read > 0 || verdict.state !== 'ready') return verdict
  return { ...verdict, state: 'refused', problem: refusalOf('IOC_FILE_NO_ROWS', 422) }
}

/** The same for a file on disk, which may need to be asked about before its rows are read. */
export async function checkOpened(
  opened: OpenedFile,
  request: CheckRequest,
  sink: Sink,
  faults = createFaults(),
): Promise<Verdict> {
  const { kind, file, encoding, delimiter, asks = [], used = [] } = opened
  const format = { kind, ...(encoding !== undefined && { encoding }), ...(delimiter !== undefined && { delimiter }) }
  if (asks.length > 0) return { ...asking(asks), format, remembered: used }
  const verdict = await checkFile(file, request, sink, faults)
  return { ...verdict, format, remembered: [...used, ...(verdict.remembered ?? [])] }
}

/** Units and words change rarely and pushes come often: both are made ready once and kept as long as their owner. */
const indexOf = once(indexUnits)
const wordsOf = once(createHeaderWords)

function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const held = new WeakMap<K, V>()
  return (key) => {
    const known = held.get(key)
    if (known !== undefined) return known
    const made = make(key)
    held.set(key, made)
    return made
  }
}

function createRun(request: CheckRequest, sink: Sink, faults: Faults): Run {
  const index = indexOf(request.units)
  return {
    request,
    index,
    findUnit: createUnitLookup(index, request.dataset, request),
    isInside: createInside(request),
    faults,
    stager: createStager(request.dataset, faults, sink, {
      policy: keepPolicy(request.answers),
      winners: request.winners,
      contest: request.contest,
    }),
    mapping: [],
    dropped: new Set(),
    questions: new Map(),
    sheets: [],
    held: [],
    heldBy: new Map(),
    declared: new Map(),
    counts: { read: 0, rejected: 0 },
    recalled: new Map(),
    remembered: new Map(),
  }
}

/** Tells how far the reader is, once for each chunk. */
async function* progressing({ rows }: RawSheet, run: Run) {
  for await (const chunk of rows) {
    run.request.onProgress?.(run.counts.read, null)
    yield chunk
  }
}

/** Rows and columns that the officer's program hides are read like all others: said once a sheet, with their number. */
function sayHidden({ name, hiddenRows = 0, hiddenColumns = 0 }: RawSheet, { mapping, questions, faults }: Run): void {
  const described = mapping.at(-1)
  if (questions.size > 0 || !described) return
  const place = { sheet: name, rowNo: null }
  if (hiddenColumns > 0) faults.add(COLUMNS_HIDDEN, place, { params: { hidden: hiddenColumns } })
  if (hiddenRows === 0) return
  described.hiddenRows = hiddenRows
  faults.add(ROWS_HIDDEN, place, { params: { hidden: hiddenRows } })
}

/** Rows that waited for the end of the file, and the units that they declare: those first, so that figures know them. */
async function settleHeld(run: Run): Promise<void> {
  const { dataset } = run.request
  const waiting = [...run.heldBy].filter(([, held]) => held.length > 0)
  const settled = waiting.map(([{ settle }, held]) => settle?.(held, run) ?? { drafts: held, extras: [] })
  for (const { dataset: extra, row, place } of [...run.declared.values(), ...settled.flatMap(({ extras }) => extras)]) {
    if (extra === dataset) run.counts.read += 1
    run.stager.put(extra, extra.complete ? extra.complete(row, run.request.feed) : row, null, place, false)
  }
  for (const { drafts } of settled) for (const draft of drafts) settleRow(draft, dataset, null, run)
}

/** No sheet was what the dataset needs: says what the likeliest one lacks. */
function refuseSheets(
  outcomes: readonly { sheet: RawSheet; outcome: SheetOutcome }[],
  words: HeaderWords,
  run: Run,
): Verdict {
  const best = [...outcomes].sort((a, b) => b.outcome.known - a.outcome.known)[0]
  const missing = best?.outcome.missing ?? []
  for (const name of missing) {
    const column = words.columns.get(name)
    run.faults.add(
      COLUMN_MISSING,
      { sheet: best?.sheet.name ?? null, rowNo: best?.outcome.header?.rowNo ?? null },
      {
        column: name,
        params: {
          title: column?.title ?? name,
          headers: [column?.title.vi, ...(column?.headers ?? [])].slice(0, 3).join(', '),
        },
      },
    )
  }
  const verdict = toVerdict(run)
  if (missing.length > 0) return { ...verdict, state: 'refused' }
  return {
    ...unreadable('IOC_FILE_NO_TABLE', 422),
    mapping: verdict.mapping,
    sheets: verdict.sheets,
    issues: verdict.issues,
  }
}

/** The dataset of a request that crossed a process border. @throws Error for an id that this program does not know */
export function datasetOf(id: string) {
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`unknown dataset ${id}`)
  return dataset
}
