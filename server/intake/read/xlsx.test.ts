import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { toParts, toRowXml, toSheetXml, toWorkbook } from '../../../fixtures/bad/workbook-parts.ts'
import { toZip } from '../../../fixtures/bad/zip-bytes.ts'
import type { ReadLimits } from './limits.ts'
import type { RawCell } from './raw.ts'
import { readBytes, readWhole } from './read-whole.ts'

const REAL_DIR = process.env.IOC_REAL_DIR ?? join(import.meta.dirname, '../../../../shared/real')
const SCORES = join(REAL_DIR, '766-2025-10/bao_cao_T10_2025.xlsx')
const REQUESTS = join(REAL_DIR, 'la-311-2020/service_requests.csv')

/** The workbook of a program that nobody here wrote, with some of its XML changed. */
async function toChanged(bytes: Buffer, part: string, from: string, to: string): Promise<Buffer> {
  const parts = unzipSync(bytes)
  const xml = strFromU8(parts[part] ?? new Uint8Array())
  if (!xml.includes(from)) throw new Error(`${part} holds no ${from}: ${xml.slice(0, 500)}`)
  return Buffer.from(zipSync({ ...parts, [part]: strToU8(xml.replaceAll(from, to)) }))
}

async function cellsOf(rows: string, ...others: Parameters<typeof toZip>[0]): Promise<RawCell[][]> {
  return (await readBytes(toWorkbook(rows, ...others))).sheets[0]?.rows.map(({ cells }) => cells) ?? []
}

describe('a workbook of an office program', () => {
  it('is read with title block, two-row header, dates and numbers', async () => {
    const bytes = await writeXlsxFile([
      [{ value: 'BÁO CÁO THÁNG 10', columnSpan: 4 }],
      [],
      [{ value: 'Đơn vị', rowSpan: 2 }, { value: 'Tiếp nhận', columnSpan: 2 }, null, { value: 'Ngày', rowSpan: 2 }],
      [null, { value: 'Trong kỳ' }, { value: 'Kỳ trước' }, null],
      [
        { value: 'Xã Vĩnh Trạch' },
        { value: 120 },
        { value: 3.5 },
        { value: new Date(Date.UTC(2025, 9, 1, 8)), format: 'dd/mm/yyyy hh:mm' },
      ],
      [{ value: '  Đặc khu Phú Quốc ' }, { value: 0 }, { value: true }, null],
    ]).toBuffer()
    const { kind, sheets } = await readBytes(bytes)
    expect(kind).toBe('xlsx')
    expect(sheets).toHaveLength(1)
    expect(sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 1, right: 4 },
      { top: 3, left: 1, bottom: 4, right: 1 },
      { top: 3, left: 2, bottom: 3, right: 3 },
      { top: 3, left: 4, bottom: 4, right: 4 },
    ])
    expect(sheets[0]?.rows).toEqual([
      { rowNo: 1, cells: ['BÁO CÁO THÁNG 10'] },
      { rowNo: 3, cells: ['Đơn vị', 'Tiếp nhận', null, 'Ngày'] },
      { rowNo: 4, cells: [null, 'Trong kỳ', 'Kỳ trước'] },
      { rowNo: 5, cells: ['Xã Vĩnh Trạch', 120, 3.5, { date: '2025-10-01T08:00:00' }] },
      { rowNo: 6, cells: ['  Đặc khu Phú Quốc ', 0, true] },
    ])
  })

  it('is read with hidden sheets in order, and days counted from 1904 where it says so', async () => {
    const date = { value: new Date(Date.UTC(2025, 9, 1)), format: 'dd/mm/yyyy' }
    const plain = await writeXlsxFile([
      { data: [[date]], sheet: 'Tháng 10' },
      { data: [[{ value: 'x' }]], sheet: '__proto__' },
    ]).toBuffer()
    const hidden = await toChanged(plain, 'xl/workbook.xml', 'name="__proto__"', 'name="__proto__" state="veryHidden"')
    const { sheets } = await readBytes(hidden)
    expect(sheets.map(({ name, index, hidden: isHidden }) => [name, index, isHidden])).toEqual([
      ['Tháng 10', 0, false],
      ['__proto__', 1, true],
    ])
    expect(sheets[0]?.rows[0]?.cells).toEqual([{ date: '2025-10-01T00:00:00' }])
    const from1904 = await toChanged(plain, 'xl/workbook.xml', '<sheets>', '<workbookPr date1904="1"/><sheets>')
    // 1,462 days between the two systems: 1 October 2025 + 4 years and a day
    expect((await readBytes(from1904)).sheets[0]?.rows[0]?.cells).toEqual([{ date: '2029-10-02T00:00:00' }])
  })
})

