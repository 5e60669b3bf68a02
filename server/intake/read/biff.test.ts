import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toOle } from '../../../fixtures/forms/ole.ts'
import type { FormSheet } from '../../../fixtures/forms/sheet.ts'
import {
  EOF,
  long,
  MOMENT,
  PLAIN,
  toBof,
  toOddBook,
  toRecord,
  toShortText,
  toXls,
  words,
} from '../../../fixtures/forms/xls.ts'
import type { ReadLimits } from './limits.ts'
import type { RawCell } from './raw.ts'
import { readBytes, readWhole } from './read-whole.ts'

const FORMS = join(import.meta.dirname, '../../../fixtures/forms')

/** Invented rows, typed into LibreOffice 7.4 and saved by it as `.xls` and `.ods`; one sheet, one row and one column are hidden. */
const FROM_LIBREOFFICE = [
  {
    name: 'Tháng 10',
    hidden: false,
    merges: [{ top: 1, left: 1, bottom: 1, right: 6 }],
    hiddenRows: 1,
    hiddenColumns: 1,
    rows: [
      { rowNo: 1, cells: ['DANH SÁCH HỒ SƠ – Ễ, Ậ, Ữ'] },
      { rowNo: 3, cells: ['Mã', 'Ngày', 'Số', 'Tỷ lệ', 'Ẩn', 'Công thức'] },
      { rowNo: 4, cells: ['00123', { date: '2026-10-01T00:00:00' }, -7.25, 0.985, true, -14.5] },
      { rowNo: 5, cells: ['H01-2\ndòng hai', { date: '1999-12-31T00:00:00' }, 1_000_000, null, null, 'Xã Ộ'] },
      { rowNo: 6, cells: ['H01-3', null, 0.1, null, null, { broken: '#DIV/0!' }] },
    ],
  },
  { name: 'Ghi chú', hidden: true, merges: [], hiddenRows: 0, rows: [{ rowNo: 1, cells: ['trang ẩn'] }] },
]

async function cellsOf(...records: readonly Buffer[]): Promise<RawCell[][]> {
  const bytes = toOle([{ name: 'Workbook', data: toOddBook(records) }])
  return (await readBytes(bytes)).sheets[0]?.rows.map(({ cells }) => cells) ?? []
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}

/** A formula in A1 with these eight bytes as its stored value. */
function toFormula(value: string): Buffer {
  return toRecord(0x06, words(0, 0, PLAIN), Buffer.from(value, 'hex'), words(0, 0, 0, 0), Buffer.from('1e0100', 'hex'))
}

describe('a workbook of an office program', () => {
  it.each(['xls', 'ods'])('is read as it was typed from .%s', async (kind) => {
    const { kind: found, sheets } = await readWhole(join(FORMS, `libreoffice.${kind}`))
    expect(found).toBe(kind)
    expect(sheets).toMatchObject(FROM_LIBREOFFICE)
  })
})

