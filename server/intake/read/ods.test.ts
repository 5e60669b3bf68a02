import { describe, expect, it } from 'vitest'
import { toContent, toOds, toOdsFile } from '../../../fixtures/forms/ods.ts'
import type { FormSheet } from '../../../fixtures/forms/sheet.ts'
import type { ReadLimits } from './limits.ts'
import type { RawCell } from './raw.ts'
import { readBytes } from './read-whole.ts'

async function cellsOf(rows: string): Promise<RawCell[][]> {
  const bytes = toOdsFile(toContent(`<table:table table:name="x">${rows}</table:table>`))
  return (await readBytes(bytes)).sheets[0]?.rows.map(({ cells }) => cells) ?? []
}

const TEXT = (text: string) =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`

describe('an OpenDocument spreadsheet', () => {
  it('has its sheets in order, merged ranges of the head before the rows, hidden sheets and rows', async () => {
    const rows = Array.from({ length: 70 }, (_, at) => [`dòng ${at + 1}`, at])
    const merges = [
      { top: 1, left: 1, bottom: 1, right: 2 },
      { top: 60, left: 1, bottom: 61, right: 1 },
      { top: 61, left: 2, bottom: 62, right: 2 },
    ]
    const { sheets } = await readBytes(
      toOds([
        { name: 'Ẩn', hidden: true, rows: [['x']] },
        { name: 'Tháng 10', rows, merges, hiddenRows: [2, 70] },
      ]),
    )
    expect(sheets.map(({ name, index, hidden }) => [name, index, hidden])).toEqual([
      ['Ẩn', 0, true],
      ['Tháng 10', 1, false],
    ])
    expect(sheets[1]).toMatchObject({ merges: merges.slice(0, 2), hiddenRows: 2, hiddenColumns: 0 })
    expect(sheets[1]?.rows).toHaveLength(70)
  })

  it('unfolds what is repeated where it holds something, and only counts the rest', async () => {
    const rows =
      `<table:table-row table:number-rows-repeated="3">${TEXT('a')}</table:table-row>` +
      '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' +
      `<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1"/></table:table-row>`
    const bytes = toOdsFile(toContent(`<table:table table:name="x">${rows}</table:table>`))
    expect((await readBytes(bytes)).sheets[0]?.rows).toEqual([
      { rowNo: 1, cells: ['a'] },
      { rowNo: 2, cells: ['a'] },
      { rowNo: 3, cells: ['a'] },
      { rowNo: 1_000_004, cells: [null, null, 1, 1] },
    ])
  })

  it('counts hidden columns up to the last that is read', async () => {
    const columns =
      '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/><table:table-column/><table:table-column table:number-columns-repeated="16381" table:visibility="collapse"/>'
    const bytes = toOdsFile(toContent(`<table:table table:name="x">${columns}</table:table>`))
    // Two, and those from the fourth to the two-hundredth.
    expect((await readBytes(bytes)).sheets[0]?.hiddenColumns).toBe(2 + 197)
  })

  it('is only its own tables: none of shapes, of links to other files or inside cells', async () => {
    const inner =
      '<table:table table:name="trong"><table:table-row><table:table-cell office:value-type="string"><text:p>không</text:p></table:table-cell></table:table-row></table:table>'
    const cell = `<table:table-cell office:value-type="string">${inner}<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>có</text:p></table:table-cell>`
    const tables = `<table:table table:name="x"><table:shapes>${inner}</table:shapes><table:table-row>${cell}</table:table-row></table:table><table:dde-links><table:dde-link>${inner}</table:dde-link></table:dde-links>`
    const { sheets } = await readBytes(toOdsFile(toContent(tables)))
    expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([['x', [{ rowNo: 1, cells: ['có'] }]]])
  })
})

