import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StagedRow } from '../ledger/ledger.ts'
import { openIntake } from './open-intake.ts'
import type { ReadLimits } from './read/limits.ts'
import { requestFor } from './test-city.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-child-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function csv(count: number): string {
  const lines = ['Mã hồ sơ;Đơn vị tiếp nhận;Ngày tiếp nhận;Trạng thái']
  for (let n = 0; n < count; n += 1)
    lines.push(`H13.1-251015-${String(n).padStart(7, '0')};Phường Vị Thanh;15/10/2025;Đang xử lý`)
  return lines.join('\n')
}

it('reads a file in a child process and hands rows on in order while the store is slow', async () => {
  const intake = openIntake({ dataDir: folder })
  const sealed = await intake.seal(Readable.from([csv(5000)]), 'ho-so.csv')
  const rows: StagedRow[] = []
  let working = 0
  const verdict = await intake.check(sealed, requestFor('dossiers'), async (_dataset, part) => {
    working += 1
    expect(working).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 5))
    rows.push(...part)
    working -= 1
  })
  expect(verdict).toMatchObject({ state: 'ready', read: 5000, accepted: 5000 })
  expect(rows.map(({ rowNo }) => rowNo)).toEqual(Array.from({ length: 5000 }, (_, n) => n + 2))
  await intake.drop(sealed.sha256)
})

it('gives a verdict when the child runs out of memory, and the server lives', async () => {
  const intake = openIntake({ dataDir: folder, limits: { heapMegabytes: 12 } })
  const sealed = await intake.seal(Readable.from([csv(200_000)]), 'to.csv')
  const verdict = await intake.check(sealed, requestFor('dossiers'), async () => {})
  expect(verdict).toMatchObject({ state: 'refused', problem: { code: 'IOC_FILE_UNREADABLE', status: 422 } })
})

it.each([
  ['columns', 'IOC_TOO_MANY_COLUMNS', { columns: 3 }, { columns: 4 }, { columns: 5 }],
  ['a cell', 'IOC_CELL_TOO_LONG', { cellChars: 19 }, { cellChars: 20 }, { cellChars: 21 }],
] satisfies [string, string, ...Partial<ReadLimits>[]][])(
  'the child is told the limits in force: %s at one less, at it, and at one more',
  async (_what, code, less, equal, more) => {
    const content = `${csv(3)}\n`
    const verdicts = []
    for (const reading of [less, equal, more]) {
      const intake = openIntake({ dataDir: folder, reading })
      const sealed = await intake.seal(Readable.from([content]), 'it.csv')
      verdicts.push(await intake.check(sealed, requestFor('dossiers'), async () => {}))
    }
    expect(verdicts[0]).toMatchObject({ state: 'refused', problem: { code } })
    expect(verdicts.slice(1).map(({ problem }) => problem?.code)).toEqual([undefined, undefined])
  },
)

it('takes a file of exactly its size, and not one byte more', async () => {
  const content = csv(3)
  const size = Buffer.byteLength(content)
  const seal = (csvBytes: number) =>
    openIntake({ dataDir: folder, reading: { csvBytes } }).seal(Readable.from([content]), 'it.csv')
  for (const most of [size + 1, size]) expect((await seal(most)).size).toBe(size)
  await expect(seal(size - 1)).rejects.toMatchObject({ code: 'IOC_FILE_TOO_LARGE', statusCode: 413 })
})

it('gives up a file that takes too long', async () => {
  const intake = openIntake({ dataDir: folder, limits: { wallClockMs: 1 } })
  const sealed = await intake.seal(Readable.from([csv(1000)]), 'cham.csv')
  const verdict = await intake.check(sealed, requestFor('dossiers'), async () => {})
  expect(verdict).toMatchObject({ state: 'refused', problem: { code: 'IOC_FILE_TOO_SLOW' } })
})

it('ends the child at once when the check is abandoned, or when the store fails', async () => {
  const intake = openIntake({ dataDir: folder })
  const sealed = await intake.seal(Readable.from([csv(50_000)]), 'bo.csv')
  const stop = new AbortController()
  const abandoned = intake.check(sealed, requestFor('dossiers', { signal: stop.signal }), async () =>
    stop.abort(new Error('gone')),
  )
  await expect(abandoned).rejects.toThrow('gone')
  const failed = intake.check(sealed, requestFor('dossiers'), async () => {
    throw new Error('disk full')
  })
  await expect(failed).rejects.toThrow('disk full')
})

it('refuses a file that is no table, with its reason', async () => {
  const intake = openIntake({ dataDir: folder })
  const path = join(folder, 'x')
  await writeFile(path, '%PDF-1.7 \u0000')
  const verdict = await intake.check(
    { sha256: 'x', size: 10, name: 'x.csv', path },
    requestFor('dossiers'),
    async () => {},
  )
  expect(verdict.state).toBe('refused')
  expect(verdict.problem?.code).toMatch(/^IOC_FILE_/)
})

it('checks pushed rows under canonical names, says which fail, and takes tombstones', async () => {
  const intake = openIntake({ dataDir: folder })
  const good = {
    code: 'H13.1-251015-0001',
    receivingUnit: 'area:31321',
    receivedAt: '2025-10-15T08:30:00+07:00',
    status: '4',
  }
  const rows = [
    good,
    { ...good, code: 'H13.1-251015-0002', receivingUnit: 'Xã Không Có' },
    { code: 'H13.1-251015-0003', deleted: true },
    { ...good, code: 7 },
  ]
  const { rows: staged, rejected, verdict } = await intake.checkRows(rows, requestFor('dossiers'))
  expect(staged.map(({ key, deleted }) => [key, deleted])).toEqual([
    ['H13.1-251015-0001', false],
    ['H13.1-251015-0003', true],
    ['7', false],
  ])
  expect(rejected).toMatchObject([{ row: 2, issues: [{ rule: 'unit.unknown', rows: 1 }] }])
  expect(verdict).toMatchObject({ state: 'refused', read: 4, accepted: 3, rejected: 1 })
})
