import { checkOpened } from '../check-file.ts'
import { createFaults } from '../faults.ts'
import type { CheckRequest, MarkedRow } from '../intake.ts'
import type { ReadLimits } from '../read/limits.ts'
import { openFile } from '../read/open.ts'
import { UnreadableFile } from '../read/raw.ts'
import { REFUSALS } from '../read/refusals.ts'
import { markWorkbook } from './mark-workbook.ts'
import { createMarks } from './marks.ts'
import { writeWorkbook } from './write-workbook.ts'

/**
 * Checks a file once more, this time for the place of every fault, and writes it back as XLSX with those cells marked.
 *
 * @param extra - faults that only the ledger could find
 * @throws UnreadableFile
 */
export async function markFile(
  path: string,
  limits: ReadLimits,
  request: CheckRequest,
  target: string,
  extra: readonly MarkedRow[],
): Promise<{ cells: number }> {
  const marks = createMarks()
  const opened = await openFile(path, limits, request)
  if (opened.asks && opened.asks.length > 0) throw new UnreadableFile('IOC_TEXT_ENCODING', 422)
  const watched = { ...opened, file: marks.watch(opened.file) }
  const verdict = await checkOpened(watched, request, async () => {}, createFaults(marks.add))
  const { problem, mapping } = verdict
  if (problem && Object.hasOwn(REFUSALS, problem.code))
    throw new UnreadableFile(problem.code, problem.status as UnreadableFile['status'])
  marks.addRows(extra, mapping)
  if (opened.kind === 'xlsx') await markWorkbook(path, limits, target, marks.sheets)
  else {
    const again = await openFile(path, limits, request)
    await writeWorkbook(again.file, target, marks.sheets, mapping)
  }
  return { cells: marks.cells() }
}
