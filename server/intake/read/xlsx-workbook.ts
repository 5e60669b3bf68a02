import { posix } from 'node:path'
import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './raw.ts'
import { readSharedStrings } from './xlsx-strings.ts'
import { type NumberLook, readStyles } from './xlsx-styles.ts'
import { readXml } from './xml.ts'
import type { Zip } from './zip.ts'

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  name: string
  hidden: boolean
  part: string
}

/** Everything that the cells of all sheets share. */
export interface Workbook {
  sheets: SheetEntry[]
  is1904: boolean
  looks: NumberLook[]
  strings: string[]
}

interface Relation {
  type: string
  part: string
}

function relationsPart(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)
}

async function readRelations(zip: Zip, source: string, limits: ReadLimits): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  const part = relationsPart(source)
  if (!zip.has(part)) return relations
  const open = (name: string, { Id, Type, Target, TargetMode }: Readonly<Record<string, string>>) => {
    if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return
    const target = Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(source), Target)
    relations.set(Id, { type: (Type ?? '').split('/').at(-1) ?? '', part: target })
  }
  await readXml(zip.read(part), { open }, part, limits)
  return relations
}

/** The main part of a workbook; null when the container is none. */
export async function findWorkbook(zip: Zip, limits: ReadLimits): Promise<string | null> {
  const relations = [...(await readRelations(zip, '', limits)).values()]
  const main = relations.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  return zip.has('[content_types].xml') && /(^|\/)workbook[^/]*\.xml$/i.test(main) && zip.has(main) ? main : null
}

/** The rules for the list of sheets of any workbook. @throws UnreadableFile for too many, repeated or overlong names */
export function checkSheets(sheets: readonly { name: string }[], limits: ReadLimits): void {
  if (sheets.length > limits.sheets) {
    throw new UnreadableFile('IOC_XLSX_SHEETS', 422, { sheets: sheets.length, limit: limits.sheets })
  }
  const seen = new Set<string>()
  for (const { name } of sheets) {
    const folded = name.toLowerCase()
    if (name.length > limits.sheetNameChars || seen.has(folded)) {
      throw new UnreadableFile('IOC_XLSX_SHEET_NAME', 422, { sheet: name.slice(0, 64) })
    }
    seen.add(folded)
  }
}

/** Reads what a workbook says of itself: sheets in order, date system, formats and shared texts. @throws UnreadableFile */
export async function readWorkbook(zip: Zip, main: string, limits: ReadLimits): Promise<Workbook> {
  const relations = await readRelations(zip, main, limits)
  const sheets: SheetEntry[] = []
  let is1904 = false
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    if (name === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
    if (name !== 'sheet') return
    const id = Object.keys(attributes).find((key) => key.endsWith(':id')) ?? ''
    const relation = relations.get(attributes[id] ?? '')
    if (relation?.type !== 'worksheet' || !zip.has(relation.part)) return
    const hidden = (attributes.state ?? 'visible') !== 'visible'
    sheets.push({ name: (attributes.name ?? '').normalize('NFC'), hidden, part: relation.part })
  }
  await readXml(zip.read(main), { open }, main, limits)
  checkSheets(sheets, limits)
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part
  const styles = partOf('styles')
  const strings = partOf('sharedStrings')
  return {
    sheets,
    is1904,
    looks: styles && zip.has(styles) ? await readStyles(zip.read(styles), styles, limits) : [],
    strings: strings && zip.has(strings) ? await readSharedStrings(zip.read(strings), strings, limits) : [],
  }
}
