import type { Day } from '../../shared/period.ts'
import { type Bridge, foldAccents, type Unit, type UnitSet } from '../../shared/units.ts'

/** A spell in which a unit bore a name or code. */
export interface Spell {
  unit: Unit
  from: Day
  to: Day
  /** The name or code as it was written. */
  text: string
}

/** All names and codes of a unit set, ready to be looked up by folded text, with ancestors and successors. */
export interface UnitIndex {
  byId: ReadonlyMap<string, Unit>
  /** `xa vinh tuong` and `vinh tuong` → who bore it. */
  full: ReadonlyMap<string, Spell[]>
  bare: ReadonlyMap<string, Spell[]>
  /** `area\u000031459` → who bore it. */
  codes: ReadonlyMap<string, Spell[]>
  /** Folded names of every unit above one, at any time. */
  above(id: string): ReadonlySet<string>
  /** The unit itself, all below it at any time, and all that became one of those. */
  within(id: string): ReadonlySet<string>
  /** All units of a tree. */
  ofTree(tree: string): ReadonlySet<string>
  successors(id: string): readonly Bridge[]
  /** Every day on which some unit, name, code or parent begins or has just ended, sorted: between two of them nothing changes. */
  turns: readonly Day[]
}

const KINDS = ['dac khu', 'thi tran', 'thi xa', 'thanh pho', 'phuong', 'xa', 'quan', 'huyen', 'tinh'] as const
const KIND = new RegExp(`^(?:${KINDS.join('|')}) (?=\\S)`)
const OFFICE =
  /^(?:(?:hdnd va )?ubnd|uy ban nhan dan|hoi dong nhan dan|bo phan (?:mot cua|tiep nhan va tra ket qua|tn tkq|tn va tkq)|trung tam (?:phuc vu )?(?:hanh chinh cong|phuc vu hanh chinh cong)|mot cua|cong an) (?=\S)/
const SHORT: readonly [RegExp, string][] = [
  [/^tp (?=\S)/, 'thanh pho '],
  [/^tt (?=\S)/, 'thi tran '],
  [/^tx (?=\S)/, 'thi xa '],
  [/^p (?=\S)/, 'phuong '],
  [/^x (?=\S)/, 'xa '],
  [/^q (?=\S)/, 'quan '],
  [/^h (?=\S)/, 'huyen '],
  [/^t (?=\S)/, 'tinh '],
]

/** A unit's name as it is compared: folded, without the office words in front, short kinds written out. */
export function nameKey(text: string): string {
  let key = foldAccents(text)
  for (let again = true; again; ) {
    const shorter = key.replace(OFFICE, '')
    again = shorter !== key
    key = shorter
  }
  for (const [pattern, word] of SHORT) key = key.replace(pattern, word)
  return key
}

/** The name without its kind: `xa vinh tuong` → `vinh tuong`. */
export function withoutKind(key: string): string {
  return key.replace(KIND, '')
}

/** The letter group of an agency code first and no all-zero groups: `000.00.00.H37` → `H37`, `000.00.04.H30` → `H30.04`. */
export function agencyKey(code: string): string {
  const groups = code
    .trim()
    .toUpperCase()
    .split('.')
    .filter((group) => !/^0*$/.test(group))
  if (groups.length > 0 && /^[A-Z]\d{2}$/.test(groups.at(-1) as string) && !/^[A-Z]/.test(groups[0] as string))
    groups.reverse()
  return groups.join('.')
}

/** The key of a code in an index. */
export function codeKey(scheme: string, code: string): string {
  return `${scheme}\u0000${scheme === 'agency' ? agencyKey(code) : code.trim().toUpperCase()}`
}

/** Builds the index of a unit set; done once for each delivery. */
export function indexUnits({ units, bridges }: Pick<UnitSet, 'units' | 'bridges'>): UnitIndex {
  const full = new Map<string, Spell[]>()
  const bare = new Map<string, Spell[]>()
  const codes = new Map<string, Spell[]>()
  const below = new Map<string, string[]>()
  const before = new Map<string, string[]>()
  const after = new Map<string, Bridge[]>()
  const turns = new Set<Day>()
  const names = new Map<string, Set<string>>()
  for (const unit of units.values()) {
    turns.add(unit.from).add(`${unit.to}+`)
    const own = new Set<string>()
    names.set(unit.id, own)
    for (const { name, from, to } of unit.names) {
      const key = nameKey(name)
      const spell = { unit, from: later(from, unit.from), to: earlier(to, unit.to), text: name }
      push(full, key, spell)
      push(bare, withoutKind(key), spell)
      own.add(key).add(withoutKind(key))
      turns.add(from).add(`${to}+`)
    }
    for (const { scheme, code, from, to } of unit.codes) {
      push(codes, codeKey(scheme, code), { unit, from: later(from, unit.from), to: earlier(to, unit.to), text: code })
      turns.add(from).add(`${to}+`)
    }
    for (const { parent } of unit.parents) push(below, parent, unit.id)
  }
  for (const bridge of bridges) {
    push(before, bridge.to, bridge.from)
    push(after, bridge.from, bridge)
  }
  return {
    byId: units,
    full,
    bare,
    codes,
    turns: [...turns].sort(),
    successors: (id) => after.get(id) ?? [],
    above: memo((id) => {
      const found = new Set<string>()
      const seen = new Set([id])
      for (const next of seen)
        for (const { parent } of units.get(next)?.parents ?? [])
          if (!seen.has(parent)) {
            seen.add(parent)
            for (const name of names.get(parent) ?? []) found.add(name)
          }
      return found
    }),
    within: memo((id) => {
      const found = new Set([id])
      for (const next of found) {
        for (const child of below.get(next) ?? []) found.add(child)
        for (const earlierUnit of before.get(next) ?? []) found.add(earlierUnit)
      }
      return found
    }),
    ofTree: memo((tree) => {
      const found = new Set<string>()
      for (const unit of units.values())
        for (const { tree: own, parent } of unit.parents) if (own === tree) found.add(unit.id).add(parent)
      return found
    }),
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

function memo<V>(work: (key: string) => V): (key: string) => V {
  const held = new Map<string, V>()
  return (key) => {
    const known = held.get(key)
    if (known !== undefined) return known
    const made = work(key)
    held.set(key, made)
    return made
  }
}
