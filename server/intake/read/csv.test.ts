import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { ReadLimits } from './limits.ts'
import { readBytes } from './read-whole.ts'

async function cellsOf(text: Buffer | string): Promise<unknown[][]> {
  return (await readBytes(text)).sheets[0]?.rows.map(({ cells }) => cells) ?? []
}

async function rowNosOf(text: string): Promise<number[]> {
  return (await readBytes(text)).sheets[0]?.rows.map(({ rowNo }) => rowNo) ?? []
}

describe('a delimited text', () => {
  it.each([
    ['a comma', 'a,b\n1,2\n'],
    ['a semicolon', 'a;b\n1;2\n'],
    ['a tab', 'a\tb\n1\t2\n'],
    ['a bar', 'a|b\n1|2\n'],
    ['CRLF', 'a;b\r\n1;2\r\n'],
    ['CR alone', 'a;b\r1;2\r'],
    ['mixed line ends', 'a;b\r\n1;2\n'],
    ['no line end after the last row', 'a;b\n1;2'],
    ['a sep= line', 'sep=;\r\na;b\r\n1;2\r\n'],
    ['a sep= line that names an unusual character', 'sep=^\na^b\n1^2\n'],
    ['a byte order mark', '\uFEFFa;b\n1;2\n'],
    ['quotes around everything', '"a";"b"\n"1";"2"\n'],
    ['UTF-16LE', Buffer.from('\uFEFFa\tb\n1\t2\n', 'utf16le')],
    ['UTF-16BE', Buffer.from('\uFEFFa\tb\n1\t2\n', 'utf16le').swap16()],
  ])('is read with %s', async (_, text) => {
    expect(await cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it.each([
    ['commas in quotes', 'a,b,c\n"Xã A, huyện B",2,3\n'],
    ['doubled quotes', 'a,b\n1,"ha ""ha"" ha"\n'],
    ['a quoted cell of quotes only', 'a,b\n"""""",2\n'],
    ['line ends in quotes', 'a,b\n"Một\r\nhai\nba",2\n3,4\n'],
    ['empty quoted cells', 'a,b,c\n"",,"x"\n'],
    ['a quoted last cell without line end', 'a,b\n1,"2"'],
    ['blanks around cells', 'a,b\n 1 ,\t2\n'],
    ['Vietnamese letters', 'Họ,Tên\nNguyễn,"Ễ, Ậ, Ữ"\n'],
    ['letters beyond the basic plane', 'a,b\n𠮷,"😀,x"\n'],
    ['ragged rows', 'a,b,c\n1\n1,2,3,4\n'],
    ['a trailing delimiter', 'a,b\n1,2,\n'],
  ])('means the same to another strict reader: %s', async (_, text) => {
    expect(await cellsOf(text)).toEqual(parse(text, { relax_column_count: true, skip_empty_lines: true }))
  })

  it('means the same to another strict reader when it is longer than one piece', async () => {
    const row = (at: number) =>
      `${at},"Tên ""${at}"", dài\nhai dòng",${'ộ'.repeat(at % 300)},${at % 7 === 0 ? '' : 'x'}\n`
    const text = `a,b,c,d\n${Array.from({ length: 4_000 }, (_, at) => row(at)).join('')}`
    expect(Buffer.byteLength(text)).toBeGreaterThan(4 * 256 * 1024)
    expect(await cellsOf(text)).toEqual(parse(text))
  })

  it('is read as Excel puts cells on the clipboard', async () => {
    // quoted is only the cell with a line end, its quotes doubled; other quotes stand as they were typed
    const copied =
      'Mã\tNội dung\r\n1\t"Dòng một\n""hai"" dòng"\r\n2\tống 5" dài\r\n3\t"Anh" Ba\r\n4\t"\tx"\r\n5\t""\r\n'
    expect(await cellsOf(copied)).toEqual([
      ['Mã', 'Nội dung'],
      ['1', 'Dòng một\n"hai" dòng'],
      ['2', 'ống 5" dài'],
      ['3', '"Anh" Ba'],
      ['4', '\tx'],
      ['5', ''],
    ])
    await expect(readBytes('a\tb\n1\t"x\n2\ty\n')).rejects.toMatchObject({ code: 'IOC_CSV_QUOTE' })
  })

  it('is read the same wherever a piece ends', async () => {
    // a doubled quote lies across the pieces of 256 KiB that files are read in
    for (const before of [0, 1, 2, 3]) {
      const text = `a\tb\n${'x'.repeat(30_000)}\ty\n`.repeat(8)
      const rest = 256 * 1024 - Buffer.byteLength(text) - before - 4
      const whole = `${text}1\t"${'z'.repeat(rest)}""q"\n2\t3\n`
      const rows = await cellsOf(whole)
      expect(rows.slice(-2)).toEqual([
        ['1', `${'z'.repeat(rest)}"q`],
        ['2', '3'],
      ])
    }
  })

  it('numbers rows as a spreadsheet program shows them', async () => {
    // 1 header, 2 empty, 3 row over two lines, 4 only separators, 5 row
    expect(await rowNosOf('a;b\n\n"x\ny";1\n;\nz;2\n\n')).toEqual([1, 3, 5])
    expect(await rowNosOf('sep=;\na;b\n1;2\n')).toEqual([1, 2])
  })

  it('composes letters without letting one become a separator', async () => {
    // e + U+0302 + U+0301 is ế; the Greek question mark U+037E composes to a semicolon
    expect(await cellsOf('a;b\nthe\u0302\u0301;x\u037Ey\n')).toEqual([
      ['a', 'b'],
      ['thế', 'x;y'],
    ])
  })

  it('finds the semicolon under a title with commas and beside decimal commas', async () => {
    const title = 'UBND tỉnh An Giang, ngày 5, tháng 10\n\n'
    const rows = 'Đơn vị;Tỷ lệ;Điểm\n'.concat('Xã A;98,7;1,5\n'.repeat(50))
    expect((await cellsOf(title + rows))[2]).toEqual(['Xã A', '98,7', '1,5'])
  })

  it('finds the comma where semicolons stand in texts', async () => {
    expect((await cellsOf('mã,tên\n1,a;b;c\n2,d\n3,e;f\n'))[1]).toEqual(['1', 'a;b;c'])
  })

  it.each([
    ['an unclosed quote', 'a;b\n1;2\n3;"x\n4;5\n', { code: 'IOC_CSV_QUOTE', row: 3 }],
    ['a quote inside a cell', 'a;b\n1;x"y"\n', { code: 'IOC_CSV_QUOTE', row: 2 }],
    ['text after a closing quote', 'a;b\n\n"x"y;1\n', { code: 'IOC_CSV_QUOTE', row: 3 }],
    // 'a;b\n' + 'à;1\n' are 4 + 5 bytes, 'x;' two more
    [
      'a byte that is no UTF-8',
      Buffer.from('a;b\nà;1\nx;\xff\n'.replace('à', '\xc3\xa0'), 'latin1'),
      { code: 'IOC_TEXT_NOT_UTF8', row: 3, byte: 11 },
    ],
    ['an overlong form', Buffer.from('a;b\n1;\xc0\xaf\n', 'latin1'), { code: 'IOC_TEXT_NOT_UTF8', row: 2, byte: 6 }],
    [
      'a letter cut off at the end',
      Buffer.from('a;b\n1;\xe1\xbb', 'latin1'),
      { code: 'IOC_TEXT_NOT_UTF8', row: 2, byte: 6 },
    ],
    ['half a pair in UTF-16', Buffer.from('\uFEFFa\tb\n\ud800x', 'utf16le'), { code: 'IOC_TEXT_NOT_UTF16' }],
  ])('is refused for %s', async (_, text, { code, ...place }) => {
    await expect(readBytes(text)).rejects.toMatchObject({ code, status: 422, params: place })
  })

  it('names row and byte of a bad letter far into a file', async () => {
    const good = 'xã;1\n'.repeat(200_000)
    const text = Buffer.concat([Buffer.from(good), Buffer.from('x;\xff\n', 'latin1')])
    // 5 characters, one of them two bytes: 6 × 200,000 bytes, then 'x;'
    await expect(readBytes(text)).rejects.toMatchObject({ params: { row: 200_001, byte: 1_200_002 } })
  })

  it.each<[keyof ReadLimits, string, (size: number) => string]>([
    ['columns', 'IOC_TOO_MANY_COLUMNS', (size) => `${Array(size).fill('x').join(';')}\n`],
    ['cellChars', 'IOC_CELL_TOO_LONG', (size) => `a;b\nx;${'y'.repeat(size)}\n`],
    ['cellChars', 'IOC_CELL_TOO_LONG', (size) => `a;b\nx;"${'y'.repeat(size)}"\n`],
    [
      'recordBytes',
      'IOC_RECORD_TOO_LONG',
      (size) => `a;b\n${'x;'.repeat(size / 2 - 1)}${size % 2 === 1 ? 'yyy' : 'yy'}\n`,
    ],
    ['rows', 'IOC_TOO_MANY_ROWS', (size) => 'x;y\n'.repeat(size)],
    ['csvBytes', 'IOC_FILE_TOO_LARGE', (size) => `${'x;y\n'.repeat(100).slice(0, size)}`],
  ])('stays within %s, to the last one', async (limit, code, make) => {
    const narrowed = { headRows: 0, columns: 200, [limit]: limit === 'columns' ? 20 : 100 }
    const size = narrowed[limit] ?? 0
    await expect(readBytes(make(size - 1), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(size), narrowed)).resolves.toBeDefined()
    await expect(readBytes(make(size + 1), narrowed)).rejects.toMatchObject({ code })
  })

  it('lets empty cells stand beyond the last column', async () => {
    await expect(readBytes('a;b;;;\n1;2;;;\n', { columns: 2 })).resolves.toBeDefined()
  })
})
