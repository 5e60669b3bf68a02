import { type FileHandle, open } from 'node:fs/promises'
import type { Question } from '../../../shared/batch.ts'
import { openBiff } from './biff.ts'
import { openHtml } from './html.ts'
import { detectContainer } from './kind.ts'
import { READ_LIMITS, type ReadLimits } from './limits.ts'
import { openOds } from './ods.ts'
import { openCsv } from './open-csv.ts'
import { openJson } from './open-json.ts'
import { type RawFile, UnreadableFile } from './raw.ts'
import { readSpreadsheetMl } from './spreadsheetml.ts'
import { positionOf } from './text-source.ts'
import { readXlsx } from './xlsx.ts'
import { findWorkbook, readWorkbook } from './xlsx-workbook.ts'
import { openZip, type Zip } from './zip.ts'

export type FileKind = 'csv' | 'xlsx' | 'xls' | 'ods' | 'html' | 'json' | 'geojson'

/** What was said of a file's bytes: now, or of earlier files of its feed. */
export interface ReadHints {
  answers: Readonly<Record<string, string>>
  remembered: readonly { fingerprint: string; answers: Readonly<Record<string, string>> }[]
}

export interface OpenedFile {
  kind: FileKind
  file: RawFile
  /** How the bytes of a text are read. */
  encoding?: string
  delimiter?: string
  /** What somebody has to say of the bytes before rows are read; `file` is then not to be read. */
  asks?: Question[]
  /** Which remembered answers were used. */
  used?: string[]
  /** Which part of the file was read so far, 0–1; absent where it is read as a whole. */
  readSoFar?: () => number
}

function checkSize(size: number, limit: number): void {
  if (size > limit) throw new UnreadableFile('IOC_FILE_TOO_LARGE', 413, { size, limit })
}

/** Containers that look like a workbook and are none that we read. */
function refuseOtherZip({ names }: Zip): void {
  if (names.some((name) => name.endsWith('vbaproject.bin'))) throw new UnreadableFile('IOC_FILE_MACROS', 415)
  const other = names.includes('xl/workbook.bin')
    ? 'XLSB'
    : names.some((name) => name.endsWith('.iwa'))
      ? 'Numbers'
      : null
  if (other) throw new UnreadableFile('IOC_FILE_NOT_XLSX', 415, { found: other })
}

async function openWorkbook(path: string, limits: ReadLimits): Promise<OpenedFile> {
  const zip = await openZip(path, limits)
  try {
    refuseOtherZip(zip)
    const ods = await openOds(zip, limits)
    if (ods !== null) return { kind: 'ods', file: ods, readSoFar: zip.readSoFar }
    const main = await findWorkbook(zip, limits)
    if (main === null) throw new UnreadableFile('IOC_FILE_NOT_WORKBOOK', 422)
    const workbook = await readWorkbook(zip, main, limits)
    return { kind: 'xlsx', file: readXlsx(zip, workbook, limits), readSoFar: zip.readSoFar }
  } catch (error) {
    zip.close()
    throw error
  }
}

const NO_HINTS: ReadHints = { answers: {}, remembered: [] }

async function openText(
  handle: FileHandle,
  size: number,
  path: string,
  limits: ReadLimits,
  hints: ReadHints,
): Promise<OpenedFile> {
  const readSoFar = () => positionOf(handle) / size
  switch (await detectContainer(handle)) {
    case 'zip':
      checkSize(size, limits.xlsxBytes)
      await handle.close()
      return openWorkbook(path, limits)
    case 'ole':
      checkSize(size, limits.xlsxBytes)
      return { kind: 'xls', file: await openBiff(handle, limits) }
    case 'xml-2003':
      checkSize(size, limits.csvBytes)
      return { kind: 'xls', file: readSpreadsheetMl(handle, limits), readSoFar }
    case 'html':
      checkSize(size, limits.csvBytes)
      return openHtml(handle, limits, hints)
    case 'json':
      checkSize(size, limits.jsonBytes)
      return openJson(handle, size, limits)
    case 'text':
      checkSize(size, limits.csvBytes)
      return { ...(await openCsv(handle, limits, hints)), readSoFar }
  }
}

/**
 * Opens a sealed file as sheets of raw rows. What it is, is decided by its content. Memory stays small whatever the file claims.
 *
 * @throws UnreadableFile at once for what can be seen in the head or the directory of a container, later from `rows` for the rest
 */
export async function openFile(
  path: string,
  limits: ReadLimits = READ_LIMITS,
  hints: ReadHints = NO_HINTS,
): Promise<OpenedFile> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    return await openText(handle, size, path, limits, hints)
  } catch (error) {
    await handle.close()
    throw error
  }
}
