import { type Zippable, zipSync } from 'fflate'
import { WORKBOOK_STYLES, type WorkbookStyle } from './workbook-styles.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A text as it stands in its cell. Texts are written inline, so that no cell is ever a formula. */
export interface WorkbookCell {
  text: string
  style?: WorkbookStyle
}

/** One sheet of a workbook that the program writes. */
export interface WorkbookSheet {
  name: string
  rows: readonly (readonly WorkbookCell[])[]
  /** Width of each column, in characters, and how its empty cells are formatted. */
  columns: readonly { width: number; style?: WorkbookStyle }[]
  /** Rows at the top that stay in sight. */
  frozenRows?: number
  hidden?: boolean
  /** Cells that offer a list: column and rows from 0, and the range that holds the words. */
  lists?: readonly { column: number; fromRow: number; toRow: number; range: string; note: string }[]
}

/** A workbook of text cells with drop-down lists, as bytes. */
export function toWorkbook(sheets: readonly WorkbookSheet[]): Buffer {
  const parts: Zippable = {
    '[Content_Types].xml': bytes(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    ),
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': bytes(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name, hidden }, at) => `<sheet name="${escaped(name.slice(0, 31))}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
    ),
    'xl/styles.xml': bytes(WORKBOOK_STYLES.xml(MAIN)),
  }
  sheets.forEach((sheet, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = bytes(toSheet(sheet))
  })
  return Buffer.from(zipSync(parts, { level: 6, mtime: new Date(2000, 0, 1) }))
}

function relations(...targets: [kind: string, target: string][]): Uint8Array {
  const list = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  )
  return bytes(`<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`)
}

function toSheet({ rows, columns, frozenRows = 0, lists = [] }: WorkbookSheet): string {
  const pane = frozenRows > 0 ? `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" state="frozen"/>` : ''
  const widths = columns.map(
    ({ width, style }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${styleNumber(style)}" customWidth="1"/>`,
  )
  const offered = lists.map(
    ({ column, fromRow, toRow, range, note }) =>
      `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorStyle="warning" error="${escaped(note)}" sqref="${columnName(column)}${fromRow + 1}:${columnName(column)}${toRow + 1}"><formula1>${escaped(range)}</formula1></dataValidation>`,
  )
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>${rows.map(toRow).join('')}</sheetData>${offered.length > 0 ? `<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>` : ''}</worksheet>`
}

function toRow(cells: readonly WorkbookCell[], at: number): string {
  const inner = cells.map(({ text, style }, column) => {
    const open = `<c r="${columnName(column)}${at + 1}" s="${styleNumber(style)}"`
    return text === '' ? `${open}/>` : `${open} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  })
  return `<row r="${at + 1}">${inner.join('')}</row>`
}

const styleNumber = (style: WorkbookStyle | undefined): number =>
  style === undefined ? 0 : WORKBOOK_STYLES.names.indexOf(style)

/** The name of a column as spreadsheets write it: 0 → A, 26 → AA. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest > 0 ? columnName(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`
}

function bytes(xml: string): Uint8Array {
  return Buffer.from(HEAD + xml)
}

/** Characters that XML cannot hold. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu

function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
