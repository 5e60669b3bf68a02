import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckRequest } from '../intake.ts'
import { openFile } from '../read/open.ts'
import type { RawRow, RawSheet } from '../read/raw.ts'
import { type Checked, checkSheets, requestFor } from '../test-city.ts'

/** From the bytes of a text file to rows, in the small country of the tests. */
export async function takeText(text: string, dataset: string, over: Partial<CheckRequest> = {}): Promise<Checked> {
  const folder = await mkdtemp(join(tmpdir(), 'ioc-vendors-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, text)
    const { file } = await openFile(path)
    const sheets: RawSheet[] = []
    for await (const { rows, ...sheet } of file) {
      const chunks: RawRow[][] = []
      for await (const chunk of rows) chunks.push(chunk)
      sheets.push({ ...sheet, rows: streamOf(chunks) })
    }
    return await checkSheets(sheets, requestFor(dataset, over))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* streamOf(chunks: RawRow[][]) {
  yield* chunks
}

/** Which profile read each sheet. */
export function profileOf({ verdict }: Checked): (string | null)[] {
  return verdict.mapping.map(({ profile }) => profile)
}

/** Staged rows under canonical names. */
export function rowsOf({ staged }: Checked): Checked['staged'][number]['row'][] {
  return staged.map(({ row }) => row)
}