describe('a workbook of Excel 97–2003', () => {
  const words7 = [
    'hộ tịch',
    'Nguyễn Văn Ậ',
    'ascii',
    'é à ü',
    `dài ${'ộ'.repeat(40)}`,
    `hẹp ${'x'.repeat(60)} rộng Ữ`,
    '',
  ]
  const sheet: FormSheet = {
    name: 'Tháng 10',
    rows: [...words7.map((text, at) => [text, at, `${text}${at}`]), [`Ữ${'b'.repeat(90)}`]],
  }
  const plain = [...words7.map((text, at) => [text === '' ? null : text, at, `${text}${at}`]), [`Ữ${'b'.repeat(90)}`]]

  it.each(Array.from({ length: 40 }, (_, at) => at + 9))(
    'keeps every text where it is cut into records of %i bytes',
    async (recordBytes) => {
      const { sheets } = await readBytes(toXls([sheet], { recordBytes }))
      expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual(plain)
    },
  )

  it('is read whether it is short or its table of sectors needs a list of its own', async () => {
    const data = toOddBook([toRecord(0x204, words(0, 0, PLAIN), toShortText('ngắn', 2))])
    expect(data.length).toBeLessThan(4_096)
    const small = toOle([{ name: 'Workbook', data }])
    // 109 tables of 128 sectors of 512 bytes are 7.1 MB; the workbook lies behind them.
    const padded = Buffer.concat([data, Buffer.alloc(8_192 - data.length)])
    const large = toOle([
      { name: 'Khác', data: Buffer.alloc(9_000_000) },
      { name: 'Workbook', data: padded },
    ])
    for (const bytes of [small, large]) expect((await readBytes(bytes)).sheets[0]?.rows[0]?.cells).toEqual(['ngắn'])
  })

  it('has its hidden sheets, hidden rows and merged ranges', async () => {
    const merges = [
      { top: 1, left: 1, bottom: 1, right: 3 },
      { top: 60, left: 1, bottom: 61, right: 1 },
      { top: 61, left: 2, bottom: 62, right: 2 },
    ]
    const rows = Array.from({ length: 70 }, (_, at) => [`dòng ${at + 1}`])
    const bytes = toXls([
      { name: 'Thấy', rows, merges, hiddenRows: [2, 3, 70] },
      { name: 'Ẩn', hidden: true, rows: [['x']] },
    ])
    const { sheets } = await readBytes(bytes)
    expect(sheets[0]).toMatchObject({
      name: 'Thấy',
      index: 0,
      hidden: false,
      hiddenRows: 3,
      merges: merges.slice(0, 2),
    })
    expect(sheets[1]).toMatchObject({ name: 'Ẩn', index: 1, hidden: true, hiddenRows: 0 })
  })

  it('counts its days from 1900 or from 1904', async () => {
    const date = { date: '2026-10-01T08:30:00' }
    for (const is1904 of [false, true]) {
      expect((await readBytes(toXls([{ name: 'x', rows: [[date]] }], { is1904 }))).sheets[0]?.rows[0]?.cells).toEqual([
        date,
      ])
    }
    const day = (serial: number) => toRecord(0x203, words(0, 0, MOMENT), double(serial))
    expect(await cellsOf(day(60))).toEqual([[{ date: '1900-02-29T00:00:00' }]])
    expect(await cellsOf(day(-1))).toEqual([[{ broken: '#####' }]])
  })
})

