import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { type KeptHead, openAuditHeads } from './audit-heads.ts'
import { createSetClock } from './clock.ts'
import type { AuditHead } from './ledger/ledger.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'toan-canh-heads-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

function openTrial(head: AuditHead | null) {
  const clock = createSetClock(new Date('2026-11-22T02:00:00Z'))
  const told: KeptHead[] = []
  const now = { head }
  const heads = openAuditHeads({
    audit: { head: async () => now.head },
    clock,
    dataDir,
    log: (kept) => told.push(kept),
    onError: (error) => {
      throw error
    },
  })
  return { heads, clock, told, now }
}

const line = (id: number): AuditHead => ({ id, at: '2026-11-22T02:00:00.000Z', hash: `h${id}` })

it('keeps each head once, with its local day, in the file and in the log', async () => {
  const { heads, clock, told, now } = openTrial(line(3))
  await heads.keep()
  await heads.keep()
  now.head = line(5)
  clock.set(new Date('2026-11-22T17:30:00Z'))
  await heads.close()
  const kept = [
    { day: '2026-11-22', id: 3, hash: 'h3' },
    { day: '2026-11-23', id: 5, hash: 'h5' },
  ]
  expect(await heads.read()).toEqual(kept)
  expect(told).toEqual(kept)
})

it('keeps one on a new day by itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { heads, told } = openTrial(line(3))
  vi.advanceTimersByTime(600_000)
  await vi.waitFor(() => expect(told).toHaveLength(1))
  vi.advanceTimersByTime(600_000)
  await heads.close()
  expect(told).toHaveLength(1)
})

it('has nothing to keep before the first line', async () => {
  const { heads } = openTrial(null)
  await heads.close()
  expect(await heads.read()).toEqual([])
})

it('reads past a line that a crash cut short, and writes behind it', async () => {
  const { heads, now } = openTrial(line(1))
  await heads.keep()
  await appendFile(join(dataDir, 'audit-heads.ndjson'), '{"day":"2026-11-22","id":2,"ha')
  now.head = line(4)
  await heads.close()
  expect((await heads.read()).map(({ id }) => id)).toEqual([1, 4])
  expect(await readFile(join(dataDir, 'audit-heads.ndjson'), 'utf8')).toContain('"id":2')
})
