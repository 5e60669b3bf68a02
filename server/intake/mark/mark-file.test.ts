import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { READ_LIMITS } from '../read/limits.ts'
import { readWhole } from '../read/read-whole.ts'
import { requestFor } from '../test-city.ts'
import { markFile } from './mark-file.ts'
import { cellsOf, OFFICE, officeCells } from './office-cells.ts'

/**
 * Made by LibreOffice out of `returned.fods`: a merged title, a header in row 3, formats, a formula, a validation, notes of an
 * officer on B4 (no fault) and D5 (faulty), two other sheets with a formula, a picture and a note. By hand, its faults:
 * D5 and D8 name no unit (D5 is green), E6 is no day, E7 is empty, H9 is no status, the sum row 11 has neither code nor day.
 */
const ORIGINAL = join(import.meta.dirname, '../../../fixtures/forms/returned.xlsx')
const FAULTY = ['B11', 'D5', 'D8', 'E11', 'E6', 'E7', 'H9']
const RED = 'FFFFC8C'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-mark-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const mark = async (from: string, name: string) => {
  const target = join(folder, name)
  const { cells } = await markFile(from, READ_LIMITS, requestFor('dossiers'), target, [])
  return { target, cells, parts: unzipSync(await readFile(target)) }
}
const textOf = (parts: Record<string, Uint8Array>, part: string) => strFromU8(parts[part] ?? new Uint8Array())
const refs = (xml: string, author?: number) =>
  [...xml.matchAll(/<comment ref="(\w+)" authorId="(\d+)"/g)]
    .filter(([, , own]) => author === undefined || Number(own) === author)
    .map(([, ref]) => ref)
    .sort()