describe('a cell', () => {
  it.each<[string, string, RawCell]>([
    ['text', TEXT('Ễ Ậ Ữ'), 'Ễ Ậ Ữ'],
    ['decomposed letters', TEXT('e\u0302\u0301'), 'ế'],
    [
      'blanks and lines',
      TEXT('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p><text:p>e'),
      'a  b\tc\nd\ne',
    ],
    ['marked-up text', TEXT('<text:span>Đơn </text:span><text:a>vị</text:a>'), 'Đơn vị'],
    ['text in an attribute', '<table:table-cell office:value-type="string" office:string-value="a"/>', 'a'],
    [
      'a number',
      '<table:table-cell office:value-type="float" office:value="1.5E3"><text:p>1.500</text:p></table:table-cell>',
      1500,
    ],
    [
      'a number that is none',
      '<table:table-cell office:value-type="float" office:value="1e999"/>',
      { broken: '1e999' },
    ],
    [
      'leading zeros',
      '<table:table-cell office:value-type="float" office:value="123"><text:p>00123</text:p></table:table-cell>',
      '00123',
    ],
    [
      'a percentage',
      '<table:table-cell office:value-type="percentage" office:value="0.985"><text:p>98,5%</text:p></table:table-cell>',
      0.985,
    ],
    [
      'money',
      '<table:table-cell office:value-type="currency" office:value="5000"><text:p>5.000 đ</text:p></table:table-cell>',
      5000,
    ],
    [
      'a day',
      '<table:table-cell office:value-type="date" office:date-value="2025-10-01"/>',
      { date: '2025-10-01T00:00:00' },
    ],
    [
      'a moment',
      '<table:table-cell office:value-type="date" office:date-value="2025-10-01T08:30:15.25"/>',
      { date: '2025-10-01T08:30:15' },
    ],
    ['a time of day', '<table:table-cell office:value-type="time" office:time-value="PT06H00M00S"/>', 0.25],
    ['truth', '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', true],
    [
      'an error',
      '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
      { broken: '#DIV/0!' },
    ],
    [
      'an error of an older program',
      '<table:table-cell table:formula="of:=x" office:value-type="string"><text:p>Err:508</text:p></table:table-cell>',
      { broken: 'Err:508' },
    ],
    [
      'a formula with its stored value',
      '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>',
      2,
    ],
    ['a formula without a stored value', '<table:table-cell table:formula="of:=1+1"/>', { broken: 'formula' }],
  ])('of %s', async (_, cell, value) => {
    expect(await cellsOf(`<table:table-row>${cell}</table:table-row>`)).toEqual([[value]])
  })
})

describe('the limits of an OpenDocument spreadsheet', () => {
  it.each<[keyof ReadLimits, string, (size: number) => FormSheet[]]>([
    ['rows', 'IOC_TOO_MANY_ROWS', (size) => [{ name: 'x', rows: Array.from({ length: size }, () => ['x']) }]],
    ['columns', 'IOC_TOO_MANY_COLUMNS', (size) => [{ name: 'x', rows: [Array.from({ length: size }, () => 'x')] }]],
    ['cellChars', 'IOC_CELL_TOO_LONG', (size) => [{ name: 'x', rows: [['x'.repeat(size)]] }]],
    ['recordBytes', 'IOC_RECORD_TOO_LONG', (size) => [{ name: 'x', rows: [['x', 'x'.repeat(size - 1)]] }]],
    ['totalChars', 'IOC_XLSX_TOO_BIG', (size) => [{ name: 'x', rows: [['x'], ['x'.repeat(size - 1)]] }]],
    ['sheets', 'IOC_XLSX_SHEETS', (size) => Array.from({ length: size }, (_, at) => ({ name: `${at}`, rows: [] }))],
    ['sheetNameChars', 'IOC_XLSX_SHEET_NAME', (size) => [{ name: 'x'.repeat(size), rows: [] }]],
  ])('stop after %s', async (limit, code, make) => {
    const narrowed = { headRows: 0, [limit]: 9 }
    await expect(readBytes(toOds(make(8)), narrowed)).resolves.toBeDefined()
    await expect(readBytes(toOds(make(9)), narrowed)).resolves.toBeDefined()
    await expect(readBytes(toOds(make(10)), narrowed)).rejects.toMatchObject({ code })
  })

  it('count a repeated row as often as it stands', async () => {
    const file = (times: number) =>
      toOdsFile(
        toContent(
          `<table:table table:name="x"><table:table-row table:number-rows-repeated="${times}">${TEXT('xyz')}</table:table-row></table:table>`,
        ),
      )
    await expect(readBytes(file(5), { headRows: 0, rows: 5 })).resolves.toBeDefined()
    await expect(readBytes(file(6), { headRows: 0, rows: 5 })).rejects.toMatchObject({ code: 'IOC_TOO_MANY_ROWS' })
    await expect(readBytes(file(5), { totalChars: 15 })).resolves.toBeDefined()
    await expect(readBytes(file(6), { totalChars: 15 })).rejects.toMatchObject({ code: 'IOC_XLSX_TOO_BIG' })
  })
})
