import type { CellValue, Column, Words } from '../../shared/datasets/dataset.ts'
import type { Said } from '../../shared/sentence.ts'
import {
  CELL_BROKEN,
  CHOICE_UNKNOWN,
  CODE_DAMAGED,
  DATE_RANGE,
  DATE_UNREAL,
  FLAG_UNKNOWN,
  GEOMETRY_BAD,
  TEXT_LONG,
} from './checks/cells.ts'
import type { Rule } from './checks/check.ts'
import { NUMBER_UNIT } from './checks/v08-unit.ts'
import { OBSOLETE } from './checks/v11-obsolete.ts'
import { NUMBER_BAD } from './checks/v12-number.ts'
import { CODE_FORM } from './checks/v13-code.ts'
import { CODE_PERSONAL, TEXT_PERSONAL } from './checks/v16-personal.ts'
import { createDateReader, type DateOrder } from './dates.ts'
import { type NumberStyle, readNumber } from './numbers.ts'
import { findInCell, findNumbers, isPersonalCode, type Masked, type PersonalKind } from './personal.ts'
import { createProcedureReader, DAMAGED } from './procedure-codes.ts'
import type { RawCell } from './read/raw.ts'
import { compareKey } from './words.ts'

/** Why a cell could not be read, or what is remarkable about one that could. */
export interface Remark {
  rule: Rule
  params: Said
  /** Kinds of personal values that were masked; the cell itself is then not to be shown. */
  kinds?: readonly PersonalKind[]
}

/** Reads the cells of one column. `read` gives undefined for a faulty cell; `remark` then says why. */
export interface CellReader {
  read(cell: RawCell): CellValue | undefined
  remark: Remark | null
}

/** What a column's cells are read by, decided once for the column. */
export interface ReadingStyle {
  order: DateOrder
  style: NumberStyle
  /** First and last year that a date may have. */
  years: { from: number; to: number }
  /** Does an unusual dossier code deserve a warning? */
  dossierCodes: boolean
  /** The rows are about persons: a text that is a name or an address is masked, and places are coarsened. */
  aboutPeople: boolean
  /** Most codes of the column are numbers of persons: each of those is refused. */
  personalCodes: boolean
  /** Codes of known procedures, to restore those that a spreadsheet took for numbers. */
  procedures?: readonly string[]
}

const BLANKS = /[\p{Cc}\s]+/gu
const EMPTY = new Set(['', '-', '–', '—', 'NULL', 'null', 'N/A', 'n/a'])
const MAX_TEXT = 500
const MAX_CODE = 100

/** Does a cell say that there is nothing? Control characters alone are nothing too. */
export function isNothing(cell: RawCell): boolean {
  return cell === null || (typeof cell === 'string' && EMPTY.has(cell.replace(BLANKS, ' ').trim()))
}

/** Creates the reader of one column's cells. Units are looked up elsewhere: here they stay text. */
export function createCellReader(column: Column, style: ReadingStyle): CellReader {
  const reader: CellReader = { remark: null, read: () => undefined }
  const refuse: Refuse = (rule, params = {}) => {
    reader.remark = { rule, params }
    return undefined
  }
  const note: Note = (rule, params, kinds) => {
    reader.remark = { rule, params, ...(kinds !== undefined && { kinds }) }
  }
  const read =
    column.name === 'procedureCode'
      ? createProcedureReader(style.procedures ?? [], readText(column, style, refuse, note), refuse, note)
      : readersByKind[column.kind](column, style, refuse, note)
  reader.read = (cell) => {
    reader.remark = null
    if (cell === null) return null
    if (typeof cell === 'string') return EMPTY.has(cell) || EMPTY.has(cell.trim()) ? null : read(cell)
    if (typeof cell === 'object' && 'broken' in cell) return refuse(CELL_BROKEN, { what: cell.broken })
    return read(cell)
  }
  return reader
}

/** A cell that holds something readable. */
export type Full = Exclude<RawCell, null | { broken: string }>
/** Says why a cell cannot be read. */
export type Refuse = (rule: Rule, params?: Said) => undefined
/** Says what is remarkable about a cell that can be read. */
export type Note = (rule: Rule, params: Said, kinds?: readonly PersonalKind[]) => void
type Make = (column: Column, style: ReadingStyle, refuse: Refuse, note: Note) => (cell: Full) => CellValue | undefined

