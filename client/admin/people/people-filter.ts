import type { PersonItem } from '../../../shared/access.ts'
import { foldAccents } from '../../../shared/units.ts'

/** Which people are looked for; empty texts look for everybody. */
export interface PeopleFilter {
  text: string
  role: string
  state: string
}

/** The people that fit, those with rights first, by name. @param unitName - how a unit is called */
export function filterPeople(
  people: readonly PersonItem[],
  { text, role, state }: PeopleFilter,
  unitName: (id: string) => string,
): PersonItem[] {
  const wanted = foldAccents(text.trim())
  return people
    .filter((person) => role === '' || person.role === role)
    .filter((person) => state === '' || person.state === state)
    .filter(({ name, user, unit }) =>
      foldAccents(`${name} ${user} ${unit === null ? '' : unitName(unit)}`).includes(wanted),
    )
    .sort((a, b) => Number(a.state === 'disabled') - Number(b.state === 'disabled') || byGivenName(a.name, b.name))
}

/** Vietnamese lists go by the given name, which stands last. */
function byGivenName(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => name.trim().split(/\s+/).reverse().join(' '))
  return (first ?? '').localeCompare(second ?? '', 'vi')
}
