import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toRowXml, toWorkbook } from '../../../fixtures/bad/workbook-parts.ts'
import { openFile } from './open.ts'
import { estimateRows } from './share.ts'

const ROWS = 60_000
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-share-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** How many rows were said to come, chunk by chunk, after a fifth of them; and the share at the end. */
async function estimatesOf(bytes: Buffer): Promise<{ said: (number | null)[]; last: number | undefined }> {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  const said: (number | null)[] = []
  let last: number | undefined
  for await (const sheet of (await openFile(path)).file) {
    let read = 0
    for await (const chunk of sheet.rows) {
      read += chunk.length
      if (read > ROWS / 5) said.push(estimateRows(read, sheet.share))
    }
    last = sheet.share
  }
  return { said, last }
}

const line = (n: number) => `H13.1-251015-${String(n).padStart(6, '0')};Đăng ký khai sinh;Xã Vĩnh Trạch;15/10/2025\n`

it('the rows of a text are about known long before its end', async () => {
  const { said, last } = await estimatesOf(Buffer.from(Array.from({ length: ROWS }, (_, n) => line(n)).join('')))
  expect(said.length).toBeGreaterThan(20)
  for (const rows of said) {
    expect(rows).toBeGreaterThan(ROWS * 0.8)
    expect(rows).toBeLessThan(ROWS * 1.25)
  }
  expect(last).toBe(1)
})

it('so are those of a text in UTF-16, which takes other bytes than what is read of it', async () => {
  const text = Array.from({ length: ROWS }, (_, n) => line(n)).join('')
  const { said, last } = await estimatesOf(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  for (const rows of said) expect(Math.abs((rows ?? 0) - ROWS)).toBeLessThan(ROWS * 0.25)
  expect(last).toBeCloseTo(1, 3)
})

it('and those of a workbook', async () => {
  const xml = Array.from({ length: ROWS }, (_, n) => toRowXml(n + 1, [`mã ${n}`, 'Xã Vĩnh Trạch', 'x'])).join('')
  const { said, last } = await estimatesOf(toWorkbook(xml))
  expect(said.length).toBeGreaterThan(5)
  for (const rows of said) expect(Math.abs((rows ?? 0) - ROWS)).toBeLessThan(ROWS * 0.25)
  expect(last).toBeCloseTo(1, 3)
})

it('nothing is said while nothing is known', () => {
  expect(estimateRows(0, 0.5)).toBeNull()
  expect(estimateRows(100, undefined)).toBeNull()
  expect(estimateRows(100, 0)).toBeNull()
  // 100 rows in a quarter of the bytes: 400.
  expect(estimateRows(100, 0.25)).toBe(400)
})
