import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { write } from '../../../fixtures/forms/encodings.ts'
import { toHtml } from '../../../fixtures/forms/html.ts'
import { GridRows, toBudget } from './grid-rows.ts'
import { HtmlSheet } from './html-table.ts'
import { HtmlTokens } from './html-tokens.ts'
import { READ_LIMITS } from './limits.ts'
import { type OpenedFile, openFile } from './open.ts'
import type { RawCell, RawRow } from './raw.ts'
import { readBytes } from './read-whole.ts'

async function rowsOf(body: string): Promise<RawRow[]> {
  return (await readBytes(`<html><meta charset=utf-8>${body}`)).sheets[0]?.rows ?? []
}

async function cellsOf(body: string): Promise<RawCell[][]> {
  return (await rowsOf(body)).map(({ cells }) => cells)
}

describe('a web page with a table', () => {
  it.each<[string, string, RawCell[][]]>([
    [
      'closing tags',
      '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>',
      [['a', 'b'], ['c']],
    ],
    [
      'no closing tags',
      '<table><tr><td>a<td>b<tr><td>c<td>d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['capital letters', '<TABLE BORDER=1><TR><TD>a</TD><TH>b</TH></TR></TABLE>', [['a', 'b']]],
    ['cells without rows', '<table><td>a<td>b</table>', [['a', 'b']]],
    ['rows without a table', '<tr><td>a<td>b</tr><tr><td>c', [['a', 'b'], ['c']]],
    ['marks of attributes in quotes', '<table><tr><td title="a > b" x=\'<td>\'>a</td></table>', [['a']]],
    ['empty cells', '<table><tr><td>&nbsp;<td> <td/><td>d', [[null, null, null, 'd']]],
    [
      'references',
      '<table><tr><td>A &amp; B &lt;c&gt; &quot;d&quot; &#7877; &#x1EC5; &ecirc;&nbsp;&ocirc',
      [['A & B <c> "d" ễ ễ ê\u00a0ô']],
    ],
    [
      'references that mean nothing',
      '<table><tr><td>a &khong; &#0; &#xD800; &#1114112; b&',
      [['a &khong; &#0; &#xD800; &#1114112; b&']],
    ],
    ['a reference of Windows', '<table><tr><td>a &#150; b', [['a – b']]],
    ['blanks in a row', '<table><tr><td>\n  Xã \t\n Vĩnh <b>Trạch</b>  </td>', [['Xã Vĩnh Trạch']]],
    ['lines in a cell', '<table><tr><td>một<br>hai<p>ba</p></td><td>x', [['một\nhai\nba', 'x']]],
    ['decomposed letters', '<table><tr><td>e\u0302\u0301', [['ế']]],
    ['less-than signs in text', '<table><tr><td>a < b <3 c', [['a < b <3 c']]],
    [
      'comments and scripts',
      '<table><tr><td>a<!-- <td>b --><script>"</td><td>c"</script><![if x]><style>td{}</style>d<?xml td ?>',
      [['ad']],
    ],
    ['lists of choices', '<table><tr><td><select><option>a<option>b</select>c', [['c']]],
    [
      'a title above and a line below',
      '<h1>Báo cáo</h1><p>Tháng <b>10</b></p><table><tr><td>a</table><div>Người lập</div>',
      [['Báo cáo'], ['Tháng 10'], ['a'], ['Người lập']],
    ],
    ['two tables', '<table><tr><td>a</table><table><tr><td>b</table>', [['a'], ['b']]],
    [
      'a table of one row inside a cell',
      '<table><tr><td>a<td><table><tr><td>b<td>c</table><td>d<tr><td>e',
      [['a', 'b c', 'd'], ['e']],
    ],
    [
      'a table of several rows inside a cell',
      '<table><tr><td>Tiêu đề</td></tr><tr><td><table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e</table></td></tr><tr><td>Cuối</table>',
      [['Tiêu đề'], ['a', 'b'], ['c', 'd'], ['e'], ['Cuối']],
    ],
    [
      'tables three deep',
      '<table><tr><td>x<table><tr><td><table><tr><td>a<tr><td>b</table></table>y</table>',
      [['x'], ['a'], ['b'], ['y']],
    ],
  ])('is read with %s', async (_, body, cells) => {
    expect(await cellsOf(body)).toEqual(cells)
  })

  it('knows its merged cells, and what stands beside and under them', async () => {
    const body =
      '<table><tr><td colspan=3>Tiêu đề<tr><td rowspan=2>Đơn vị<td colspan="2">Số<tr><td>a<td>b<tr><td>x<td>1<td>2'
    const { sheets } = await readBytes(`<html>${body}`)
    expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['Tiêu đề'],
      ['Đơn vị', 'Số'],
      [null, 'a', 'b'],
      ['x', '1', '2'],
    ])
    expect(sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 1, right: 3 },
      { top: 2, left: 1, bottom: 3, right: 1 },
      { top: 2, left: 2, bottom: 2, right: 3 },
    ])
  })

  it('numbers rows as they are shown, empty ones too, and counts hidden ones', async () => {
    const body = '<table><tr><td>a<tr><td><tr style="display:none"><td>b<tr style="DISPLAY : none"><td><tr><td>c'
    const { sheets } = await readBytes(`<table>${body}`)
    expect(sheets[0]?.rows.map(({ rowNo }) => rowNo)).toEqual([1, 3, 5])
    expect(sheets[0]?.hiddenRows).toBe(1)
  })

  it('is the same in whatever pieces it arrives', () => {
    const page = toHtml({
      name: 'Tháng 10',
      rows: [['Mã & "tên"', 'Xã'], ...Array.from({ length: 5 }, (_, at) => [`H01-${at} <x>`, at % 2 ? null : 'Ễ&'])],
      merges: [{ top: 1, left: 1, bottom: 2, right: 1 }],
    }).replace('</head>', '<style>.xl25{mso-number-format:"Short Date"}</style></head>')
    const read = (pieces: readonly string[]) => {
      const sheet = new HtmlSheet(new GridRows('', READ_LIMITS, toBudget(READ_LIMITS, 1)), READ_LIMITS)
      const tokens = new HtmlTokens(sheet, READ_LIMITS)
      for (const piece of pieces) tokens.push(piece, false)
      tokens.push('', true)
      sheet.end()
      return { rows: sheet.grid.rows, merges: sheet.merges }
    }
    const whole = read([page])
    expect(whole.rows[1]).toEqual({ rowNo: 2, cells: [null, 'Ễ&'] })
    for (const size of [1, 2, 3, 7, 100]) {
      expect(read(page.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])).toEqual(whole)
    }
  })
})

