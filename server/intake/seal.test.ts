import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { READ_LIMITS } from './read/limits.ts'
import { clearDrafts, dropSealed, sealFile, toLabel } from './seal.ts'

let inbox = ''

beforeEach(async () => {
  inbox = join(await mkdtemp(join(tmpdir(), 'seal-')), 'inbox')
})

afterEach(async () => {
  await rm(join(inbox, '..'), { recursive: true })
})

describe('a delivery', () => {
  it('becomes a file named by its content', async () => {
    const sealed = await sealFile(Readable.from([Buffer.from('Mã hồ '), Buffer.from('sơ\n')]), 'tháng 10.csv', inbox)
    const sha256 = createHash('sha256').update('Mã hồ sơ\n').digest('hex')
    expect(sealed).toEqual({ sha256, size: 13, name: 'tháng 10.csv', path: join(inbox, sha256) })
    expect(await readFile(sealed.path, 'utf8')).toBe('Mã hồ sơ\n')
    expect((await stat(sealed.path)).mode & 0o777).toBe(0o600)
    expect(await readdir(inbox)).toEqual([sha256])
  })

  it('may be sent twice and dropped twice', async () => {
    const first = await sealFile(Readable.from([Buffer.from('x')]), 'a.csv', inbox)
    const second = await sealFile(Readable.from([Buffer.from('x')]), 'b.csv', inbox)
    expect(second.path).toBe(first.path)
    await dropSealed(first.sha256, inbox)
    await dropSealed(first.sha256, inbox)
    expect(await readdir(inbox)).toEqual([])
  })

  it('leaves nothing when it breaks off', async () => {
    const stream = Readable.from(
      (function* () {
        yield Buffer.from('a;b\n')
        throw new Error('connection lost')
      })(),
    )
    await expect(sealFile(stream, 'a.csv', inbox)).rejects.toThrow('connection lost')
    expect(await readdir(inbox)).toEqual([])
  })

  it('is refused when it is empty', async () => {
    await expect(sealFile(Readable.from([]), 'a.csv', inbox)).rejects.toMatchObject({
      code: 'IOC_FILE_EMPTY',
      statusCode: 422,
    })
    expect(await readdir(inbox)).toEqual([])
  })

  it.each([
    ['csvBytes', 'a;b\n'],
    ['xlsxBytes', 'PK\u0003\u0004'],
    ['jsonBytes', '[{"a":1},'],
    ['geojsonBytes', '\uFEFF {"type":"FeatureCollection",'],
  ] as const)('is refused one byte beyond %s, told by its content', async (limit, start) => {
    const limits = { ...READ_LIMITS, csvBytes: 5_000, xlsxBytes: 4_000, jsonBytes: 3_000, geojsonBytes: 2_000 }
    const bytes = (size: number) => Buffer.concat([Buffer.from(start), Buffer.alloc(size, 0x20)]).subarray(0, size)
    const seal = (size: number) =>
      sealFile(Readable.from([bytes(size).subarray(0, 100), bytes(size).subarray(100)]), 'x', inbox, limits)
    await expect(seal(limits[limit] - 1)).resolves.toMatchObject({ size: limits[limit] - 1 })
    await expect(seal(limits[limit])).resolves.toMatchObject({ size: limits[limit] })
    await expect(seal(limits[limit] + 1)).rejects.toMatchObject({ code: 'IOC_FILE_TOO_LARGE', statusCode: 413 })
    expect(await readdir(inbox)).toHaveLength(2)
  })

  it('that a crash cut off is cleared away at the next start', async () => {
    const { sha256 } = await sealFile(Readable.from([Buffer.from('x')]), 'a.csv', inbox)
    await writeFile(join(inbox, 'b1d0.part'), 'half')
    await clearDrafts(inbox)
    expect(await readdir(inbox)).toEqual([sha256])
  })

  it('can be dropped only by a sha256', async () => {
    await expect(dropSealed('../../etc/passwd', inbox)).rejects.toThrow(TypeError)
  })
})

describe('the name of a file', () => {
  it.each([
    ['so-lieu.csv', 'so-lieu.csv'],
    ['Báo cáo tháng 10 (cuối).xlsx', 'Báo cáo tháng 10 (cuối).xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\x.csv', 'x.csv'],
    ['C:\\Windows\\x.csv', 'x.csv'],
    ['%2e%2e%2Fx.csv', 'x.csv'],
    ['a\u0000b\r\nc.csv', 'abc.csv'],
    ['so-lieu\u202Evsc.exe', 'so-lieuvsc.exe'],
    ['a"; filename="b.csv', 'a_; filename=_b.csv'],
    ['e\u0302.csv', 'ê.csv'],
    ['....', 'tep'],
    ['', 'tep'],
    ['\ud800', 'tep'],
    ['dài'.repeat(400), 'dài'.repeat(67).slice(0, 200)],
  ])('%j is kept as the label %j', (name, label) => {
    expect(toLabel(name)).toBe(label)
  })
})
