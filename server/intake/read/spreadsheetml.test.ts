import { describe, expect, it } from 'vitest'
import type { RawCell } from './raw.ts'
import { readBytes } from './read-whole.ts'

const HEAD =
  '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
const STYLES =
  '<Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="z"><NumberFormat ss:Format="00000"/></Style></Styles>'

/** A workbook of these sheets; each is `[name, rows, what stands behind the rows]`. */
function toXml(...sheets: readonly (readonly [name: string, rows: string, after?: string])[]): string {
  const written = sheets.map(
    ([name, rows, after = '']) => `<Worksheet ss:Name="${name}"><Table>${rows}</Table>${after}</Worksheet>`,
  )
  return `${HEAD}${STYLES}${written.join('')}</Workbook>`
}

const data = (type: string, text: string) => `<Data ss:Type="${type}">${text}</Data>`

describe('an XML Spreadsheet 2003', () => {
  it.each<[string, string, RawCell]>([
    ['text', `<Cell>${data('String', 'Ễ &amp; Ậ&#10;Ữ')}</Cell>`, 'Ễ & Ậ\nỮ'],
    [
      'marked-up text',
      `<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Đơn</B><Font> vị</Font></ss:Data></Cell>`,
      'Đơn vị',
    ],
    ['text with a note', `<Cell>${data('String', 'a')}<Comment><ss:Data>ghi chú</ss:Data></Comment></Cell>`, 'a'],
    ['a number', `<Cell>${data('Number', '98.7')}</Cell>`, 98.7],
    [
      'a number shown as a date',
      `<Cell ss:StyleID="d">${data('Number', '45931')}</Cell>`,
      { date: '2025-10-01T00:00:00' },
    ],
    ['leading zeros', `<Cell ss:StyleID="z">${data('Number', '123')}</Cell>`, '00123'],
    ['a moment', `<Cell>${data('DateTime', '2025-10-01T08:30:00.000')}</Cell>`, { date: '2025-10-01T08:30:00' }],
    ['truth', `<Cell>${data('Boolean', '1')}</Cell>`, true],
    ['an error', `<Cell>${data('Error', '#REF!')}</Cell>`, { broken: '#REF!' }],
    ['a formula with its stored value', `<Cell ss:Formula="=1+1">${data('Number', '2')}</Cell>`, 2],
    ['a formula without a stored value', '<Cell ss:Formula="=1+1"/>', { broken: 'formula' }],
  ])('reads %s', async (_, cell, value) => {
    const { kind, sheets } = await readBytes(toXml(['x', `<Row>${cell}</Row>`]))
    expect(kind).toBe('xls')
    expect(sheets[0]?.rows[0]?.cells).toEqual([value])
  })

  it('puts cells where their numbers say, beside and under merged ones', async () => {
    const s = (text: string, place = '') => `<Cell ${place}>${data('String', text)}</Cell>`
    const rows = `<Row>${s('a', 'ss:MergeDown="1"')}${s('b', 'ss:MergeAcross="1"')}${s('c')}</Row><Row>${s('d')}${s('e', 'ss:Index="4"')}</Row><Row ss:Index="9">${s('f')}</Row>`
    const { sheets } = await readBytes(toXml(['x', rows]))
    expect(sheets[0]?.rows).toEqual([
      { rowNo: 1, cells: ['a', 'b', null, 'c'] },
      { rowNo: 2, cells: [null, 'd', null, 'e'] },
      { rowNo: 9, cells: ['f'] },
    ])
    expect(sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 1, right: 3 },
    ])
  })

  it('knows hidden sheets, rows and columns, and blanks before its first sign', async () => {
    const row = `<Row>${`<Cell>${data('String', 'x')}</Cell>`}</Row>`
    const hidden =
      '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    const rows = `<Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="5" ss:Hidden="1"/>${row}${row.replace('<Row>', '<Row ss:Hidden="1">')}`
    const { sheets } = await readBytes(`\r\n ${toXml(['Một', row], ['Hai', row, hidden], ['Ba', rows])}`)
    expect(sheets).toMatchObject([
      { name: 'Một', hidden: false },
      { name: 'Hai', hidden: true },
      { name: 'Ba', hidden: false, hiddenRows: 1, hiddenColumns: 3 },
    ])
  })
})
