import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toWorkbook } from '../http/workbook.ts'
import { openIntake } from '../intake/open-intake.ts'
import { requestFor } from '../intake/test-city.ts'

const ROWS = 60_000
const HEADER = ['Mã hồ sơ', 'Đơn vị giải quyết', 'Ngày tiếp nhận']
const row = (at: number) => [`H13.1-251001-${String(at).padStart(6, '0')}`, 'Phường Vị Thanh', '01/10/2025']

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toan-canh-progress-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const text = () =>
  [HEADER, ...Array.from({ length: ROWS }, (_, at) => row(at))].map((cells) => cells.join(';')).join('\r\n')
const workbook = () => {
  const rows = [HEADER, ...Array.from({ length: ROWS }, (_, at) => row(at))].map((cells) =>
    cells.map((cell) => ({ text: cell })),
  )
  return toWorkbook([{ name: 'Hồ sơ', rows, columns: [] }])
}

describe('who waits for a large file', () => {
  it.each([
    ['text', text],
    ['workbook', workbook],
  ] as const)('hears meanwhile about how many rows a %s has, and at the end how many it had', async (_, make) => {
    const intake = openIntake({ dataDir: folder })
    const sealed = await intake.seal(Readable.from([make()]), 'lon')
    const heard: { done: number; total: number | null }[] = []
    const onProgress = (done: number, total: number | null) => heard.push({ done, total })
    // A store that takes its time, so that there is something to wait for on a quick machine too.
    const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 20))
    const verdict = await intake.check(sealed, { ...requestFor('dossiers'), onProgress }, slow)
    expect(verdict.read).toBe(ROWS)
    const guesses = heard.filter(({ done, total }) => total !== null && done < ROWS)
    expect(guesses.length).toBeGreaterThan(0)
    // All rows are about as long, so that the guess is good once a tenth is read; what is read ahead makes it a little low.
    for (const { total } of guesses.filter(({ done }) => done > ROWS / 10)) {
      expect(total).toBeGreaterThan(ROWS * 0.6)
      expect(total).toBeLessThan(ROWS * 1.4)
    }
  })
})