describe('a cell that an office program wrote', () => {
  it.each<[string, string, RawCell]>([
    ['a stored number', '<td x:num="0.985">98,5%</td>', 0.985],
    ['a shown number', '<td align=right x:num>1234</td>', 1234],
    ['a shown number with separators', '<td x:num>1.234,5</td>', '1.234,5'],
    ['a number that is none', '<td x:num="x">1</td>', { broken: 'x' }],
    // 45,931 days after 30 December 1899: 1 October 2025
    ['a date by class', '<td class=xl24 x:num="45931">01/10</td>', { date: '2025-10-01T00:00:00' }],
    [
      'a date by style',
      `<td style='mso-number-format:"dd\\/mm\\/yyyy"' x:num="45931.5">01/10</td>`,
      { date: '2025-10-01T12:00:00' },
    ],
    [
      'a date by an escaped name',
      `<td style="mso-number-format:Short\\0020Date;color:red" x:num="45931">x</td>`,
      { date: '2025-10-01T00:00:00' },
    ],
    ['leading zeros', `<td style='mso-number-format:00000' x:num="123">00123</td>`, '00123'],
    ['text that looks like a number', `<td class=xl25 x:str>00123</td>`, '00123'],
    ['truth', '<td x:bool="TRUE">TRUE</td>', true],
    ['an error', '<td x:err="#REF!">#REF!</td>', { broken: '#REF!' }],
    ['a number of LibreOffice', '<td sdval="120.5" sdnum="1066;">120,5</td>', 120.5],
    [
      'a date of LibreOffice',
      '<td sdval="45931" sdnum="1066;0;DD/MM/YYYY">01/10/2025</td>',
      { date: '2025-10-01T00:00:00' },
    ],
    ['truth of LibreOffice', '<td sdval="0" sdnum="1033;0;BOOLEAN">FALSE</td>', false],
  ])('holds %s', async (_, cell, value) => {
    const style = '<style>.xl25{mso-number-format:"\\@";}\n.xl24{color:red; mso-number-format:"Short Date";}</style>'
    expect(await cellsOf(`${style}<table><tr>${cell}`)).toEqual([[value]])
  })
})

async function openBytes(bytes: Buffer): Promise<OpenedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'html-'))
  try {
    await writeFile(join(folder, 'tep.xls'), bytes)
    return await openFile(join(folder, 'tep.xls'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('the encoding of a web page', () => {
  const PAGE = toHtml(
    {
      name: 'x',
      rows: [
        ['Đơn vị', 'Lĩnh vực'],
        ['Xã Vĩnh Trạch', 'Đăng ký khai sinh'],
      ],
    },
    'windows-1258',
  )
  const ROWS = [
    ['Đơn vị', 'Lĩnh vực'],
    ['Xã Vĩnh Trạch', 'Đăng ký khai sinh'],
  ]

  it('is what the page declares, where its bytes bear it out', async () => {
    expect((await readBytes(write(PAGE, 'windows-1258'))).sheets[0]?.rows.map(({ cells }) => cells)).toEqual(ROWS)
    // Declared falsely: the bytes are UTF-8.
    expect((await readBytes(write(PAGE, 'utf-8'))).sheets[0]?.rows.map(({ cells }) => cells)).toEqual(ROWS)
  })

  it('is asked where the page does not say, with its rows as lines and without names of persons', async () => {
    const rows = [
      ['Lĩnh vực', 'Chủ hồ sơ'],
      ['Đăng ký khai sinh', 'Nguyễn Thị Mẫu'],
    ]
    for (const encoding of ['windows-1258', 'tcvn3', 'utf-16le'] as const) {
      const { asks } = await openBytes(write(toHtml({ name: 'x', rows }, ''), encoding))
      expect(asks).toMatchObject([{ id: 'encoding', likely: encoding }])
      const preview = asks?.[0]?.choices.find(({ value }) => value === encoding)?.preview?.join('\n') ?? ''
      expect(preview).toContain('Đăng ký khai sinh')
      expect(preview).not.toContain('Nguyễn')
      expect(preview).not.toContain('<')
    }
  })

  it('is UTF-16 with its mark', async () => {
    expect((await readBytes(write(PAGE, 'utf-16le with mark'))).sheets[0]?.rows.map(({ cells }) => cells)).toEqual(ROWS)
  })

  it('names the byte that is wrong', async () => {
    const start = Buffer.from('<table><tr><td>à')
    await expect(readBytes(Buffer.concat([start, Buffer.from('ff', 'hex')]))).rejects.toMatchObject({
      code: 'IOC_TEXT_NOT_UTF8',
      params: { byte: start.length },
    })
  })
})