describe('a cell', () => {
  it.each<[string, string, RawCell]>([
    ['text written in place', '<c t="inlineStr"><is><t>a</t></is></c>', 'a'],
    ['rich text', '<c t="inlineStr"><is><r><rPr><b/></rPr><t>Đơn </t></r><r><t>vị</t></r></is></c>', 'Đơn vị'],
    ['text with a reading aid', '<c t="inlineStr"><is><t>東</t><rPh sb="0" eb="1"><t>ひがし</t></rPh></is></c>', '東'],
    ['text with blanks around', '<c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', ' a '],
    ['text in decomposed letters', '<c t="str"><v>e\u0302\u0301</v></c>', 'ế'],
    ['an escaped line end', '<c t="str"><v>a_x000D_b</v></c>', 'a\rb'],
    ['an escaped NUL', '<c t="str"><v>a_x0000_b</v></c>', 'a_x0000_b'],
    ['marked-up text', '<c t="str"><v><![CDATA[<b>]]>&amp;&#x1EBF;</v></c>', '<b>&ế'],
    ['a number', '<c><v>1.5E3</v></c>', 1500],
    ['a number that is none', '<c><v>1e999</v></c>', { broken: '1e999' }],
    ['truth', '<c t="b"><v>1</v></c>', true],
    ['an error', '<c t="e"><v>#REF!</v></c>', { broken: '#REF!' }],
    ['an ISO date', '<c t="d"><v>2025-10-01</v></c>', { date: '2025-10-01T00:00:00' }],
    ['a formula with its stored value', '<c><f>SUM(A1:A2)</f><v>3</v></c>', 3],
    ['a formula with a stored text', '<c t="str"><f>A1&amp;B1</f><v>ab</v></c>', 'ab'],
    ['a formula without a stored value', '<c><f>[book2]Sheet1!A1</f></c>', { broken: 'formula' }],
  ])('of %s', async (_, xml, value) => {
    expect(await cellsOf(`<row r="1">${xml}</row>`)).toEqual([[value]])
  })

  it('takes shared text, with runs joined and without reading aids', async () => {
    const strings =
      '<sst><si><t>một</t></si><si><r><t>ha</t></r><r><t>i</t></r></si><si><t>東</t><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>'
    const rows = '<row r="1"><c t="s"><v>2</v></c><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>'
    expect(await cellsOf(rows, { name: 'xl/sharedStrings.xml', data: strings })).toEqual([['東', 'hai', 'một']])
    await expect(cellsOf('<row r="1"><c t="s"><v>3</v></c></row>')).rejects.toMatchObject({ code: 'IOC_FILE_DAMAGED' })
  })

  it('stands where its reference says, and empty rows keep their numbers', async () => {
    const rows =
      '<row r="2"/><row r="4"><c r="B4"><v>1</v></c><c r="D4"><v>2</v></c><c r="F4" s="1"/></row><row><c><v>3</v></c></row>'
    expect((await readBytes(toWorkbook(rows))).sheets[0]?.rows).toEqual([
      { rowNo: 4, cells: [null, 1, null, 2] },
      { rowNo: 5, cells: [3] },
    ])
  })

  it.each(['A0', 'XFE1', 'A1048577', 'ZZZZZZ9', '1A', 'A', '', 'A1B', 'a1', 'B1'])(
    'is refused at %j',
    async (reference) => {
      const rows = `<row r="1"><c r="B1"><v>1</v></c><c r="${reference}"><v>1</v></c></row>`
      await expect(cellsOf(rows)).rejects.toMatchObject({ code: 'IOC_XLSX_REFERENCE', params: { reference } })
    },
  )

  it('is read from tags with a namespace prefix', async () => {
    const data = toSheetXml(toRowXml(1, ['a']))
      .replaceAll(/<(\/?)(?=\w)/g, '<$1x:')
      .replace('xmlns=', 'xmlns:x=')
    expect((await readBytes(toZip(toParts([{ data }])))).sheets[0]?.rows[0]?.cells).toEqual(['a'])
  })
})

