import type { SheetMapping } from '../../../shared/batch.ts'
import { type RawFile, type RawRow, type RawSheet, UnreadableFile } from '../read/raw.ts'
import { columnName } from './column-name.ts'
import { type Note, newComments, notesByCell } from './comments.ts'
import { type Mark, type SheetMarks, WHOLE_ROW } from './marks.ts'
import { escapeXml } from './markup.ts'
import { createPackage, type PackageWriter } from './package-writer.ts'
import { blocksOf, newShapes } from './shapes.ts'
import { writtenCell, writtenStyles } from './written-cell.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const MOST_ROWS = 1_048_576
const NAME_CHARS = 31

/** A sheet as the workbook will list it. */
interface WrittenSheet {
  name: string
  hidden: boolean
  hasNotes: boolean
}

/**
 * Writes a file that was no XLSX as one: sheet by sheet the same cells, with marks. Memory does not grow with the rows.
 *
 * @param sheets - marks by the index of the sheet
 * @throws UnreadableFile IOC_TOO_MANY_ROWS when a sheet has more rows than a workbook can hold
 */
export async function writeWorkbook(
  file: RawFile,
  target: string,
  sheets: ReadonlyMap<number, SheetMarks>,
  mapping: readonly SheetMapping[],
): Promise<void> {
  const writer = createPackage(target)
  try {
    const written: WrittenSheet[] = []
    let block = 1
    for await (const sheet of file) {
      // As checking did: the mapping of a sheet stands at its place.
      const header = mapping[written.length]?.headerRow ?? 0
      const notes = await writeSheet(
        sheet,
        sheets.get(sheet.index) ?? new Map(),
        header,
        written.length + 1,
        block,
        writer,
      )
      block += notes.blocks
      written.push({ name: freeName(sheet.name, written), hidden: sheet.hidden, hasNotes: notes.count > 0 })
    }
    await writeFrame(written, writer)
    writer.end()
  } catch (error) {
    writer.abandon()
    throw error
  }
}

async function writeSheet(
  sheet: RawSheet,
  marks: SheetMarks,
  header: number,
  number: number,
  block: number,
  writer: PackageWriter,
): Promise<{ count: number; blocks: number }> {
  const placed: Note[] = []
  await writer.add(`xl/worksheets/sheet${number}.xml`, sheetXml(sheet, marks, header, placed))
  const notes = notesByCell(placed)
  if (notes.size === 0) return { count: 0, blocks: 0 }
  await writer.add(`xl/comments${number}.xml`, newComments(notes, MAIN))
  await writer.add(`xl/drawings/vmlDrawing${number}.vml`, newShapes(notes, block))
  const relations = [
    ['comments', `/xl/comments${number}.xml`],
    ['vmlDrawing', `/xl/drawings/vmlDrawing${number}.vml`],
  ] as const
  await writer.add(`xl/worksheets/_rels/sheet${number}.xml.rels`, [relationList(relations)])
  return { count: notes.size, blocks: blocksOf(notes) }
}

async function* sheetXml(
  { rows, merges }: RawSheet,
  marks: SheetMarks,
  header: number,
  placed: Note[],
): AsyncGenerator<Buffer> {
  let isBegun = false
  for await (const some of rows) {
    if (!isBegun) yield Buffer.from(beginning(some))
    isBegun = true
    yield Buffer.from(some.map((row) => rowXml(row, marks.get(row.rowNo), row.rowNo <= header, placed)).join(''))
  }
  if (!isBegun) yield Buffer.from(beginning([]))
  const merged = merges
    .filter(({ top, left, bottom, right }) => top < bottom || left < right)
    .map(
      ({ top, left, bottom, right }) =>
        `<mergeCell ref="${columnName(left - 1)}${top}:${columnName(right - 1)}${bottom}"/>`,
    )
  const merging = merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : ''
  // The second relation is to the shapes of notes; a sheet without notes has no relations.
  const drawing = placed.length > 0 ? `<legacyDrawing xmlns:r="${OFFICE}" r:id="rId2"/>` : ''
  yield Buffer.from(`</sheetData>${merging}${drawing}</worksheet>`)
}

