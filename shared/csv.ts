import { foldAccents } from './units.ts'

/** A cell of a CSV file; null is empty. */
export type CsvCell = string | number | null

/** In which language a file is written. */
export type CsvLanguage = 'vi' | 'en'

/** Tells spreadsheets that the text is UTF-8. */
export const BOM = '\uFEFF'

/**
 * Lines of a CSV file as spreadsheets of a language open it: Vietnamese with `;` between cells and a decimal comma, English
 * with `,` and a point. Numbers are written in full; a text that a spreadsheet would calculate gets an apostrophe before it.
 */
export function csvLines(lines: readonly (readonly CsvCell[])[], language: CsvLanguage): string {
  const separator = language === 'vi' ? ';' : ','
  return lines.map((line) => `${line.map((cell) => cellText(cell, separator, language)).join(separator)}\r\n`).join('')
}

function cellText(cell: CsvCell, separator: string, language: CsvLanguage): string {
  if (cell === null) return ''
  if (typeof cell === 'number')
    return quoted(language === 'vi' ? String(cell).replace('.', ',') : String(cell), separator)
  return quoted(guarded(cell), separator)
}

/** What spreadsheets take for the beginning of a formula, in both widths. */
const CALCULATED = new Set('=+-@＝＋－＠\t\r\n\0')

/** @see OWASP, CSV injection: cells that begin like a formula are calculated on opening */
export function guarded(text: string): string {
  return CALCULATED.has(text.slice(0, 1)) ? `'${text}` : text
}

function quoted(text: string, separator: string): string {
  const isPlain = !text.includes(separator) && !/["\r\n]|^\s|\s$/.test(text)
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`
}

/** A file name that every system takes: `ty-le-giai-quyet-dung-han_tinh-an-giang_2026-11-01_2026-11-30.csv`. */
export function csvName(...parts: readonly string[]): string {
  return `${parts
    .map((part) =>
      foldAccents(part)
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 60),
    )
    .join('_')}.csv`
}

/** The same for people, with accents and without what separates folders or headers. */
export function csvTitle(...parts: readonly string[]): string {
  return `${parts
    .map((part) =>
      part
        .normalize('NFC')
        .replace(/[^\p{L}\p{N} .-]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 60),
    )
    .join(' - ')}.csv`
}
