import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import type { SheetWindow } from '../../shared/sheet-window.ts'
import { openDeliveredFiles } from '../delivered-files.ts'
import { dossierFile, FOUR, type Opened, open, TOKEN } from './opened.ts'
import { signedIn } from './people.ts'

const QUERY = 'dataset=dossiers&feed=can-tho-mot-cua&unit=area:92'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Row 3 has a day that does not exist; all others are in order. Column I (9) is the person's. */
const FAULTY = dossierFile(
  '000.21.45.H13-261105-0011;05/11/2026 08:00;06/11/2026;;4',
  '000.21.45.H13-261106-0012;31/02/2026 08:00;09/11/2026;;4',
  '000.21.45.H13-261107-0013;07/11/2026 08:00;09/11/2026;;4',
)

let opened: Opened
let batch: Batch
beforeAll(async () => {
  opened = await open()
  batch = await opened.deliver(QUERY, 'hồ sơ (tháng 11).csv', FAULTY)
})
afterAll(() => opened.close())

const fetchWorkbook = (id: string, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
  fetch(`${opened.url}/api/v1/batches/${id}/workbook`, { headers })
const windowOf = async (id: string, search = '') =>
  (await opened.call('GET', `/api/v1/batches/${id}/sheet${search}`)) as { status: number; body: SheetWindow }

describe('the file that goes back to its officer', () => {
  it('comes under its own name, marked, and leaves nothing on the disk', async () => {
    const answer = await fetchWorkbook(batch.id)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(TYPE)
    const disposition = answer.headers.get('content-disposition') ?? ''
    expect(disposition).toContain("filename*=UTF-8''h%E1%BB%93%20s%C6%A1%20%28th%C3%A1ng%2011%29%20-%20loi.xlsx")
    const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const notes = strFromU8(parts['xl/comments1.xml'] ?? new Uint8Array())
    expect([...notes.matchAll(/<comment ref="(\w+)"/g)].map(([, ref]) => ref)).toEqual(['F3'])
    expect(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('Nguyễn Văn Mẫu')
    expect(await readdir(join(opened.program.stages.dataDir, 'returned'))).toEqual([])
  })

  it('is written down, with what was counted and nothing of the file', async () => {
    const { body } = await opened.call('GET', '/api/v1/audit?action=batch.workbook')
    expect(body.lines[0]).toMatchObject({
      actor: 'admin-token',
      object: { kind: 'batch', id: batch.id },
      detail: { cells: 1 },
    })
    expect(JSON.stringify(body.lines)).not.toMatch(/Mẫu|H13-2611/)
  })

  it('can be corrected and delivered again: the very rows then count', async () => {
    const parts = unzipSync(new Uint8Array(await (await fetchWorkbook(batch.id)).arrayBuffer()))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const corrected = zipSync({
      ...parts,
      'xl/worksheets/sheet1.xml': strToU8(sheet.replace('31/02/2026', '28/02/2026')),
    })
    const again = await opened.deliver(QUERY, 'sửa.xlsx', Buffer.from(corrected))
    expect(again).toMatchObject({ state: 'ready', rows: { read: 3, accepted: 3, rejected: 0, new: 3 } })
    await opened.call('DELETE', `/api/v1/batches/${again.id}`)
  })

  it('is nobody else’s: not of officers elsewhere, and not of analysts', async () => {
    const elsewhere = await signedIn(opened, { user: 'an-giang', role: 'officer', unit: 'area:91' })
    const analyst = await signedIn(opened, { user: 'analyst', role: 'analyst' })
    const own = await signedIn(opened, { user: 'can-tho', role: 'officer', unit: 'area:92' })
    const path = `/api/v1/batches/${batch.id}`
    expect((await elsewhere.call('GET', `${path}/workbook`)).status).toBe(404)
    expect((await elsewhere.call('GET', `${path}/sheet`)).status).toBe(404)
    expect((await analyst.call('GET', `${path}/workbook`)).status).toBe(403)
    expect((await fetchWorkbook(batch.id, { cookie: own.cookie })).status).toBe(200)
  })

  it('is gone once its delivery is decided', async () => {
    const whole = await opened.deliver(QUERY, 'tốt.csv', FOUR)
    await opened.call('DELETE', `/api/v1/batches/${whole.id}`)
    const gone = await opened.call('GET', `/api/v1/batches/${whole.id}/workbook`)
    expect(gone).toMatchObject({ status: 409, body: { code: 'IOC_NO_BYTES' } })
    expect((await opened.call('GET', '/api/v1/batches/nirgends/workbook')).status).toBe(404)
  })

  it('leaves nothing behind when the officer does not wait for it', async () => {
    const lines = Array.from({ length: 3_000 }, (_, n) => `000.21.45.H13-261105-${n};31/02/2026;06/11/2026;;4`)
    const big = await opened.deliver(QUERY, 'to.csv', dossierFile(...lines))
    for (const afterMs of [50, 300, 900]) {
      const stop = new AbortController()
      setTimeout(() => stop.abort(), afterMs)
      const headers = { authorization: `Bearer ${TOKEN}` }
      const asked = fetch(`${opened.url}/api/v1/batches/${big.id}/workbook`, { headers, signal: stop.signal })
      await asked.then((answer) => answer.arrayBuffer()).catch(() => {})
    }
    await expect.poll(() => readdir(join(opened.program.stages.dataDir, 'returned')), { timeout: 20_000 }).toEqual([])
    expect((await fetchWorkbook(big.id)).status).toBe(200)
    await opened.call('DELETE', `/api/v1/batches/${big.id}`)
  }, 60_000)
})

describe('looking into the file', () => {
  it('shows rows with their faults in place, personal columns hidden, codes only to officers', async () => {
    const { status, body } = await windowOf(batch.id)
    expect(status).toBe(200)
    expect(body.sheets).toEqual([{ index: 0, name: '' }])
    const person = body.columns.findIndex(({ header }) => header === 'Chủ hồ sơ')
    expect(body.columns[person]).toMatchObject({ column: null, hidden: true })
    expect(body.rows.map(({ rowNo }) => rowNo)).toEqual([1, 2, 3, 4])
    expect(body.next).toBeNull()
    const [, second, third] = body.rows
    expect(third?.faults).toMatchObject([{ at: 5, rule: 'date.unreal', severity: 'error' }])
    expect(third?.cells[5]).toBe('31/02/2026 08:00')
    expect(second?.cells[person]).toBeNull()
    expect(second?.cells[0]).toBe('•••')
    expect(JSON.stringify(body)).not.toMatch(/Nguyễn Văn Mẫu|H13-2611/)
    const own = await signedIn(opened, { user: 'can-tho', role: 'officer', unit: 'area:92' })
    const seen = (await own.call('GET', `/api/v1/batches/${batch.id}/sheet`)).body as SheetWindow
    expect(seen.rows[1]?.cells[0]).toBe('000.21.45.H13-261105-0011')
    expect(JSON.stringify(seen)).not.toContain('Nguyễn Văn Mẫu')
  })

  it('goes on where it ended, and goes through the faulty rows alone', async () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, n) =>
        `000.21.45.H13-261105-${String(n).padStart(5, '0')};${n % 1_000 === 999 ? '31/02/2026' : '05/11/2026'};06/11/2026;;4`,
    )
    const big = await opened.deliver(QUERY, 'to.csv', dossierFile(...lines))
    const first = (await windowOf(big.id, '?from=14&rows=2')).body
    expect(first.rows.map(({ rowNo }) => rowNo)).toEqual([14, 15])
    expect(first.next).toBe(16)
    const faulty = (await windowOf(big.id, '?faulty=1&rows=3')).body
    // The 1,000th, 2,000th … line stands one lower, under the header.
    expect(faulty.rows.map(({ rowNo, faults }) => [rowNo, faults[0]?.rule])).toEqual(
      [1_001, 2_001, 3_001].map((rowNo) => [rowNo, 'date.unreal']),
    )
    expect(faulty.next).toBe(4_001)
    const last = (await windowOf(big.id, `?faulty=1&rows=3&from=${faulty.next}`)).body
    expect(last.rows.map(({ rowNo }) => rowNo)).toEqual([4_001, 5_001])
    expect(last.next).toBeNull()
    await opened.call('DELETE', `/api/v1/batches/${big.id}`)
  }, 60_000)

  it('refuses what it does not know', async () => {
    expect((await windowOf(batch.id, '?rows=101')).status).toBe(400)
    expect((await windowOf(batch.id, '?from=0')).status).toBe(400)
    expect((await windowOf(batch.id, '?sheet=7')).body.rows).toEqual([])
  })
})

it('removes at the start what a crash left of workbooks', async () => {
  const folder = join(opened.program.stages.dataDir, 'returned')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'left.xlsx'), 'half')
  await openDeliveredFiles(opened.program.stages)
  await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' })
})