describe('the returned workbook', () => {
  it('is the officer’s own: the same cells, and every part that no fault touches to the byte', async () => {
    const { target, cells, parts } = await mark(ORIGINAL, 'same.xlsx')
    expect(cells).toBe(FAULTY.length)
    expect(await readWhole(target)).toEqual(await readWhole(ORIGINAL))
    const before = unzipSync(await readFile(ORIGINAL))
    expect(Object.keys(parts).sort()).toEqual(Object.keys(before).sort())
    const changed = Object.keys(before).filter((name) => !Buffer.from(before[name]!).equals(Buffer.from(parts[name]!)))
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/comments1.xml',
      'xl/drawings/vmlDrawing1.vml',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
    ])
  })

  it('has notes with fault, rule and cure on the faulty cells alone, below what a colleague had written', async () => {
    const { parts } = await mark(ORIGINAL, 'notes.xlsx')
    const notes = textOf(parts, 'xl/comments1.xml')
    expect(refs(notes)).toEqual(['B4', ...FAULTY].sort())
    expect(refs(notes, 1)).toEqual(FAULTY.filter((ref) => ref !== 'D5'))
    expect(notes).toContain('Đã gọi điện cho công dân')
    const shared = /<comment ref="D5".*?<\/comment>/s.exec(notes)?.[0] ?? ''
    expect(shared).toMatch(/Hỏi lại bộ phận một cửa.*— Toàn Cảnh —\nLỗi: Không có đơn vị.*\[unit\.unknown\]/s)
    // No note quotes its cell.
    expect(notes).not.toMatch(/Không Có Thật|31\/02\/2026|Nguyễn Văn Mẫu/)
  })

  it('reads the same when it comes back, and loses its marks with its faults', async () => {
    const { target } = await mark(ORIGINAL, 'first.xlsx')
    const again = await mark(target, 'again.xlsx')
    expect(again.cells).toBe(FAULTY.length)
    const parts = unzipSync(await readFile(target))
    for (const part of ['xl/comments1.xml', 'xl/styles.xml', 'xl/worksheets/sheet1.xml'])
      expect(textOf(again.parts, part)).toBe(textOf(parts, part))
    // The officer corrects E6, D5 and H9 in the shared texts and sends it again.
    const strings = textOf(parts, 'xl/sharedStrings.xml')
      .replace('31/02/2026 08:00', '28/02/2026 08:00')
      .replace('Xã Không Có Thật', 'UBND xã Vĩnh Tường')
      .replace('>12<', '>10<')
    const corrected = join(folder, 'corrected.xlsx')
    await writeFile(corrected, zipSync({ ...parts, 'xl/sharedStrings.xml': strToU8(strings) }))
    const better = await mark(corrected, 'better.xlsx')
    const notes = textOf(better.parts, 'xl/comments1.xml')
    // Row 8 now has a unit, so that its due day is looked at: it is before the day of receipt.
    expect(refs(notes)).toEqual(['B11', 'B4', 'D5', 'E11', 'E7', 'F8'])
    expect(refs(notes, 1)).not.toContain('D5')
    expect(notes).toContain('Hỏi lại bộ phận một cửa')
    expect(notes.match(/unit\.unknown/g)).toBeNull()
    const shapes = textOf(better.parts, 'xl/drawings/vmlDrawing1.vml')
    expect(shapes.match(/<x:Row>/g)).toHaveLength(6)
  })

  it.skipIf(OFFICE === undefined)(
    'opens in LibreOffice with marks on exactly the faulty cells and all else as it was (skipped where it is not installed)',
    async () => {
      const { target } = await mark(ORIGINAL, 'office.xlsx')
      const marked = await officeCells(target, folder)
      const original = await officeCells(ORIGINAL, folder)
      const odd = new Set<string>()
      for (const key of new Set([...original.keys(), ...marked.keys()])) {
        const [before, after] = [original.get(key), marked.get(key)]
        if (JSON.stringify(before) !== JSON.stringify(after)) odd.add(key.replace('Hồ sơ!', ''))
        if (!before) continue
        expect({ ...after, ground: '', note: '' }, key).toEqual({ ...before, ground: '', note: '' })
      }
      expect([...odd].sort()).toEqual(FAULTY)
      for (const ref of FAULTY) {
        expect(marked.get(`Hồ sơ!${ref}`)?.ground).toMatch(/^#ffc8c[23]$/)
        expect(marked.get(`Hồ sơ!${ref}`)?.note).toContain('Lỗi: ')
      }
    },
    120_000,
  )

  it.skipIf(OFFICE === undefined)(
    'gives a cell back the colour that it had, once it is right (skipped where LibreOffice is not installed)',
    async () => {
      const { target } = await mark(ORIGINAL, 'coloured.xlsx')
      const parts = unzipSync(await readFile(target))
      const strings = textOf(parts, 'xl/sharedStrings.xml').replace('Xã Không Có Thật', 'UBND xã Vĩnh Tường')
      const corrected = join(folder, 'green.xlsx')
      await writeFile(corrected, zipSync({ ...parts, 'xl/sharedStrings.xml': strToU8(strings) }))
      const better = await mark(corrected, 'green-again.xlsx')
      const cells = await officeCells(better.target, folder)
      expect(cells.get('Hồ sơ!D5')).toMatchObject({ ground: '#e2f0d9', note: 'Hỏi lại bộ phận một cửa' })
      expect(cells.get('Hồ sơ!D8')).toMatchObject({ ground: '', note: '' })
    },
    120_000,
  )

  it('marks a file that was a text as a workbook with the same cells', async () => {
    const csv = join(folder, 'ho-so.csv')
    const lines = [
      'Mã hồ sơ;Đơn vị tiếp nhận;Ngày tiếp nhận;Trạng thái;Ghi chú',
      '000.21.45.H13-261102-0001;Phường Vị Thanh;02/11/2026;4;=HYPERLINK(A1)',
      '000.21.45.H13-261102-0002;Phường Không Có;32/11/2026;4;0012',
      '000.21.45.H13-261102-0003;;02/11/2026;4;"hai\r\ndòng _x0041_ <&>"',
    ]
    await writeFile(csv, lines.join('\r\n'))
    const { target, cells, parts } = await mark(csv, 'csv.xlsx')
    const written = await readWhole(target)
    const read = await readWhole(csv)
    expect(written.sheets[0]?.name).toBe('Dữ liệu')
    expect(written.sheets[0]?.rows.map(({ rowNo, cells }) => [rowNo, cells.map((cell) => cell ?? '')])).toEqual(
      read.sheets[0]?.rows.map(({ rowNo, cells }) => [rowNo, cells]),
    )
    const sheet = textOf(parts, 'xl/worksheets/sheet1.xml')
    expect(sheet).not.toContain('<f>')
    expect(refs(textOf(parts, 'xl/comments1.xml'))).toEqual(['B4', 'C3'])
    // The unit of a row without a day is not looked for.
    expect(cells).toBe(2)
    expect(textOf(parts, 'xl/styles.xml')).toContain(RED)
    const again = await mark(target, 'csv-again.xlsx')
    expect(refs(textOf(again.parts, 'xl/comments1.xml'))).toEqual(['B4', 'C3'])
  })

  it.skipIf(OFFICE === undefined)(
    'opens such a workbook in LibreOffice too (skipped where it is not installed)',
    async () => {
      const csv = join(folder, 'mo.csv')
      await writeFile(csv, 'Mã hồ sơ;Đơn vị tiếp nhận;Ngày tiếp nhận\nH13-1;Phường Không Có;02/11/2026\n')
      const { target } = await mark(csv, 'mo.xlsx')
      const cells = await officeCells(target, folder)
      expect(cells.get('Dữ liệu!B2')).toMatchObject({
        ground: '#ffc8c3',
        note: expect.stringContaining('[unit.unknown]'),
      })
      expect(cells.get('Dữ liệu!C2')).toMatchObject({ ground: '', note: '', content: 'string 02/11/2026' })
    },
    120_000,
  )
})

it('tells cells of a flat document apart by ground and note, so that a mark too many would be seen', () => {
  const cell = (style: string, text: string) =>
    `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
  const cells = cellsOf(
    `<d xmlns:style="s" xmlns:fo="f" xmlns:table="t" xmlns:office="o" xmlns:text="x"><style:style style:name="a" style:family="table-cell"><style:p fo:background-color="#ffc8c3"/></style:style><table:table table:name="T"><table:table-row>${cell('a', 'một')}${cell('b', 'hai')}</table:table-row></table:table></d>`,
  )
  expect(cells.get('T!A1')?.ground).toBe('#ffc8c3')
  expect(cells.get('T!B1')).toMatchObject({ ground: '', content: 'string hai' })
})
