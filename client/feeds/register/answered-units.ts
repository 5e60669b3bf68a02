import { findDataset } from '../../../shared/datasets/list.ts'
import type { FeedMemory } from '../../../shared/feed-memory.ts'
import { ApiProblem } from '../../api/fetch.ts'
import { readUnit } from '../../api/units.ts'

/** So many names are asked for; what is beyond is shown by its id. */
const MOST = 30

/** Names of the units that values were said to mean, by id; a unit that is no more keeps its id. */
export async function nameAnswered(dataset: string, kinds: FeedMemory['kinds']): Promise<Map<string, string>> {
  const unitColumns = (findDataset(dataset)?.columns ?? [])
    .filter(({ kind }) => kind === 'unit')
    .map(({ name }) => name)
  const ids = kinds.flatMap(({ answers }) =>
    Object.entries(answers)
      .filter(([id, answer]) => answer !== '' && unitColumns.some((name) => id.startsWith(`value:${name}:`)))
      .map(([, answer]) => answer),
  )
  const named = [...new Set(ids)].slice(0, MOST).map(async (id) => [id, await nameOf(id)] as const)
  return new Map(await Promise.all(named))
}

async function nameOf(id: string): Promise<string> {
  try {
    return (await readUnit(id)).name
  } catch (error) {
    if (error instanceof ApiProblem) return id
    throw error
  }
}