const readersByKind: Record<Column['kind'], Make> = {
  code: readCode,
  name: readText,
  category: readText,
  unit: readText,
  instant: (column, style, refuse) => readDate(column, style, refuse),
  day: (column, style, refuse) => {
    const read = readDate(column, style, refuse)
    return (cell) => read(cell)?.slice(0, 10)
  },
  count: readCount,
  number: readAmount,
  degrees: readDegrees,
  fraction: readFraction,
  flag: readFlag,
  choice: readChoice,
  geometry: (_column, _style, refuse) => (cell) => (isPolygon(cell) ? (cell as string) : refuse(GEOMETRY_BAD)),
}

const DOSSIER_CODE = /^(?:\d{2,3}\.)*[A-Z]\d{2}(?:\.\d{1,4})*-(?:\d{6}|\d{8})-[A-Z0-9]{4,}$/

/** What nobody sees in a code, and what web pages leave there: spaces, zero-width and direction marks, soft hyphens. */
const UNSEEN = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g

/** A row's secret key: NFC, upper case, no spaces and nothing invisible, so that a copied code stays the same row. */
function readCode(_column: Column, style: ReadingStyle, refuse: Refuse, note: Note) {
  return (cell: Full) => {
    if (typeof cell === 'number') return Number.isSafeInteger(cell) && cell < 1e15 ? String(cell) : refuse(CODE_DAMAGED)
    if (typeof cell !== 'string') return refuse(CODE_DAMAGED)
    const code = cell.normalize('NFC').replace(UNSEEN, '').toUpperCase()
    if (DAMAGED.test(code)) return refuse(CODE_DAMAGED)
    if (code.length > MAX_CODE) return refuse(TEXT_LONG, { length: code.length, limit: MAX_CODE })
    if (style.personalCodes && isPersonalCode(code)) return refuse(CODE_PERSONAL)
    if (style.dossierCodes && !DOSSIER_CODE.test(code)) note(CODE_FORM, {})
    return code
  }
}

/** Columns by which things are known, or which are sums: what stands there is no text about anybody. */
const NAMES_OF_THINGS = new Set(
  'unit tree parent becomes scheme code agencyCode parts measure index component part'.split(' '),
)

function readText({ name, kind }: Column, style: ReadingStyle, refuse: Refuse, note: Note) {
  const known = new Map<string, Masked>()
  const mask = kind === 'unit' || NAMES_OF_THINGS.has(name) ? null : style.aboutPeople ? findInCell : findNumbers
  return (cell: Full) => {
    const raw = typeof cell === 'object' ? cell.date : String(cell)
    let held = known.get(raw)
    if (held === undefined) {
      const plain = raw.normalize('NFC').replace(BLANKS, ' ').trim()
      if (plain === '') return null
      if (plain.length > MAX_TEXT) return refuse(TEXT_LONG, { length: plain.length, limit: MAX_TEXT })
      held = mask === null ? { text: plain, kinds: [] } : mask(plain)
      if (known.size < 50_000) known.set(raw, held)
    }
    if (held.kinds.length > 0) note(TEXT_PERSONAL, {}, held.kinds)
    return held.text
  }
}

function readDate(_column: Column, style: ReadingStyle, refuse: Refuse): (cell: Full) => string | undefined {
  const readInstant = createDateReader(style.order)
  const first = String(style.years.from).padStart(4, '0')
  const last = `${style.years.to}~`
  return (cell) => {
    const text = typeof cell === 'string' ? cell : typeof cell === 'object' ? cell.date : ''
    const instant = readInstant(text)
    if (instant === undefined) return refuse(DATE_UNREAL)
    if (instant < first || instant > last) return refuse(DATE_RANGE, { ...style.years })
    return instant
  }
}

function toNumber(cell: Full, style: NumberStyle, refuse: Refuse): { value: number; percent: boolean } | undefined {
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? { value: cell, percent: false } : refuse(NUMBER_BAD, { style: '' })
  if (typeof cell !== 'string') return refuse(NUMBER_BAD, { style: '' })
  return readNumber(cell, style) ?? refuse(NUMBER_BAD, { style })
}

