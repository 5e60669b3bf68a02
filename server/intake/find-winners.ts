import { checkFile } from './check-file.ts'
import { createContest, keepPolicy, type Winners } from './duplicates.ts'
import type { CheckRequest } from './intake.ts'
import type { OpenedFile } from './read/open.ts'

/**
 * Who wins each key that several rows claim. A later row can only be known by reading to the end: the file is read once more
 * before its rows are handed on, so that memory holds keys and no rows. Undefined where nobody asked for a later row.
 */
export async function findWinners(
  open: () => Promise<OpenedFile>,
  request: CheckRequest,
): Promise<Winners | undefined> {
  const policy = keepPolicy(request.answers)
  if (policy === undefined || policy === 'first') return undefined
  const { asks = [], file } = await open()
  if (asks.length > 0) return undefined
  const contest = createContest(policy)
  const onProgress = () => request.onProgress?.(0, null)
  await checkFile(file, { ...request, onProgress, contest }, async () => {})
  return contest.winners
}
