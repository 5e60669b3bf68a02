import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BOM } from '../../shared/csv.ts'
import { settingOf } from '../limits.ts'
import { dossierFile, FOUR, NOVEMBER, type Opened, open } from './opened.ts'
import { type SignedIn, signedIn } from './people.ts'

const FIGURES = '/api/v1/exports/figures'
const ROWS = '/api/v1/exports/rows'
const COMMUNE = 'area:31459'

let opened: Opened
let analyst: SignedIn
const linesOf = (text: string) => text.replace(BOM, '').split('\r\n')
const exported = async (action: string) =>
  (await opened.call('GET', `/api/v1/audit?action=${action}`)).body.lines as { actor: string; detail: unknown }[]

beforeAll(async () => {
  opened = await open({ [settingOf('exportRows')]: '3000' })
  const query = `dataset=dossiers&feed=mot-cua&unit=${COMMUNE}`
  expect((await opened.commit(await opened.deliver(query, 'thang-11.csv', FOUR))).status).toBe(200)
  analyst = await signedIn(opened, { user: 'phan.tich', role: 'analyst' })
})
afterAll(() => opened.close())

describe('figures as a file', () => {
  it('stand under what they are about, in Vietnamese as its spreadsheets open it', async () => {
    const { status, type, headers, body } = await analyst.call('POST', FIGURES, { ...NOVEMBER, by: ['field'] })
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[a-z0-9-]+_xa-vinh-tuong_2026-11-01_2026-11-30\.csv"; filename\*=UTF-8''[\w%.-]+\.csv$/,
    )
    const lines = linesOf(body)
    expect(lines).toContain('Đơn vị;Xã Vĩnh Tường')
    expect(lines).toContain('Kỳ;01/11/2026 đến 30/11/2026')
    expect(lines.some((line) => /^Tính tại;phiên số liệu \d+, lúc 22\/11\/2026 09:00$/.test(line))).toBe(true)
    // Received 4; on time (1 early + 1 on its day) of 3 with a result and a due date; open 1, overdue 1: FOUR.
    expect(lines.find((line) => line.startsWith('Hộ tịch;'))).toMatch(/^Hộ tịch;Hộ tịch;4;theo hồ sơ;0,666\d+;2;3;/)
    expect(lines.find((line) => line.startsWith(';Toàn bộ;'))).toMatch(/^;Toàn bộ;4;theo hồ sơ;0,666\d+;2;3;/)
  })

  it('take commas and points where English is asked for', async () => {
    const { body } = await analyst.call('POST', FIGURES, NOVEMBER, { 'accept-language': 'en' })
    expect(linesOf(body).some((line) => /^4,from dossiers,0\.666\d+,2,3,/.test(line))).toBe(true)
  })

  it('are written down before they leave: who, what, of when, how many', async () => {
    const before = (await exported('figures.exported')).length
    await analyst.call('POST', FIGURES, { ...NOVEMBER, by: ['field'] })
    const [line, ...others] = await exported('figures.exported')
    expect(others).toHaveLength(before)
    expect(line).toMatchObject({
      actor: 'phan.tich',
      detail: { measures: NOVEMBER.measures, from: '2026-11-01', to: '2026-11-30', rows: 1 },
    })
  })

  it('leave no line where the question was refused', async () => {
    const before = (await exported('figures.exported')).length
    expect((await analyst.call('POST', FIGURES, { ...NOVEMBER, measures: ['dossiers.no'] })).status).toBe(400)
    expect(await exported('figures.exported')).toHaveLength(before)
  })
})

