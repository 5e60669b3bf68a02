import type { Locale } from '../../format/locale.ts'

/** A cell of a CSV file; null is empty. */
export type CsvCell = string | number | null

/** Tells spreadsheets that the text is UTF-8. */
export const BOM = '\uFEFF'

/**
 * A CSV file as spreadsheets of a language open it: Vietnamese with `;` between cells and a decimal comma, English with `,`
 * and a point. Numbers are written in full; a text that a spreadsheet would calculate gets an apostrophe before it.
 */
export function csvOf(lines: readonly (readonly CsvCell[])[], locale: Locale): string {
  const separator = locale === 'vi' ? ';' : ','
  const body = lines.map((line) => line.map((cell) => cellText(cell, separator, locale)).join(separator))
  return `${BOM}${body.join('\r\n')}\r\n`
}

function cellText(cell: CsvCell, separator: string, locale: Locale): string {
  if (cell === null) return ''
  if (typeof cell === 'number')
    return quoted(locale === 'vi' ? String(cell).replace('.', ',') : String(cell), separator)
  return quoted(guarded(cell), separator)
}

/** @see OWASP, CSV injection: cells that begin like a formula are calculated on opening */
export function guarded(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}

function quoted(text: string, separator: string): string {
  const isPlain = !text.includes(separator) && !/["\r\n]|^\s|\s$/.test(text)
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`
}