function inRange(value: number, column: Column, refuse: Refuse): number | undefined {
  const { min = -Infinity, max = Infinity } = column
  if (value >= min && value <= max) return value
  const need: Words =
    max === Infinity
      ? { vi: `số từ ${min} trở lên`, en: `a number of ${min} or more` }
      : { vi: `số từ ${min} đến ${max}`, en: `a number from ${min} to ${max}` }
  return refuse(NUMBER_UNIT, { need })
}

function readCount(column: Column, style: ReadingStyle, refuse: Refuse) {
  return (cell: Full) => {
    const read = toNumber(cell, style.style, refuse)
    if (!read) return undefined
    if (!Number.isSafeInteger(read.value) || read.value < 0 || read.percent || Object.is(read.value, -0))
      return refuse(NUMBER_UNIT, { need: { vi: 'số nguyên không âm', en: 'a whole number, not negative' } })
    return inRange(read.value, column, refuse)
  }
}

function readAmount(column: Column, style: ReadingStyle, refuse: Refuse) {
  return (cell: Full) => {
    const read = toNumber(cell, style.style, refuse)
    return read && inRange(read.value, column, refuse)
  }
}

/** About 100 m: where a report was made is not whose it is. */
const COARSE = 1000

function readDegrees(column: Column, style: ReadingStyle, refuse: Refuse) {
  const read = readAmount(column, style, refuse)
  return (cell: Full) => {
    const value = read(cell)
    return value === undefined || !style.aboutPeople ? value : Math.round(value * COARSE) / COARSE
  }
}

function readFraction(column: Column, style: ReadingStyle, refuse: Refuse) {
  return (cell: Full) => {
    const read = toNumber(cell, style.style, refuse)
    if (!read) return undefined
    return inRange(read.percent ? read.value / 100 : read.value, { ...column, min: 0, max: 1 }, refuse)
  }
}

const YES = new Set(['x', 'co', 'true', 't', '1', 'yes', 'y', 'da', 'roi', 'v', 'dung', 'dat'])
const NO = new Set(['khong', 'false', 'f', '0', 'no', 'n', 'chua', 'sai', 'khongdat'])

function readFlag(_column: Column, _style: ReadingStyle, refuse: Refuse) {
  const known = new Map<string, boolean>()
  return (cell: Full) => {
    if (typeof cell === 'boolean') return cell
    const text = typeof cell === 'object' ? cell.date : String(cell)
    const held = known.get(text)
    if (held !== undefined) return held
    const key = compareKey(text)
    const yes = YES.has(key) || /^[✓✔☑]$/.test(text.trim()) || (key.startsWith('da') && key.length > 3)
    const no = NO.has(key) || key.startsWith('chua') || key.startsWith('khong')
    if (!yes && !no) return refuse(FLAG_UNKNOWN)
    known.set(text, yes && !no)
    return yes && !no
  }
}

const OLD_LEVEL = /^(mucdo)?[1-4]$/

function readChoice(column: Column, _style: ReadingStyle, refuse: Refuse, note: Note) {
  const words = new Map<string, string>()
  for (const [value, list] of Object.entries(column.choices ?? {})) {
    for (const word of [value, ...list]) {
      words.set(/\p{L}|\p{N}/u.test(word) ? compareKey(word) : word, value)
    }
  }
  const known = Object.values(column.choices ?? {}).map((list) => list.find((word) => !/^\d+$/.test(word)) ?? list[0])
  const cache = new Map<string, string>()
  return (cell: Full) => {
    const text = typeof cell === 'object' ? cell.date : String(cell)
    const held = cache.get(text)
    if (held !== undefined) return held
    const key = compareKey(text)
    const value = words.get(key) ?? words.get(text.trim())
    if (value === undefined) return refuse(CHOICE_UNKNOWN, { title: column.title, known: known.join(', ') })
    if (column.name === 'serviceLevel' && OLD_LEVEL.test(key))
      note(OBSOLETE, { word: text.trim(), level: column.choices?.[value]?.[1] ?? value })
    else cache.set(text, value)
    return value
  }
}

function isPolygon(cell: Full): boolean {
  if (typeof cell !== 'string') return false
  try {
    const shape: unknown = JSON.parse(cell)
    if (typeof shape !== 'object' || shape === null || !('type' in shape) || !('coordinates' in shape)) return false
    return (shape.type === 'Polygon' || shape.type === 'MultiPolygon') && Array.isArray(shape.coordinates)
  } catch {
    return false
  }
}