describe('a workbook of any program', () => {
  it('tells how many rows with content and how many columns are hidden', async () => {
    const columns =
      '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="true"/><col min="7" max="16384" hidden="1"/></cols>'
    const rows = `${toRowXml(1, ['a'])}${toRowXml(2, ['b']).replace('<row', '<row hidden="1"')}<row r="3" hidden="1"/>${toRowXml(4, ['c'])}`
    const data = toSheetXml(rows).replace('<sheetData>', `${columns}<sheetData>`)
    const sheet = (await readBytes(toZip(toParts([{ data }])))).sheets[0]
    expect(sheet?.rows).toHaveLength(3)
    // Two, one, and those from the seventh to the two-hundredth.
    expect(sheet).toMatchObject({ hiddenRows: 1, hiddenColumns: 3 + 194 })
  })

  it('is read in the strict form, without shared texts and with formulas written once for many cells', async () => {
    const data = toSheetXml(
      '<row r="1"><c r="A1" t="d"><v>2025-10-01T08:30:00</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>5</v></c></row><row r="2"><c r="B2"><f t="shared" si="0"/><v>6</v></c><c r="C2"><f t="array" ref="C2">X</f><v>7</v></c></row>',
    )
    const parts = toParts([{ data }]).map((part) => ({
      ...part,
      data: String(part.data)
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        ),
    }))
    expect((await readBytes(toZip(parts))).sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
      [{ date: '2025-10-01T08:30:00' }, 5],
      [null, 6, 7],
    ])
  })
})

describe('merged ranges', () => {
  it('are known before the rows, those of the head only', async () => {
    const merges =
      '<mergeCells count="3"><mergeCell ref="B2:D2"/><mergeCell ref="A60:A61"/><mergeCell ref="A61:A62"/></mergeCells>'
    const data = toSheetXml(toRowXml(1, ['a'])).replace('</worksheet>', `${merges}</worksheet>`)
    expect((await readBytes(toZip(toParts([{ data }])))).sheets[0]?.merges).toEqual([
      { top: 2, left: 2, bottom: 2, right: 4 },
      { top: 60, left: 1, bottom: 61, right: 1 },
    ])
  })

  it('are found where two pieces of the part meet', async () => {
    const rows = Array.from({ length: 4_000 }, (_, at) => toRowXml(at + 1, [`${(at * 7919) % 10_007}`])).join('')
    const merges = Array.from(
      { length: 2_000 },
      (_, at) => `<mergeCell ref="A${(at % 50) + 1}:C${(at % 50) + 1}"/>`,
    ).join('')
    const data = toSheetXml(rows).replace('</worksheet>', `<mergeCells>${merges}</mergeCells></worksheet>`)
    expect((await readBytes(toZip(toParts([{ data }])))).sheets[0]?.merges).toHaveLength(2_000)
  })
})

