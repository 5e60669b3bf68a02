import { formatMoment } from '../../format/moment.ts'
import type { useWords } from '../../i18n/provider.tsx'
import { roleTitle } from '../../ui/role-title.ts'

type Say = ReturnType<typeof useWords>

const NAMES = [
  'accepted',
  'after',
  'before',
  'by',
  'cause',
  'changed',
  'closed',
  'codes',
  'dataset',
  'disabled',
  'endsAt',
  'feed',
  'file',
  'how',
  'keys',
  'lines',
  'name',
  'new',
  'owner',
  'prefix',
  'public',
  'ranges',
  'read',
  'rejected',
  'rights',
  'role',
  'rows',
  'rule',
  'seq',
  'size',
  'stale',
  'title',
  'unchanged',
  'unit',
  'until',
  'user',
] as const
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** The name of a detail as people say it; a part that nobody named stays as it is. */
export function detailName(path: string, words: Say): string {
  const said = path.split('.').map((part) => {
    const known = NAMES.find((name) => name === part)
    return known ? words(`adminAudit.details.${known}`) : part
  })
  return said.join(' · ')
}

/** The value of a detail as text. @param unitName - how a unit is called */
export function detailText(name: string, value: unknown, words: Say, unitName: (id: string) => string): string {
  if (value === null || value === undefined || value === '') return words('adminAudit.nothing')
  if (typeof value === 'boolean') return words(value ? 'adminAudit.yes' : 'adminAudit.no')
  if (Array.isArray(value)) return value.length === 0 ? words('adminAudit.nothing') : value.map(String).join(', ')
  if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (name === 'role') return roleTitle(value, words)
  if (name === 'unit') return unitName(value)
  return INSTANT.test(value) ? formatMoment(value) : value
}
