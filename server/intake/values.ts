import type { CellValue, Column } from '../../shared/datasets/dataset.ts'
import {
  CELL_BROKEN,
  CHOICE_UNKNOWN,
  CODE_DAMAGED,
  CODE_FORM,
  DATE_RANGE,
  DATE_UNREAL,
  FLAG_UNKNOWN,
  GEOMETRY_BAD,
  NUMBER_BAD,
  NUMBER_UNIT,
  TEXT_LONG,
} from './checks/cells.ts'
import type { Params, Rule } from './checks/check.ts'
import { UNIT_ENDED } from './checks/units.ts'
import { createDateReader, type DateOrder } from './dates.ts'
import { type NumberStyle, readNumber } from './numbers.ts'
import type { RawCell } from './read/raw.ts'
import { compareKey } from './words.ts'

/** Why a cell could not be read, or what is remarkable about one that could. */
export interface Remark {
  rule: Rule
  params: Params
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
}

const EMPTY = new Set(['', '-', '–', '—', 'NULL', 'null', 'N/A', 'n/a'])
const MAX_TEXT = 500
const MAX_CODE = 100

/** Creates the reader of one column's cells. Units are looked up elsewhere: here they stay text. */
export function createCellReader(column: Column, style: ReadingStyle): CellReader {
  const reader: CellReader = { remark: null, read: () => undefined }
  const refuse = (rule: Rule, params: Params = {}): undefined => {
    reader.remark = { rule, params }
    return undefined
  }
  const note = (rule: Rule, params: Params): void => {
    reader.remark = { rule, params }
  }
  const read = readersByKind[column.kind](column, style, refuse, note)
  reader.read = (cell) => {
    reader.remark = null
    if (cell === null) return null
    if (typeof cell === 'string') return EMPTY.has(cell) || EMPTY.has(cell.trim()) ? null : read(cell)
    if (typeof cell === 'object' && 'broken' in cell) return refuse(CELL_BROKEN, { what: cell.broken })
    return read(cell)
  }
  return reader
}

type Full = Exclude<RawCell, null | { broken: string }>
type Refuse = (rule: Rule, params?: Params) => undefined
type Make = (
  column: Column,
  style: ReadingStyle,
  refuse: Refuse,
  note: (rule: Rule, params: Params) => void,
) => (cell: Full) => CellValue | undefined

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
  degrees: readAmount,
  fraction: readFraction,
  flag: readFlag,
  choice: readChoice,
  geometry: (_column, _style, refuse) => (cell) => (isPolygon(cell) ? (cell as string) : refuse(GEOMETRY_BAD)),
}

const DAMAGED = /^\d(?:[.,]\d+)?E\+?\d+$|^#+$/i
const DOSSIER_CODE = /^(?:\d{2,3}\.)*[A-Z]\d{2}(?:\.\d{1,4})*-(?:\d{6}|\d{8})-[A-Z0-9]{4,}$/

/** A row's secret key: NFC, upper case, no spaces. */
function readCode(_column: Column, style: ReadingStyle, refuse: Refuse, note: (rule: Rule, params: Params) => void) {
  return (cell: Full) => {
    if (typeof cell === 'number') return Number.isSafeInteger(cell) && cell < 1e15 ? String(cell) : refuse(CODE_DAMAGED)
    if (typeof cell !== 'string') return refuse(CODE_DAMAGED)
    const code = cell.normalize('NFC').replace(/\s+/g, '').toUpperCase()
    if (DAMAGED.test(code)) return refuse(CODE_DAMAGED)
    if (code.length > MAX_CODE) return refuse(TEXT_LONG, { length: code.length, limit: MAX_CODE })
    if (style.dossierCodes && !DOSSIER_CODE.test(code)) note(CODE_FORM, {})
    return code
  }
}

function readText(_column: Column, _style: ReadingStyle, refuse: Refuse) {
  const known = new Map<string, string>()
  return (cell: Full) => {
    const raw = typeof cell === 'object' ? cell.date : String(cell)
    const held = known.get(raw)
    if (held !== undefined) return held
    const text = raw
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
    if (text.length > MAX_TEXT) return refuse(TEXT_LONG, { length: text.length, limit: MAX_TEXT })
    if (known.size < 50_000) known.set(raw, text)
    return text
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
  const need = max === Infinity ? `từ ${min} trở lên` : `từ ${min} đến ${max}`
  return refuse(NUMBER_UNIT, { need: `số ${need}` })
}

function readCount(column: Column, style: ReadingStyle, refuse: Refuse) {
  return (cell: Full) => {
    const read = toNumber(cell, style.style, refuse)
    if (!read) return undefined
    if (!Number.isSafeInteger(read.value) || read.value < 0 || read.percent || Object.is(read.value, -0))
      return refuse(NUMBER_UNIT, { need: 'số nguyên không âm' })
    return inRange(read.value, column, refuse)
  }
}

function readAmount(column: Column, style: ReadingStyle, refuse: Refuse) {
  return (cell: Full) => {
    const read = toNumber(cell, style.style, refuse)
    return read && inRange(read.value, column, refuse)
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

function readChoice(column: Column, _style: ReadingStyle, refuse: Refuse, note: (rule: Rule, params: Params) => void) {
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
    if (value === undefined) return refuse(CHOICE_UNKNOWN, { title: column.title.vi, known: known.join(', ') })
    if (column.name === 'serviceLevel' && OLD_LEVEL.test(key))
      note(UNIT_ENDED, { word: text.trim(), level: column.choices?.[value]?.[1] ?? value })
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
