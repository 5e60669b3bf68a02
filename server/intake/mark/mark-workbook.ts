import type { ReadLimits } from '../read/limits.ts'
import { UnreadableFile } from '../read/raw.ts'
import { findWorkbook, readWorkbook } from '../read/xlsx-workbook.ts'
import { openZip, type Zip } from '../read/zip.ts'
import { type MarkedPart, markSheet, type SheetChange, surveyChange } from './mark-sheet.ts'
import type { SheetMarks } from './marks.ts'
import { readRelations, relationsPart, withRelations, withTypes } from './package-lists.ts'
import { createPackage, type PackageWriter } from './package-writer.ts'
import { rewritten } from './rewriting.ts'
import { type StyleSurvey, surveyStyles } from './style-survey.ts'
import { BARE_STYLES, BARE_SURVEY, createStyling, NO_STYLING } from './styling.ts'

const SHEET_TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const VML = 'application/vnd.openxmlformats-officedocument.vmlDrawing'
const STYLES = 'xl/toancanh-styles.xml'

/**
 * Writes an XLSX anew with marked cells: a fill, and a note with what is wrong. All parts that this does not touch are copied as
 * they are packed. No sheet is ever in memory as a whole.
 *
 * @param sheets - marks by the index of the sheet in the workbook
 * @throws UnreadableFile
 */
export async function markWorkbook(
  path: string,
  limits: ReadLimits,
  target: string,
  sheets: ReadonlyMap<number, SheetMarks>,
): Promise<void> {
  const zip = await openZip(path, limits)
  try {
    const main = await findWorkbook(zip, limits)
    if (main === null) throw new UnreadableFile('IOC_FILE_NOT_WORKBOOK', 422)
    const writer = createPackage(target)
    try {
      await write(zip, main, limits, sheets, writer)
      writer.end()
    } catch (error) {
      writer.abandon()
      throw error
    }
  } finally {
    zip.close()
  }
}

async function write(
  zip: Zip,
  main: string,
  limits: ReadLimits,
  sheets: ReadonlyMap<number, SheetMarks>,
  writer: PackageWriter,
): Promise<void> {
  const workbook = await readWorkbook(zip, main, limits)
  const relations = await readRelations(zip, main)
  const styles = relations.find(({ type }) => type === 'styles')?.part
  const hasStyles = styles !== undefined && zip.has(styles)
  const survey: StyleSurvey = hasStyles ? await surveyStyles(zip, styles, limits) : BARE_SURVEY
  const styling = survey.fills > 0 && survey.fillOf.length > 0 ? createStyling(survey) : NO_STYLING
  const changes: SheetChange[] = []
  const taken = new Set(zip.names)
  for (const [index, { part }] of workbook.sheets.entries()) {
    const marks = sheets.get(index) ?? new Map()
    const change = await surveyChange(zip, part, marks, limits, taken)
    if (marks.size > 0 || survey.earlier.size > 0 || change.comments !== null) changes.push(change)
  }
  const added = hasStyles ? [] : [{ name: STYLES, type: `${SHEET_TYPES}.styles+xml` }]
  const touched = new Set(['[content_types].xml', ...(hasStyles ? [styles.toLowerCase()] : [relationsPart(main)])])
  for (const { newComments } of changes)
    if (newComments !== null) added.push({ name: newComments, type: `${SHEET_TYPES}.comments+xml` })
  await writer.add('[Content_Types].xml', [await withTypes(zip, added, { vml: VML })])
  let block = 1
  const parts: MarkedPart[] = []
  for (const change of changes) {
    const done = await markSheet(zip, change, { limits, styling, mayBeMarked: survey.earlier.size > 0, block }, writer)
    block += done.blocks
    parts.push(...done.parts)
  }
  for (const { name } of parts) touched.add(name.toLowerCase())
  if (hasStyles) await writer.add(nameOf(zip, styles), rewritten(zip.read(styles), styles, limits, styling.rewrite()))
  else {
    const bare = (async function* () {
      yield Buffer.from(BARE_STYLES)
    })()
    await writer.add(STYLES, rewritten(bare, STYLES, limits, styling.rewrite()))
    const relation = { id: 'rIdToanCanhStyles', type: 'styles', part: STYLES }
    await writer.add(nameOf(zip, relationsPart(main)), [await withRelations(zip, main, [relation])])
    touched.add(relationsPart(main).toLowerCase())
  }
  for (const part of zip.packed) if (!touched.has(part.name.toLowerCase())) await writer.copy(part)
}

/** A part's name as its container writes it. */
export function nameOf(zip: Zip, part: string): string {
  return zip.packed.find(({ name }) => name.toLowerCase() === part.toLowerCase())?.name ?? part
}
