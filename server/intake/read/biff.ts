import type { FileHandle } from 'node:fs/promises'
import { readBiffRows, readBiffShape } from './biff-sheet.ts'
import { type BiffWorkbook, readBiffWorkbook, WORKBOOK_STREAM } from './biff-workbook.ts'
import { toBudget } from './grid-rows.ts'
import type { ReadLimits } from './limits.ts'
import { type Ole, openOle } from './ole.ts'
import { type RawFile, UnreadableFile } from './raw.ts'
import { checkSheets } from './xlsx-workbook.ts'

/** Storages that hold Visual Basic. Nothing here would run them; they are refused like those of `.xlsm`, so that one rule holds. */
const MACROS = ['_VBA_PROJECT_CUR', '_VBA_PROJECT', 'VBA']

async function* readSheets(handle: FileHandle, ole: Ole, workbook: BiffWorkbook, limits: ReadLimits): RawFile {
  const left = toBudget(limits, workbook.sheets.length)
  try {
    for (const [index, entry] of workbook.sheets.entries()) {
      const shape = await readBiffShape(ole, entry, limits)
      let hiddenRows = 0
      yield {
        name: entry.name,
        index,
        hidden: entry.hidden,
        merges: shape.merges,
        hiddenColumns: shape.hiddenColumns,
        get hiddenRows() {
          return hiddenRows
        },
        rows: readBiffRows(ole, workbook, entry, shape, limits, left, () => {
          hiddenRows += 1
        }),
      }
    }
  } finally {
    await handle.close()
  }
}

/**
 * Opens an OLE container as a workbook of Excel 97–2003 (BIFF8). Closes the file when its sheets are read or abandoned.
 *
 * @throws UnreadableFile for workbooks under a password, with macros, or of Excel 5.0/95, and for containers of anything else
 */
export async function openBiff(handle: FileHandle, limits: ReadLimits): Promise<RawFile> {
  const ole = await openOle(handle)
  if (ole.has('ENCRYPTEDPACKAGE')) throw new UnreadableFile('IOC_FILE_ENCRYPTED', 422)
  if (!ole.isStream(WORKBOOK_STREAM)) {
    if (ole.has('BOOK')) throw new UnreadableFile('IOC_FILE_OLD_EXCEL', 415, { found: 'Excel 5.0/95' })
    throw new UnreadableFile('IOC_FILE_BINARY', 415, { found: 'OLE' })
  }
  if (MACROS.some((name) => ole.has(name))) throw new UnreadableFile('IOC_FILE_MACROS', 415)
  const workbook = await readBiffWorkbook(ole, limits)
  checkSheets(workbook.sheets, limits)
  return readSheets(handle, ole, workbook, limits)
}