describe('the limits of a workbook', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => toRowXml(at + 1, ['x'])).join('')
  const strings = (count: number) => ({
    name: 'xl/sharedStrings.xml',
    data: `<sst>${'<si><t>x</t></si>'.repeat(count)}</sst>`,
  })

  it.each<[keyof ReadLimits, string, (size: number) => Buffer]>([
    ['rows', 'IOC_TOO_MANY_ROWS', (size) => toWorkbook(rows(size))],
    ['columns', 'IOC_TOO_MANY_COLUMNS', (size) => toWorkbook(`<row r="1">${'<c><v>1</v></c>'.repeat(size)}</row>`)],
    ['cellChars', 'IOC_CELL_TOO_LONG', (size) => toWorkbook(toRowXml(1, ['x'.repeat(size)]))],
    ['recordBytes', 'IOC_RECORD_TOO_LONG', (size) => toWorkbook(toRowXml(1, ['x', 'x'.repeat(size - 1)]))],
    ['totalChars', 'IOC_XLSX_TOO_BIG', (size) => toWorkbook(rows(size))],
    ['sharedStrings', 'IOC_XLSX_TOO_BIG', (size) => toWorkbook('', strings(size))],
    ['sharedStringBytes', 'IOC_XLSX_TOO_BIG', (size) => toWorkbook('', strings(size))],
    [
      'sheets',
      'IOC_XLSX_SHEETS',
      (size) => toZip(toParts(Array.from({ length: size }, () => ({ data: toSheetXml('') })))),
    ],
    [
      'sheetNameChars',
      'IOC_XLSX_SHEET_NAME',
      (size) => toZip(toParts([{ data: toSheetXml(''), title: 'x'.repeat(size) }])),
    ],
    ['xmlDepth', 'IOC_XML_TOO_DEEP', (size) => toWorkbook(`${'<a>'.repeat(size - 2)}${'</a>'.repeat(size - 2)}`)],
    [
      'zipEntries',
      'IOC_ZIP_ENTRIES',
      (size) => toWorkbook('', ...Array.from({ length: size - 5 }, (_, at) => ({ name: `x${at}`, data: '' }))),
    ],
    ['zipEntryBytes', 'IOC_ZIP_TOO_BIG', (size) => toWorkbook('', { name: 'x', data: 'y'.repeat(size) })],
  ])('stop after %s', async (limit, code, make) => {
    const size = { xmlDepth: 20, zipEntries: 12, zipEntryBytes: 2_000 }[limit as string] ?? 9
    const narrowed = { headRows: 0, [limit]: size }
    await expect(readBytes(make(size - 1), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(size), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(size + 1), narrowed)).rejects.toMatchObject({ code })
  })

  it('stop at all parts together and at how far they unpack', async () => {
    const bytes = toWorkbook('', { name: 'x', data: 'y'.repeat(50_000) })
    await expect(readBytes(bytes, { zipTotalBytes: 60_000 })).resolves.toBeDefined()
    await expect(readBytes(bytes, { zipTotalBytes: 50_000 })).rejects.toMatchObject({ code: 'IOC_ZIP_TOO_BIG' })
    await expect(readBytes(bytes, { zipRatioFromBytes: 40_000 })).rejects.toMatchObject({ code: 'IOC_ZIP_TOO_BIG' })
  })
})

describe.skipIf(!existsSync(REAL_DIR))('real files', () => {
  it('the export of the national portal has six sheets with the known numbers of rows', async () => {
    const { sheets } = await readWhole(SCORES)
    // 34 provinces, 3 months, 4 quarters, 15 departments, 102 communes; one header each
    expect(sheets.map(({ name, rows }) => [name, rows.length - 1])).toEqual([
      ['Điểm năm', 34],
      ['Điểm tháng', 34],
      ['Xu hướng tháng', 3],
      ['Xu hướng quý', 4],
      ['Sở Ban', 15],
      ['Xã Phường', 102],
    ])
    expect(sheets[5]?.rows[1]?.cells.slice(1, 4)).toEqual([
      'UBND xã Đông Thái - tỉnh An Giang',
      'UBND xã Đông Thái - tỉnh An Giang',
      'H01.187',
    ])
  })

  it('the service requests of Los Angeles are 9,989 with as many numbers', async () => {
    const { kind, sheets } = await readWhole(REQUESTS)
    const rows = sheets[0]?.rows.slice(1) ?? []
    expect(kind).toBe('csv')
    expect(rows).toHaveLength(9_989)
    expect(new Set(rows.map(({ cells }) => cells[1])).size).toBe(9_989)
    expect(rows.filter(({ cells }) => cells[3] === '')).toHaveLength(43)
  })
})
