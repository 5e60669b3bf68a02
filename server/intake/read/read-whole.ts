import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { READ_LIMITS, type ReadLimits } from './limits.ts'
import { type FileKind, openFile } from './open.ts'
import type { RawRow, RawSheet } from './raw.ts'

/** A sheet with all its rows in memory. */
export interface WholeSheet extends Omit<RawSheet, 'rows'> {
  rows: RawRow[]
}

/** Everything in a small file, for tests and small look-up files. @throws UnreadableFile */
export async function readWhole(path: string, limits?: ReadLimits): Promise<{ kind: FileKind; sheets: WholeSheet[] }> {
  const { kind, file } = await openFile(path, limits)
  const sheets: WholeSheet[] = []
  for await (const sheet of file) {
    const whole: RawRow[] = []
    for await (const some of sheet.rows) whole.push(...some)
    sheets.push({ ...sheet, rows: whole })
  }
  return { kind, sheets }
}

/** The same for bytes that are not in a file yet; limits may be narrowed. */
export async function readBytes(
  bytes: Buffer | string,
  narrowed: Partial<ReadLimits> = {},
): ReturnType<typeof readWhole> {
  const folder = await mkdtemp(join(tmpdir(), 'read-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes)
    return await readWhole(path, { ...READ_LIMITS, ...narrowed })
  } finally {
    await rm(folder, { recursive: true })
  }
}
