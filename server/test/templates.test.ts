import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBytes } from '../intake/read/read-whole.ts'
import { type Opened, open, TOKEN } from './opened.ts'
import { signedIn } from './people.ts'

/** Xã Vĩnh Tường and Xã Vị Thủy of Cần Thơ. */
const COMMUNE = 'area:31459'

let opened: Opened
let cookie: string
beforeAll(async () => {
  opened = await open({ IOC_UNIT: 'area:92' })
  cookie = (await signedIn(opened, { user: 'can.bo', role: 'officer', unit: COMMUNE })).cookie
})
afterAll(() => opened.close())

async function template(path: string, headers: Record<string, string>) {
  const answer = await fetch(`${opened.url}/api/v1/datasets/${path}`, { headers })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const operator = { authorization: `Bearer ${TOKEN}` }

describe('the workbook to fill in', () => {
  it('has a line of the officer’s own unit and period, which need only their figures to be a good report', async () => {
    const { bytes, headers } = await template('dossier-reports/template.xlsx?period=2026-10', { cookie })
    expect(headers.get('content-disposition')).toBe('attachment; filename="mau-dossier-reports-2026-10.xlsx"')
    const sheets = (await readBytes(bytes)).sheets
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Báo cáo giải quyết hồ sơ', false],
      ['Hướng dẫn', false],
      ['Danh mục', true],
    ])
    const [head, ...lines] = sheets[0]?.rows ?? []
    expect(lines.map(({ cells }) => cells.filter((cell) => cell !== null && cell !== ''))).toEqual([
      ['Xã Vĩnh Tường', '01/10/2026', '31/10/2026'],
    ])
    const filled = lines.map(({ cells }) =>
      (head?.cells ?? []).map((title, at) => (String(title).endsWith('Tổng số') && at < 9 ? '12' : (cells[at] ?? ''))),
    )
    const csv = [head?.cells ?? [], ...filled].map((row) => row.join(';')).join('\r\n')
    const batch = await opened.deliver(`dataset=dossier-reports&feed=mau&unit=${COMMUNE}`, 'mau.csv', csv)
    expect(batch).toMatchObject({ state: 'ready', rows: { read: 1, rejected: 0 } })
  })

  it('lists every unit below a province, and offers the words of closed lists', async () => {
    const { bytes } = await template('dossiers/template.xlsx', operator)
    const lists = (await readBytes(bytes)).sheets.find(({ name }) => name === 'Danh mục')?.rows ?? []
    const column = (title: string) => {
      const at = lists[0]?.cells.indexOf(title) ?? -1
      return lists.slice(1).flatMap(({ cells }) => (cells[at] ? [cells[at]] : []))
    }
    expect(column('Hình thức nộp')).toEqual(['Trực tiếp', 'Trực tuyến', 'Bưu chính công ích', 'Ki-ốt'])
    // Cần Thơ has 103 communes since 1 July 2025 (Resolution 1668/NQ-UBTVQH15), and stands above them.
    expect(column('Đơn vị tiếp nhận').length).toBeGreaterThanOrEqual(104)
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toMatch(/<dataValidation type="list"[^>]*sqref="E2:E5001"><formula1>'Danh mục'!\$[A-Z]\$2/)
    expect(sheet).not.toContain('<f>')
  })

  it('read back without a line filled in says that it has no rows', async () => {
    const { bytes } = await template('dossiers/template.xlsx', operator)
    const batch = await opened.deliver(`dataset=dossiers&feed=trong&unit=${COMMUNE}`, 'mau.xlsx', bytes)
    expect(batch.problem?.code).toBe('IOC_FILE_NO_ROWS')
    expect(batch.mapping.filter(({ skipped }) => skipped === undefined)).toHaveLength(1)
  })

  it('is not made for a unit that the officer does not see, nor for one that is none', async () => {
    expect((await template('surveys/template.xlsx?unit=area:92', { cookie })).status).toBe(403)
    expect((await template('surveys/template.xlsx?unit=area:99999', operator)).status).toBe(400)
  })
})
