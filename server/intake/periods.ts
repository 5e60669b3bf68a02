import {
  BadPeriod,
  calendarPeriod,
  type Day,
  type DayRange,
  isDay,
  monthOf,
  quarterOf,
  yearOf,
} from '../../shared/period.ts'
import { foldAccents } from '../../shared/units.ts'

export type PeriodKind = 'month' | 'quarter' | 'year'

/** A period that has a name: `2025`, `2025-Q3`, `2025-10`. */
export interface NamedPeriod extends DayRange {
  name: string
  kind: PeriodKind
}

const ROMAN: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 }

/** The named period of a canonical name. @throws BadPeriod */
export function named(name: string): NamedPeriod {
  const kind = name.includes('Q') ? 'quarter' : name.length > 4 ? 'month' : 'year'
  return { name, kind, ...calendarPeriod(name) }
}

function tryNamed(name: string): NamedPeriod | null {
  try {
    return named(name)
  } catch (error) {
    if (error instanceof BadPeriod) return null
    throw error
  }
}

/** Year, quarter and month as a period; month 0 is the whole year, as systems write its sum. Null when they name none. */
export function periodOf(year: string, quarter: string, month: string): NamedPeriod | null {
  if (/^0+$/.test(month)) return periodOf(year, quarter, '')
  const q = ROMAN[quarter.toLowerCase()] ?? (quarter === '' ? null : Number(quarter))
  if (month !== '') return tryNamed(`${year}-${month.padStart(2, '0')}`)
  return tryNamed(q === null ? year : `${year}-Q${q}`)
}

/** A cell or sentence that names one month, quarter or year: `2025-10`, `202510`, `10/2025`, `Tháng 10 năm 2025`, `Quý III/2025`. */
export function readPeriod(text: string): NamedPeriod | null {
  const plain = tryNamed(text.trim())
  if (plain) return plain
  const folded = foldAccents(text)
  const digits = /^(20\d\d)(0[1-9]|1[0-2])$/.exec(folded)
  if (digits) return periodOf(digits[1] as string, '', digits[2] as string)
  const month = /\bthang (\d{1,2})(?: nam)? (20\d\d)\b/.exec(folded) ?? /^(\d{1,2}) (20\d\d)$/.exec(folded)
  if (month) return periodOf(month[2] as string, '', month[1] as string)
  const quarter = /\b(?:quy|q) ?(iv|i{1,3}|[1-4])(?: nam)? (20\d\d)\b/.exec(folded)
  if (quarter) return periodOf(quarter[2] as string, quarter[1] as string, '')
  const year = /(?:^|\bnam )(20\d\d)\b/.exec(folded)
  return year ? tryNamed(year[1] as string) : null
}

const DATE = String.raw`(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(20\d\d)`
const RANGE = new RegExp(String.raw`tu(?: ngay)?:?\s*${DATE}\s*(?:den|-|–)(?: het)?(?: ngay)?:?\s*${DATE}`)
const MONTHS_OF = /\b([69]|sau|chin) thang(?: dau)?(?: nam)? (20\d\d)\b/

/** The days that a report's title block speaks of; exact days win over a named month, quarter or year. */
export function titlePeriod(texts: readonly string[]): DayRange | null {
  const joined = texts.join('\n')
  const range = RANGE.exec(plainLower(joined))
  if (range) {
    const [, d1, m1, y1, d2, m2, y2] = range as unknown as string[]
    const from = toDay(y1, m1, d1)
    const to = toDay(y2, m2, d2)
    return isDay(from) && isDay(to) && from <= to ? { from, to } : null
  }
  const months = MONTHS_OF.exec(foldAccents(joined))
  if (months) {
    const [, count, year] = months
    return { from: `${year}-01-01`, to: count === '6' || count === 'sau' ? `${year}-06-30` : `${year}-09-30` }
  }
  for (const text of texts) {
    // The place and day of signing ("Hà Nội, ngày 2 tháng 11 năm 2025") and the legal base are no period.
    if (/\bngay\b|thong tu|nghi dinh|quyet dinh/.test(foldAccents(text))) continue
    const found = readPeriod(text)
    if (found) return { from: found.from, to: found.to }
  }
  return null
}

function plainLower(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
}

function toDay(y = '', m = '', d = ''): Day {
  return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
}

/**
 * The period of one sheet: the sheet's name gives the kind (`Điểm năm`, `Điểm tháng`), the given period the rest. A year
 * cannot say which month is meant: null then.
 */
export function periodForSheet(sheet: string, given: NamedPeriod): NamedPeriod | null {
  const words = ` ${foldAccents(sheet)} `
  const kind: PeriodKind | null = words.includes(' nam ')
    ? 'year'
    : words.includes(' quy ')
      ? 'quarter'
      : words.includes(' thang ')
        ? 'month'
        : null
  if (kind === null || kind === given.kind) return given
  if (kind === 'year') return named(yearOf(given.from).from.slice(0, 4))
  if (kind === 'quarter' && given.kind === 'month') {
    const month = Number(quarterOf(given.from).from.slice(5, 7))
    return named(`${given.name.slice(0, 4)}-Q${(month + 2) / 3}`)
  }
  return null
}

/** Likely periods, for a question: the last three months, the last quarter, the last year. */
export function likelyPeriods(today: Day): { value: string; label: string }[] {
  const months = [-1, -2, 0].map((move) => monthOf(today, move).from.slice(0, 7))
  const quarter = quarterOf(today, -1).from
  const name = `${quarter.slice(0, 4)}-Q${(Number(quarter.slice(5, 7)) + 2) / 3}`
  const year = yearOf(today, -1).from.slice(0, 4)
  return [
    ...months.map((value) => ({ value, label: `Tháng ${Number(value.slice(5))}/${value.slice(0, 4)}` })),
    { value: name, label: `Quý ${name.slice(6)}/${name.slice(0, 4)}` },
    { value: year, label: `Năm ${year}` },
  ]
}
