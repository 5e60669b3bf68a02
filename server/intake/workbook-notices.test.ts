import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toParts, toRowXml, toSheetXml } from '../../fixtures/bad/workbook-parts.ts'
import { toZip } from '../../fixtures/bad/zip-bytes.ts'
import { toXls } from '../../fixtures/forms/xls.ts'
import type { Verdict } from '../ledger/ledger.ts'
import { checkOpened } from './check-file.ts'
import { openFile } from './read/open.ts'
import { requestFor } from './test-city.ts'

const HEADER = ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', 'Ngày hẹn trả']
const row = (code: string) => [code, 'Phường Vị Thanh', '15/10/2025', '20/10/2025']

async function check(bytes: Buffer): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'notices-'))
  try {
    const path = join(folder, 'tep')
    await writeFile(path, bytes)
    return await checkOpened(await openFile(path), requestFor('dossiers'), async () => {})
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('the check of a workbook', () => {
  it('names the cell whose formula has no stored value (U49)', async () => {
    const broken = toRowXml(3, row('H13.1-251015-0002')).replace(
      /<c r="D3".*?<\/c>/,
      '<c r="D3"><f>[book2]S!A1</f></c>',
    )
    const rows = toRowXml(1, HEADER) + toRowXml(2, row('H13.1-251015-0001')) + broken
    const { issues, accepted } = await check(toZip(toParts([{ data: toSheetXml(rows), title: 'Tháng 10' }])))
    expect(accepted).toBe(1)
    expect(issues).toMatchObject([
      {
        rule: 'cell.broken',
        firstRows: [3],
        message: 'Ô D3 có công thức nhưng tệp không lưu giá trị của nó.',
        en: { message: 'Cell D3 has a formula, but the file holds no value of it.' },
      },
    ])
  })

  it('says how many hidden rows and columns it read (U58)', async () => {
    const columns = '<cols><col min="4" max="4" hidden="1"/></cols>'
    const rows = toRowXml(1, HEADER) + toRowXml(2, row('H13.1-251015-0001')).replace('<row', '<row hidden="1"')
    const data = toSheetXml(rows).replace('<sheetData>', `${columns}<sheetData>`)
    const { issues, accepted, mapping } = await check(toZip(toParts([{ data }])))
    expect({ accepted, mapping }).toMatchObject({ accepted: 1, mapping: [{ hiddenRows: 1 }] })
    expect(issues.map(({ rule, params }) => [rule, params])).toEqual([
      ['columns.hidden', { hidden: 1 }],
      ['rows.hidden', { hidden: 1 }],
    ])
  })

  it('passes over hidden sheets of an old workbook and counts hidden rows of the others', async () => {
    const shown = {
      name: 'Tháng 10',
      rows: [HEADER, row('H13.1-251015-0001'), row('H13.1-251015-0002')],
      hiddenRows: [3],
    }
    const hidden = { name: 'Tháng 9', hidden: true, rows: [HEADER, row('H13.1-250915-0001')] }
    const { accepted, format, mapping } = await check(toXls([hidden, shown]))
    expect({ accepted, format }).toEqual({ accepted: 2, format: { kind: 'xls' } })
    expect(mapping).toMatchObject([
      { sheet: 'Tháng 9', skipped: 'trang ẩn' },
      { sheet: 'Tháng 10', hiddenRows: 1 },
    ])
  })
})