describe('rows as a file', () => {
  const asked = { ...NOVEMBER, measures: ['dossiers.received'], measure: 'dossiers.received' }

  it('end with their number, and hold no dossier code', async () => {
    const { status, body } = await analyst.call('POST', ROWS, asked)
    expect(status).toBe(200)
    const lines = linesOf(body)
    expect(lines.at(-2)).toBe('Số dòng;4')
    expect(lines.filter((line) => line.includes('Đăng ký khai sinh'))).toHaveLength(4)
    expect(body).not.toMatch(/H13-2611/)
    expect(body).not.toContain('Nguyễn Văn Mẫu')
  })

  it('are written down', async () => {
    await analyst.call('POST', ROWS, asked)
    expect((await exported('rows.exported'))[0]).toMatchObject({
      actor: 'phan.tich',
      detail: { measures: ['dossiers.received'], rows: 4 },
    })
  })

  it('are for analysts and officers', async () => {
    const leader = await signedIn(opened, { user: 'lanh.dao', role: 'leader' })
    expect((await leader.call('POST', ROWS, asked)).status).toBe(403)
    expect((await opened.call('POST', ROWS, asked)).status).toBe(403)
    expect((await leader.call('POST', FIGURES, NOVEMBER)).status).toBe(200)
  })

  it('stay inside the units of the one who asks', async () => {
    const other = await signedIn(opened, { user: 'xa.khac', role: 'officer', unit: 'area:31321' })
    const { status, body } = await other.call('POST', ROWS, asked)
    expect(status === 200 ? linesOf(body).at(-2) : 'refused').toMatch(/^(?:Số dòng;0|refused)$/)
  })

  it('[T3] let no spreadsheet calculate what stood in a file', async () => {
    const evil = dossierFile('000.21.45.H13-261105-0005;05/11/2026 08:00;06/11/2026;;4').replace(
      'Đăng ký khai sinh',
      '"=HYPERLINK(""http://evil"";""x"")"',
    )
    const batch = await opened.deliver(`dataset=dossiers&feed=mot-cua&unit=${COMMUNE}`, 'la.csv', evil)
    expect((await opened.commit(batch)).status).toBe(200)
    const { body } = await analyst.call('POST', ROWS, asked)
    const cells = linesOf(body).flatMap((line) => line.split(';'))
    expect(cells.some((cell) => cell.includes("'=HYPERLINK"))).toBe(true)
    expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([])
  })

  const october = { ...asked, period: { name: '2026-10' } }

  it('come page after page where they are more than one, none twice', async () => {
    const many = dossierFile(
      ...Array.from({ length: 2_300 }, (_, n) => {
        const serial = String(n).padStart(4, '0')
        return `000.21.45.H13-261006-${serial};06/10/2026 08:00;30/10/2026;;4`
      }),
    )
    const batch = await opened.deliver(`dataset=dossiers&feed=mot-cua&unit=${COMMUNE}`, 'thang-10.csv', many)
    expect((await opened.commit(batch)).status).toBe(200)
    const { body } = await analyst.call('POST', ROWS, october)
    const lines = linesOf(body)
    expect(lines.at(-2)).toBe('Số dòng;2300')
    const numbers = lines.filter((line) => line.includes('thang-10.csv')).map((line) => line.split(';').at(-1))
    expect(new Set(numbers).size).toBe(2_300)
  })

  it('[A64] are refused where they are more than a file may hold, and nothing is written down', async () => {
    const many = dossierFile(
      ...Array.from({ length: 701 }, (_, n) => {
        const serial = String(n).padStart(4, '0')
        return `000.21.45.H13-261007-${serial};07/10/2026 08:00;30/10/2026;;4`
      }),
    )
    const batch = await opened.deliver(`dataset=dossiers&feed=mot-cua&unit=${COMMUNE}`, 'them.csv', many)
    expect((await opened.commit(batch)).status).toBe(200)
    const before = (await exported('rows.exported')).length
    const { status, body } = await analyst.call('POST', ROWS, october)
    expect([status, body.code, body.at]).toEqual([413, 'IOC_EXPORT_TOO_LARGE', { limit: 3_000 }])
    expect(await exported('rows.exported')).toHaveLength(before)
  })
})