describe('a cell', () => {
  it.each<[string, Buffer[], RawCell]>([
    // [MS-XLS] 2.5.217: bit 0 = in hundredths, bit 1 = whole number
    ['a packed whole number', [toRecord(0x27e, words(0, 0, PLAIN), long((100 << 2) | 2))], 100],
    ['a packed number in hundredths', [toRecord(0x27e, words(0, 0, PLAIN), long((12_345 << 2) | 3))], 123.45],
    ['a packed negative number', [toRecord(0x27e, words(0, 0, PLAIN), long((-1 << 2) | 2))], -1],
    ['a packed floating number', [toRecord(0x27e, words(0, 0, PLAIN), long(0x3ff00000))], 1],
    ['a packed floating number in hundredths', [toRecord(0x27e, words(0, 0, PLAIN), long(0x40590001))], 1],
    ['a number', [toRecord(0x203, words(0, 0, PLAIN), double(98.7))], 98.7],
    ['a number that is none', [toRecord(0x203, words(0, 0, PLAIN), double(Number.NaN))], { broken: '#NUM!' }],
    ['text in place', [toRecord(0x204, words(0, 0, PLAIN), toShortText('Ễ', 2))], 'Ễ'],
    ['decomposed letters', [toRecord(0x204, words(0, 0, PLAIN), toShortText('e\u0302\u0301', 2))], 'ế'],
    ['text filled up with zero bytes', [toRecord(0x204, words(0, 0, PLAIN), toShortText('a\0\0', 2))], 'a'],
    ['text with a zero byte inside', [toRecord(0x204, words(0, 0, PLAIN), toShortText('a\0b', 2))], { broken: 'text' }],
    ['half a character', [toRecord(0x204, words(0, 0, PLAIN), toShortText('a\ud800', 2))], { broken: 'text' }],
    ['rich text', [toRecord(0xd6, words(0, 0, PLAIN), toShortText('đậm', 2), words(1, 0, 0))], 'đậm'],
    ['truth', [toRecord(0x205, words(0, 0, PLAIN), Buffer.of(1, 0))], true],
    ['an error', [toRecord(0x205, words(0, 0, PLAIN), Buffer.of(0x17, 1))], { broken: '#REF!' }],
    ['a formula with a number', [toFormula('0000000000002940')], 12.5],
    ['a formula with truth', [toFormula('010001000000ffff')], true],
    ['a formula with an error', [toFormula('020007000000ffff')], { broken: '#DIV/0!' }],
    ['a formula whose text never comes', [toFormula('000000000000ffff')], { broken: 'formula' }],
    ['a formula with a text', [toFormula('000000000000ffff'), toRecord(0x207, toShortText('Xã Ộ', 2))], 'Xã Ộ'],
    [
      'a shared formula with a text',
      [toFormula('000000000000ffff'), toRecord(0x4bc, Buffer.alloc(12)), toRecord(0x207, toShortText('Xã Ộ', 2))],
      'Xã Ộ',
    ],
    [
      'a formula with a text over two records, narrow and then wide',
      [
        toFormula('000000000000ffff'),
        toRecord(0x207, words(4), Buffer.from('00', 'hex'), Buffer.from('Xa')),
        toRecord(0x3c, Buffer.from('01', 'hex'), Buffer.from('ỘỄ', 'utf16le')),
      ],
      'XaỘỄ',
    ],
  ])('of %s', async (_, records, value) => {
    expect(await cellsOf(...records)).toEqual([[value]])
  })

  it('of several packed numbers stands beside the last', async () => {
    const pair = (value: number) => Buffer.concat([words(PLAIN), long((value << 2) | 2)])
    expect(await cellsOf(toRecord(0xbd, words(0, 1), pair(1), pair(2), pair(3), words(3)))).toEqual([[null, 1, 2, 3]])
  })

  it('of a chart inside the sheet is no cell', async () => {
    const number = (row: number) => toRecord(0x203, words(row, 0, PLAIN), double(row))
    expect(await cellsOf(number(1), toBof(0x0020), number(7), toBof(0x0020), number(8), EOF, EOF, number(2))).toEqual([
      [1],
      [2],
    ])
  })

  it('is found where programs write cells in any order', async () => {
    const label = (row: number, column: number, text: string) =>
      toRecord(0x204, words(row, column, PLAIN), toShortText(text, 2))
    expect(await cellsOf(label(2, 1, 'd'), label(2, 0, 'c'), label(0, 1, 'b'), label(0, 0, 'a'))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
})

describe('the limits of a workbook of Excel 97–2003', () => {
  const rows = (count: number, text = 'x') => Array.from({ length: count }, (_, at) => [`${text}${at % 10}`])

  it.each<[keyof ReadLimits, string, (size: number) => FormSheet[]]>([
    ['rows', 'IOC_TOO_MANY_ROWS', (size) => [{ name: 'x', rows: rows(size) }]],
    ['columns', 'IOC_TOO_MANY_COLUMNS', (size) => [{ name: 'x', rows: [Array.from({ length: size }, () => 'x')] }]],
    ['cellChars', 'IOC_CELL_TOO_LONG', (size) => [{ name: 'x', rows: [['x'.repeat(size)]] }]],
    ['recordBytes', 'IOC_RECORD_TOO_LONG', (size) => [{ name: 'x', rows: [['x', 'x'.repeat(size - 1)]] }]],
    ['totalChars', 'IOC_XLSX_TOO_BIG', (size) => [{ name: 'x', rows: [...rows(2, ''), ['x'.repeat(size - 2)]] }]],
    [
      'sharedStrings',
      'IOC_XLSX_TOO_BIG',
      (size) => [{ name: 'x', rows: Array.from({ length: size }, (_, at) => [`${at}`]) }],
    ],
    ['sharedStringBytes', 'IOC_XLSX_TOO_BIG', (size) => [{ name: 'x', rows: [['x'.repeat(size)]] }]],
    ['sheets', 'IOC_XLSX_SHEETS', (size) => Array.from({ length: size }, (_, at) => ({ name: `${at}`, rows: [] }))],
    ['sheetNameChars', 'IOC_XLSX_SHEET_NAME', (size) => [{ name: 'x'.repeat(size), rows: [] }]],
  ])('stop after %s', async (limit, code, make) => {
    const narrowed = { headRows: 0, [limit]: 9 }
    await expect(readBytes(toXls(make(8)), narrowed)).resolves.toBeDefined()
    await expect(readBytes(toXls(make(9)), narrowed)).resolves.toBeDefined()
    await expect(readBytes(toXls(make(10)), narrowed)).rejects.toMatchObject({ code })
  })
})
