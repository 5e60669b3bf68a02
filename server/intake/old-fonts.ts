import type { Question } from '../../shared/batch.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { TEXT_CASE } from './checks/columns.ts'
import type { Header } from './header.ts'
import {
  convert,
  convertRows,
  findLegacy,
  isAllSmall,
  type LegacyEncoding,
  recase,
  type Suspicion,
  textsOf,
} from './legacy.ts'
import type { Mapping } from './mapping.ts'
import { MASK, maskCell } from './personal.ts'
import { OLD_ENCODINGS } from './read/encoding.ts'
import type { RawRow, RawSheet } from './read/raw.ts'
import type { Run } from './run.ts'

/** The answer that says whether texts of old fonts are to be converted, and under which it is remembered for a feed. */
export const LEGACY = 'legacy'

const ENCODINGS: readonly LegacyEncoding[] = ['tcvn3', 'vni']
const SHOWN_HEADERS = 3
const PREVIEW_LINES = 5
const MAX_LINE = 160

/** What a sheet's texts need before anything else is done with them. */
export interface OldFonts {
  /** Rows as they are meant. Until it is answered, as the likeliest encoding reads them. */
  read(rows: RawRow[]): RawRow[]
  /** Once it is known which columns matter: asks if it has to, else says where capitals may be lost. */
  settle(mapping: Mapping, header: Header, run: Run): void
}

/** Looks at the first rows of a sheet for texts of `.VnTime`, `VNI-Times` and their like inside Unicode (U25–U27). */
export function findOldFonts(sample: readonly RawRow[], sheet: RawSheet, run: Run): OldFonts {
  const suspicion = sheet.isUnicode ? null : findLegacy(sample)
  if (suspicion === null) return sheet.capitalsLost ? onlyCase(sample, sheet) : NOTHING
  const said = answerOf(run, suspicion)
  if (said === 'none') return NOTHING
  const encoding = said ?? suspicion.likely
  return {
    read: (rows) => convertRows(rows, encoding, suspicion),
    settle(mapping, header, settling) {
      if (said === null) {
        const question = toQuestion(sample, suspicion, mapping, header, run.request.dataset)
        if (question) settling.questions.set(LEGACY, question)
        return
      }
      if (encoding === 'tcvn3') warnOfCase(convertRows(sample, encoding, suspicion), mapping, header, sheet, settling)
    },
  }
}

const NOTHING: OldFonts = { read: (rows) => rows, settle: () => {} }

/** A file that was TCVN3 as a whole: its letters are right, its capitals may not be. */
function onlyCase(sample: readonly RawRow[], sheet: RawSheet): OldFonts {
  const read = (rows: readonly RawRow[]) =>
    rows.map(({ rowNo, cells }) => ({
      rowNo,
      cells: cells.map((cell) => (typeof cell === 'string' ? recase(cell) : cell)),
    }))
  return { read, settle: (mapping, header, run) => warnOfCase(read(sample), mapping, header, sheet, run) }
}

/** What was answered for this file, or for an earlier one of the feed in which the same encoding was the likeliest. */
function answerOf({ request, remembered }: Run, { likely }: Suspicion): LegacyEncoding | 'none' | null {
  const given = Object.hasOwn(request.answers, LEGACY) ? request.answers[LEGACY] : undefined
  if (given === 'none') return 'none'
  const named = ENCODINGS.find((name) => name === given)
  if (named !== undefined) return named
  const before = request.remembered.find(({ fingerprint }) => fingerprint === LEGACY)?.answers ?? {}
  if (!Object.hasOwn(before, LEGACY) || before[LEGACY] !== likely) return null
  remembered.set(LEGACY, likely)
  return likely
}

/** Null when no column that is read, and no header, would change. */
function toQuestion(
  sample: readonly RawRow[],
  suspicion: Suspicion,
  mapping: Mapping,
  header: Header,
  dataset: Dataset,
): Question | null {
  const { likely } = suspicion
  const headerRows = sample.slice(header.top, header.end)
  const body = sample.slice(header.end)
  const secret = new Set(dataset.columns.filter(({ kind }) => kind === 'code').map(({ name }) => name))
  const touched = [...suspicion.columns].flatMap(([at, { mixed }]) => {
    const target = mapping.targets[at] ?? null
    const written = textsOf(headerRows, at).join(' / ')
    const changes = convert(written, likely, mixed) !== written
    return target === null && !changes ? [] : [{ at, mixed, target, written }]
  })
  if (touched.length === 0) return null
  const lines = touched.flatMap(({ at, mixed, target, written }) => {
    const telling = (text: string) => convert(text, likely, mixed) !== text
    const values = target === null || secret.has(target) ? [] : textsOf(body, at).filter(telling)
    return [...new Set([...(telling(written) ? [written] : []), ...values.slice(0, 2)])].map((text) => ({
      text,
      mixed,
    }))
  })
  const show = (name: LegacyEncoding | null) =>
    lines.slice(0, PREVIEW_LINES).map(({ text, mixed }) => {
      // A name is recognised only where it reads right; there it is masked in every choice.
      if (maskCell(convert(text, likely, mixed)) === MASK) return MASK
      return maskCell(name === null ? text : convert(text, name, mixed)).slice(0, MAX_LINE)
    })
  const headers = touched.slice(0, SHOWN_HEADERS).map(({ at }) => `"${mapping.headers[at] ?? ''}"`)
  const all = `${headers.join(', ')}${touched.length > SHOWN_HEADERS ? ', …' : ''}`
  const label = OLD_ENCODINGS[likely].label
  return {
    id: LEGACY,
    text: `Cột ${all} có vẻ gõ bằng phông chữ cũ, bảng mã ${label}. Chọn cách đọc mà chữ hiện đúng dấu.`,
    en: `Column ${all} seems to be typed in an old font, encoding ${label}. Choose the reading in which the words are right.`,
    choices: [
      ...ENCODINGS.map((value) => ({
        value: value as string,
        label: OLD_ENCODINGS[value].label,
        preview: show(value),
      })),
      { value: 'none', label: 'Giữ nguyên', preview: show(null) },
    ].sort((a, b) => Number(b.value === likely) - Number(a.value === likely)),
    likely,
  }
}

function warnOfCase(sample: readonly RawRow[], mapping: Mapping, header: Header, sheet: RawSheet, run: Run): void {
  for (const [target, at] of mapping.at) {
    const column = run.request.dataset.columns.find(({ name }) => name === target)
    if (!column || !['name', 'category', 'unit'].includes(column.kind)) continue
    if (isAllSmall(textsOf(sample.slice(header.end), at)))
      run.faults.add(TEXT_CASE, { sheet: sheet.name, rowNo: null, at }, { column: mapping.headers[at] ?? target })
  }
}
