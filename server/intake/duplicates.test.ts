import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StagedRow } from '../ledger/ledger.ts'
import { openIntake } from './open-intake.ts'
import { requestFor } from './test-city.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-duplicates-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const HEADER = 'Mã hồ sơ,Đơn vị tiếp nhận,Ngày tiếp nhận,Trạng thái,updatedAt'
const line = (code: number, status: string, updated = '') =>
  `H13.1-251015-000${code},Phường Vị Thanh,15/10/2025,${status},${updated}`

async function check(rows: string[], duplicates?: string) {
  const intake = openIntake({ dataDir: folder })
  const sealed = await intake.seal(Readable.from([[HEADER, ...rows].join('\n')]), 'hs.csv')
  const staged: StagedRow[] = []
  const answers: Record<string, string> = duplicates === undefined ? {} : { duplicates }
  const verdict = await intake.check(sealed, requestFor('dossiers', { answers }), async (_of, part) => {
    staged.push(...part)
  })
  const faults = verdict.issues.map(({ rule, rows, firstRows }) => ({ rule, rows, firstRows }))
  return { verdict, staged: staged.map(({ rowNo }) => rowNo).sort((a, b) => a - b), faults }
}

describe('two rows of one dossier with different content', () => {
  // Row 1 is the header: dossier 1 stands in rows 2, 4 and 5, dossier 2 in row 3.
  const rows = [line(1, 'Mới đăng ký'), line(2, 'Đang xử lý'), line(1, 'Đang xử lý'), line(1, 'Đã trả kết quả')]

  it('are one fault with one repair: the earlier or the later', async () => {
    const { verdict, staged } = await check(rows)
    expect(verdict).toMatchObject({ state: 'refused', accepted: 2, rejected: 2 })
    const fault = verdict.issues.find(({ rule }) => rule === 'V9')
    expect(fault).toMatchObject({ repair: { kind: 'duplicates', answer: 'duplicates', open: false } })
    expect(fault?.repair?.choices.map(({ value }) => value)).toEqual(['first', 'last'])
    expect(staged).toEqual([2, 3])
  })

  it.each([
    ['first', [2, 3], [4, 5]],
    ['last', [3, 5], [2, 4]],
  ])('keeps the %s row of each as answered, and says which are left out', async (answer, kept, left) => {
    const { verdict, staged, faults } = await check(rows, answer)
    expect(verdict).toMatchObject({ state: 'ready', read: 4, accepted: 2, rejected: 0 })
    expect(staged).toEqual(kept)
    expect(faults).toEqual([{ rule: 'V9.left', rows: 2, firstRows: left }])
  })

  it('keeps the last even where it repeats the first', async () => {
    const { staged } = await check([line(1, 'Đang xử lý'), line(1, 'Mới đăng ký'), line(1, 'Đang xử lý')], 'last')
    expect(staged).toEqual([4])
  })
})

describe('rows that say when they were updated', () => {
  const older = line(1, 'Đang xử lý', '2025-10-16T08:00:00+07:00')
  const newer = line(1, 'Đã trả kết quả', '2025-10-17T08:00:00+07:00')

  it('may be kept by that, in whatever order they stand', async () => {
    const asked = await check([newer, older])
    const fault = asked.verdict.issues.find(({ rule }) => rule === 'V9')
    expect(fault?.repair?.choices.map(({ value }) => value)).toEqual(['updated', 'first', 'last'])
    expect((await check([newer, older], 'updated')).staged).toEqual([2])
    expect((await check([older, newer], 'updated')).staged).toEqual([3])
  })

  it('stay a fault where two were updated at one moment, unless a third came after both', async () => {
    const same = line(1, 'Dừng xử lý', '2025-10-16T08:00:00+07:00')
    expect((await check([older, same], 'updated')).faults.map(({ rule }) => rule)).toEqual(['V9'])
    expect((await check([older, same, newer], 'updated')).staged).toEqual([4])
  })

  it('stay a fault where one of them does not say', async () => {
    expect((await check([older, line(1, 'Dừng xử lý'), newer], 'updated')).faults.map(({ rule }) => rule)).toEqual([
      'V9',
    ])
  })
})
