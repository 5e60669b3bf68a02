import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BAD_FILES } from '../../../fixtures/bad/list.ts'
import { openFile } from './open.ts'
import { UnreadableFile } from './raw.ts'
import { REFUSALS } from './refusals.ts'

const MIB = 1024 * 1024
/** What a bad file may add to the process: its own bytes, one unpacked piece and the garbage of a moment. */
const GROWTH_BYTES = 200 * MIB

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-files-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** Reads a file to its end and gives back why that was not possible. */
async function readAll(path: string): Promise<{ code: string; status: number } | null> {
  try {
    for await (const sheet of (await openFile(path)).file) for await (const _ of sheet.rows);
    return null
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { code: error.code, status: error.status }
  }
}

/** Said by the checks, which know what a header is; reading finds nothing wrong. */
const BY_CHECKS = ['IOC_FILE_NO_ROWS', 'IOC_FILE_NO_TABLE']

describe('a bad file', () => {
  it.each(BAD_FILES.map((file, at) => ({ ...file, at })))('$id $name is answered with $code', async (file) => {
    const path = join(folder, String(file.at))
    const bytes = file.make()
    await writeFile(path, bytes)
    const before = process.memoryUsage().rss
    const answer = await readAll(path)
    const byReader = file.code !== null && !BY_CHECKS.includes(file.code)
    if (byReader) expect(REFUSALS[file.code ?? '']?.status).toBe(file.status)
    expect(answer).toEqual(byReader ? { code: file.code, status: file.status } : null)
    expect(process.memoryUsage().rss - before - bytes.length).toBeLessThan(GROWTH_BYTES)
    await rm(path)
  })

  it('leaves every object as it was', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
