import type { KeyItem } from '../../../shared/access.ts'

/**
 * A command that tries a key out. The key itself is never part of it: commands are kept in histories and shown to others.
 *
 * @param origin - `https://host` of this installation
 * @param dataset - of the key's feed, null where it may not push
 */
export function exampleOf({ rights, feed }: Pick<KeyItem, 'rights' | 'feed'>, origin: string, dataset: string | null) {
  const isPush = rights.includes('push') && feed !== null && dataset !== null
  const path = isPush ? `/api/v1/push/${dataset}` : '/api/v1/figures'
  const body = isPush
    ? `{"feed": "${feed}", "rows": [ … ]}`
    : '{"measures": ["dossiers.onTimeRate"], "period": {"last": {"months": 1}}}'
  return [
    `curl ${origin}${path} \\`,
    '  -H "Authorization: Bearer $IOC_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${body}'`,
  ].join('\n')
}
