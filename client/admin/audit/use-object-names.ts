import type { AuditLine } from '../../../shared/audit.ts'
import { readFeeds } from '../../api/feeds.ts'
import { listKeys } from '../../api/keys.ts'
import { listPeople } from '../../api/people.ts'
import { listScreens } from '../../api/screens.ts'
import { useRead } from '../../ui/use-read.ts'

/** What an object of the audit is called by people; null where nobody knows a better name than its id. */
export function useObjectNames(isAll: boolean): (object: NonNullable<AuditLine['object']>) => string | null {
  const names = useRead(() => readNames(isAll), `names ${isAll}`)
  return ({ kind, id }) => names.value?.get(`${kind} ${id}`) ?? null
}

async function readNames(isAll: boolean): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  const lists = [
    readFeeds().then((feeds) => feeds.map(({ id, title }) => [`feed ${id}`, title] as const)),
    ...(isAll
      ? [
          listPeople().then((people) => people.map(({ id, user }) => [`person ${id}`, user] as const)),
          listKeys().then((keys) => keys.map(({ id, title }) => [`key ${id}`, title] as const)),
          listScreens().then((screens) => screens.map(({ id, title }) => [`screen ${id}`, title] as const)),
        ]
      : []),
  ]
  // A list that is refused leaves its ids as they are.
  for (const list of await Promise.allSettled(lists)) {
    if (list.status === 'fulfilled') for (const [key, name] of list.value) names.set(key, name)
  }
  return names
}