/** What stands before the first row; columns are as wide as the beginning of the file asks for. */
function beginning(rows: readonly RawRow[]): string {
  const widths: number[] = []
  for (const { cells } of rows.slice(0, 100))
    for (const [at, cell] of cells.entries())
      widths[at] = Math.max(widths[at] ?? 10, Math.min(48, (typeof cell === 'string' ? cell.length : 12) + 2))
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  return `${HEAD}<worksheet xmlns="${MAIN}">${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`
}

function rowXml(
  { rowNo, cells }: RawRow,
  marks: ReadonlyMap<number, Mark> | undefined,
  isHead: boolean,
  placed: Note[],
): string {
  if (rowNo > MOST_ROWS) throw new UnreadableFile('IOC_TOO_MANY_ROWS', 413, { row: rowNo, limit: MOST_ROWS })
  const used = Math.max(
    0,
    cells.findIndex((cell) => cell !== null && cell !== ''),
  )
  const width = Math.max(cells.length, ...(marks ? [...marks.keys()].map((at) => at + 1) : []))
  let xml = `<row r="${rowNo}">`
  for (let at = 0; at < width; at += 1) {
    const cell = cells[at] ?? null
    const own = [marks?.get(at), at === used ? marks?.get(WHOLE_ROW) : undefined].filter((mark) => mark !== undefined)
    const mark = own.length > 1 ? joined(own) : own[0]
    if (mark) placed.push({ place: { row: rowNo - 1, column: at }, mark })
    else if (cell === null || cell === '') continue
    xml += writtenCell(rowNo, at, cell, isHead, mark?.shade ?? null)
  }
  return `${xml}</row>`
}

function joined(marks: readonly Mark[]): Mark {
  return {
    shade: marks.some(({ shade }) => shade === 'error') ? 'error' : 'warning',
    issues: marks.flatMap(({ issues }) => issues),
    more: marks.reduce((sum, { more }) => sum + more, 0),
  }
}

/** A name that a workbook takes: short, without `[]:*?/\`, once only. */
function freeName(name: string, before: readonly WrittenSheet[]): string {
  const clean =
    name
      .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replaceAll(/^'|'$/g, ' ')
      .trim() || 'Dữ liệu'
  const taken = new Set(before.map((sheet) => sheet.name.toLowerCase()))
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` ${number}`
    const free = clean.slice(0, NAME_CHARS - ending.length).toWellFormed() + ending
    if (!taken.has(free.toLowerCase())) return free
  }
}

async function writeFrame(sheets: readonly WrittenSheet[], writer: PackageWriter): Promise<void> {
  // A workbook has at least one sheet in sight.
  const shown = sheets.some(({ hidden }) => !hidden) ? sheets : sheets.map((sheet) => ({ ...sheet, hidden: false }))
  const list = shown.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  )
  await writer.add('xl/workbook.xml', [
    xml(`<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`),
  ])
  await writer.add('xl/_rels/workbook.xml.rels', [
    relationList([
      ...shown.map((_, at) => ['worksheet', `/xl/worksheets/sheet${at + 1}.xml`] as const),
      ['styles', '/xl/styles.xml'],
    ]),
  ])
  await writer.add('xl/styles.xml', [xml(writtenStyles(MAIN))])
  await writer.add('_rels/.rels', [relationList([['officeDocument', '/xl/workbook.xml']])])
  const overrides = shown.flatMap(({ hasNotes }, at) => [
    `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
    ...(hasNotes ? [`<Override PartName="/xl/comments${at + 1}.xml" ContentType="${TYPE}.comments+xml"/>`] : []),
  ])
  await writer.add('[Content_Types].xml', [
    xml(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${overrides.join('')}</Types>`,
    ),
  ])
}

function relationList(targets: readonly (readonly [kind: string, target: string])[]): Buffer {
  const list = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  )
  return xml(`<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`)
}

function xml(text: string): Buffer {
  return Buffer.from(HEAD + text)
}
