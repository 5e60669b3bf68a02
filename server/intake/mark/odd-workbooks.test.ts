import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { READ_LIMITS, type ReadLimits } from '../read/limits.ts'
import { readWhole } from '../read/read-whole.ts'
import { requestFor } from '../test-city.ts'
import { markFile } from './mark-file.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-odd-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A workbook of one sheet as its parts; `more` adds parts or takes the place of some. */
function workbook(sheet: string | Uint8Array, more: Record<string, string> = {}): Uint8Array {
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="T" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="s" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  )
}

const HEAD = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận']
/** One row in order, one whose unit is none; tags with a prefix. */
function rows(prefix = ''): string {
  const lines = [
    HEAD,
    ['H13-261102-0001', 'Phường Vị Thanh', '02/11/2026'],
    ['H13-261102-0002', 'Phường Không Có', '02/11/2026'],
  ]
  const cell = (text: string) =>
    `<${prefix}c t="inlineStr"><${prefix}is><${prefix}t>${text}</${prefix}t></${prefix}is></${prefix}c>`
  return lines.map((cells) => `<${prefix}row>${cells.map(cell).join('')}</${prefix}row>`).join('\n')
}

async function marked(bytes: Uint8Array, limits: Partial<ReadLimits> = {}) {
  const from = join(folder, `${Math.random()}.xlsx`)
  await writeFile(from, bytes)
  const target = `${from}.marked.xlsx`
  const { cells } = await markFile(from, { ...READ_LIMITS, ...limits }, requestFor('dossiers'), target, [])
  expect(await readWhole(target)).toEqual(await readWhole(from))
  const parts = unzipSync(await readFile(target))
  const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  return { cells, text, parts, target }
}

it('marks a sheet whose tags have a prefix, whose cells have no addresses, in a workbook without styles', async () => {
  const sheet = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData>${rows('x:')}</x:sheetData><x:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><x:tableParts count="0"/></x:worksheet>`
  const { cells, text } = await marked(workbook(sheet))
  expect(cells).toBe(1)
  const written = text('xl/worksheets/sheet1.xml')
  expect(written.match(/<x:c t="inlineStr" s="1">/g)).toHaveLength(1)
  expect(written).toMatch(/<x:c t="inlineStr" s="1"><x:is><x:t>Phường Không Có/)
  // The shapes of notes are named between what may come before them and what may only come behind (ECMA-376).
  expect(written).toMatch(/footer="1"\/><x:legacyDrawing [^>]*r:id="rIdShapes1"\/><x:tableParts/)
  expect(text('xl/comments1.xml')).toContain('<comment ref="B3"')
  expect(text('[Content_Types].xml')).toContain('Extension="vml"')
  expect(text('xl/_rels/workbook.xml.rels')).toContain('styles')
})

it('keeps a sheet in UTF-16 in UTF-16', async () => {
  const sheet = `\uFEFF<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="${MAIN}"><sheetData>${rows()}</sheetData></worksheet>`
  for (const isBigEndian of [false, true]) {
    const bytes = Buffer.from(sheet, 'utf16le')
    const { cells, parts } = await marked(workbook(isBigEndian ? bytes.swap16() : bytes))
    expect(cells).toBe(1)
    const written = Buffer.from(parts['xl/worksheets/sheet1.xml'] ?? [])
    expect(written.subarray(0, 2).toString('hex')).toBe(isBigEndian ? 'feff' : 'fffe')
    expect((isBigEndian ? written.swap16() : written).toString('utf16le')).toContain('<legacyDrawing')
  }
})

it('writes notes of a strict workbook in its own namespace', async () => {
  const sheet = `<worksheet xmlns="${STRICT}"><sheetData>${rows()}</sheetData></worksheet>`
  const { text } = await marked(workbook(sheet))
  expect(text('xl/comments1.xml')).toContain(`<comments xmlns="${STRICT}">`)
  expect(text('xl/worksheets/_rels/sheet1.xml.rels')).toContain(
    'http://purl.oclc.org/ooxml/officeDocument/relationships/comments',
  )
})

it('is not misled by comments, CDATA and attributes that look like tags', async () => {
  const trap = '<!-- <row r="9"><c r="A9"/></row> --><sheetPr codeName="&gt;" xmlns:q=\'a > b\'/>'
  const row = '<row r="4"><c r="B4" t="inlineStr"><is><t><![CDATA[</c></row><c r="Z9">]]></t></is></c></row>'
  const sheet = `<worksheet xmlns="${MAIN}">${trap}<sheetData>${rows()}${row}</sheetData></worksheet>`
  const { text } = await marked(workbook(sheet))
  expect(text('xl/worksheets/sheet1.xml')).toContain(trap)
  expect([...text('xl/comments1.xml').matchAll(/ref="(\w+)"/g)].map(([, ref]) => ref).sort()).toEqual([
    'A4',
    'B3',
    'B4',
    'C4',
  ])
})

it('adds its notes to shapes of buttons that a sheet already has, which stay', async () => {
  const button =
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s2049" type="#_x0000_t201"><br><x:ClientData ObjectType="Button"><x:Row>1</x:Row></x:ClientData></v:shape></xml>'
  const relations = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId7" Type="${OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>`
  const sheet = `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetData>${rows()}</sheetData><legacyDrawing r:id="rId7"/></worksheet>`
  const { text } = await marked(
    workbook(sheet, { 'xl/drawings/vmlDrawing1.vml': button, 'xl/worksheets/_rels/sheet1.xml.rels': relations }),
  )
  const shapes = text('xl/drawings/vmlDrawing1.vml')
  expect(shapes).toContain('<br><x:ClientData ObjectType="Button">')
  expect(shapes).toMatch(/id="_x0000_s2050".*<x:Row>2<\/x:Row><x:Column>1<\/x:Column>/)
  expect(text('xl/worksheets/sheet1.xml').match(/legacyDrawing/g)).toHaveLength(1)
})

it('refuses an endless tag and a style sheet of too many styles, instead of filling memory', async () => {
  const sheet = `<worksheet xmlns="${MAIN}"><sheetData>${rows()}</sheetData></worksheet>`
  const notes = `<comments xmlns="${MAIN}"><authors a="${'x'.repeat(300_000)}"/></comments>`
  const relations = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="n" Type="${OFFICE}/comments" Target="../comments1.xml"/></Relationships>`
  const endless = workbook(sheet, { 'xl/comments1.xml': notes, 'xl/worksheets/_rels/sheet1.xml.rels': relations })
  await expect(marked(endless, { xmlTokenBytes: 100_000 })).rejects.toMatchObject({ code: 'IOC_XML_TOO_LONG' })
  const styles = `<styleSheet xmlns="${MAIN}"><fills count="1"><fill/></fills><cellXfs>${'<xf/>'.repeat(65_537)}</cellXfs></styleSheet>`
  const book = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="s" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
  const many = workbook(sheet, { 'xl/styles.xml': styles, 'xl/_rels/workbook.xml.rels': book })
  await expect(marked(many)).rejects.toMatchObject({ code: 'IOC_XLSX_TOO_BIG' })
})
