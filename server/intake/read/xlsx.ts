import { toBudget } from './grid-rows.ts'
import type { ReadLimits } from './limits.ts'
import type { RawFile } from './raw.ts'
import { readMerges } from './xlsx-merges.ts'
import { toRawSheet } from './xlsx-sheet.ts'
import type { Workbook } from './xlsx-workbook.ts'
import type { Zip } from './zip.ts'

/** All worksheets in the workbook's order, hidden ones too. Closes the container when they are read or abandoned. */
export async function* readXlsx(zip: Zip, workbook: Workbook, limits: ReadLimits): RawFile {
  const left = toBudget(limits, workbook.sheets.length)
  try {
    for (const [index, entry] of workbook.sheets.entries()) {
      const merges = await readMerges(zip, entry, limits)
      yield toRawSheet(zip, workbook, entry, index, merges, limits, left)
    }
  } finally {
    zip.close()
  }
}
