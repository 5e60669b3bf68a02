import type { Row } from '../../shared/datasets/dataset.ts'
import { addDays, type Day } from '../../shared/period.ts'
import type { Random } from './random.ts'

/** District d with communes a and b until 30 June 2025; then a and b stand under the province; c is new; e is a department. */
export const TREE: readonly Row[] = [
  { unit: 'p', tree: 'main', level: 'province', name: 'P' },
  { unit: 'd', tree: 'main', level: 'district', name: 'D', parent: 'p', to: '2025-06-30' },
  { unit: 'a', tree: 'main', level: 'commune', name: 'A', parent: 'd', to: '2025-06-30' },
  { unit: 'a', tree: 'main', level: 'commune', name: 'A', parent: 'p', from: '2025-07-01' },
  { unit: 'b', tree: 'main', level: 'commune', name: 'B', parent: 'd', to: '2025-06-30' },
  { unit: 'b', tree: 'main', level: 'commune', name: 'B', parent: 'p', from: '2025-07-01' },
  { unit: 'old', tree: 'main', level: 'commune', name: 'Old', parent: 'd', to: '2025-06-30' },
  { unit: 'c', tree: 'main', level: 'commune', name: 'C', parent: 'p', from: '2025-07-01' },
  { unit: 'e', tree: 'main', level: 'department', name: 'E', parent: 'p' },
  { unit: 'elsewhere', tree: 'main', level: 'province', name: 'Q' },
]
export const COMMUNES = ['a', 'b', 'old', 'c']

/** The child of p under which a unit stands on a day, as the table above says in words. */
export function childOf(unit: string, day: Day): string {
  if (unit === 'old') return 'd'
  if (unit === 'a' || unit === 'b') return day <= '2025-06-30' ? 'd' : unit
  return unit
}

/** A dossier as some system might write it, faults and all. */
export function randomDossier(code: number, random: Random): Row {
  const received = addDays('2025-05-01', random.below(150))
  const at = (day: Day) => `${day}T${String(7 + random.below(10)).padStart(2, '0')}:30:00+07:00`
  const finished = random.chance(0.6) ? addDays(received, random.below(40)) : null
  const row: Row = {
    code: `H${code}`,
    receivingUnit: random.pick(['a', 'b', 'old', 'c', 'e', 'p', 'elsewhere']),
    resolvingUnit: random.chance(0.3) ? random.pick(['a', 'c', 'e']) : null,
    receivedAt: at(received),
    dueAt: random.chance(0.9) ? at(addDays(received, random.below(25))) : null,
    firstDueAt: random.chance(0.15) ? at(addDays(received, random.below(25))) : null,
    finishedAt: finished && at(finished),
    field: random.pick(['Đất đai', 'Hộ tịch', null]),
    channel: random.pick(['online', 'direct', 'post', 'kiosk', null]),
    digitised: random.pick([true, false, null]),
    status: finished ? null : random.pick([null, null, '1', '3', '5', '7', '9']),
    statusAt: random.chance(0.5) ? at(addDays(received, random.below(20))) : null,
  }
  return row
}

/** The local day of an instant that is written with the offset of Việt Nam. */
const dayOf = (cell: Row[string] | undefined): Day | null => (typeof cell === 'string' ? cell.slice(0, 10) : null)

/** A list of deliveries that adds to each row what all those of its code say of its due dates. */
export function createDueHistory(): (row: Row) => Row {
  const dueDays = new Map<string, { due: Day | null; told: Day | null }[]>()
  return (row) => {
    const code = String(row.code)
    const seen = [...(dueDays.get(code) ?? []), { due: dayOf(row.dueAt), told: dayOf(row.firstDueAt) }]
    dueDays.set(code, seen)
    const told = seen.at(-1)?.told ?? null
    const earliest = seen.map((each) => each.told ?? each.due).find((each) => each !== null) ?? null
    const first = told !== null && !seen.some(({ due }) => due === told) ? told : earliest
    const named = [first, ...seen.map(({ due }) => due)].filter((due) => due !== null)
    const dueMoves = named.filter((due, i) => i > 0 && due !== named[i - 1]).length
    return { ...row, firstKnownDueOn: first, dueMoves }
  }
}
