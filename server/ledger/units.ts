import { type Bridge, FOREVER, type Level, SINCE_EVER, type Unit, type UnitSet } from '../../shared/units.ts'
import type { Connection } from './connection.ts'
import { isVisible } from './relation.ts'

interface UnitRow {
  key: string
  unit: string | null
  tree: string | null
  level: Level | null
  name: string
  scheme: string | null
  code: string | null
  agency_code: string | null
  parent: string | null
  from_: string | null
  to_: string | null
  becomes: string | null
  becomes_on: string | null
  lng: number | null
  lat: number | null
  population: number | null
  source: string | null
}

/** Reads the units that counted at a seq; asks the database for the rows only when they changed since. */
export function createUnitReader(): (connection: Connection, seq: number) => Promise<UnitSet> {
  let held: UnitSet | null = null
  return async (connection, seq) => {
    const stamp = await stampOf(connection, seq)
    if (held?.stamp === stamp) return held
    const { rows } = await connection.query<UnitRow>(
      `select key, unit, tree, level, name, scheme, code, agency_code, parent, from_, to_, becomes, becomes_on, lng, lat, population, source
         from rows_units r where ${isVisible('r', seq)} order by unit, from_, tree, key`,
    )
    const set = toUnitSet(stamp, rows)
    if (!held || stamp > held.stamp) held = set
    return set
  }
}

/** The newest seq up to this one at which units changed. */
async function stampOf(connection: Connection, seq: number): Promise<number> {
  const { rows } = await connection.query<{ stamp: number | null }>(
    `select greatest((select max(seq_from) from rows_units where seq_from <= $1),
                     (select max(seq_to) from rows_units where seq_to <= $1)) as stamp`,
    [seq],
  )
  return rows[0]?.stamp ?? 0
}

/** One unit for each identity, made of the spells in which its name, code and parent stayed the same. */
export function toUnitSet(stamp: number, rows: readonly UnitRow[]): UnitSet {
  const units = new Map<string, Unit>()
  const bridges = new Map<string, Bridge>()
  for (const row of rows) {
    const id = row.unit ?? row.key
    const from = row.from_ ?? SINCE_EVER
    const to = row.to_ ?? FOREVER
    const unit = units.get(id) ?? { id, level: row.level ?? 'commune', from, to, names: [], codes: [], parents: [] }
    units.set(id, unit)
    if (from < unit.from) unit.from = from
    if (to > unit.to) unit.to = to
    unit.names.push({ name: row.name, from, to })
    if (row.code !== null) unit.codes.push({ scheme: row.scheme ?? row.tree ?? 'area', code: row.code, from, to })
    if (row.agency_code !== null) unit.codes.push({ scheme: 'agency', code: row.agency_code, from, to })
    if (row.parent !== null) unit.parents.push({ tree: row.tree ?? 'main', parent: row.parent, from, to })
    if (row.lng !== null && row.lat !== null) Object.assign(unit, { lng: row.lng, lat: row.lat })
    if (row.population !== null) unit.population = row.population
    if (row.source) unit.sources = [...(unit.sources ?? []), { source: row.source, from }]
  }
  for (const row of rows)
    for (const bridge of toBridges(row, units.get(row.unit ?? row.key)?.to ?? FOREVER))
      bridges.set(`${bridge.from}\u001f${bridge.to}\u001f${bridge.on}`, bridge)
  for (const unit of units.values()) {
    unit.names = merged(unit.names, ({ name }) => name)
    unit.codes = merged(unit.codes, ({ scheme, code }) => `${scheme}\u001f${code}`)
    unit.parents = merged(unit.parents, ({ tree, parent }) => `${tree}\u001f${parent}`)
  }
  return { stamp, units, bridges: [...bridges.values()] }
}

/**
 * `id*weight; id*weight`: what a unit became. Parts without a weight share evenly what the others leave; what is left of a
 * unit that lives on stays with it.
 */
function toBridges(row: UnitRow, end: string): Bridge[] {
  if (row.becomes === null) return []
  const from = row.unit ?? row.key
  const on = row.becomes_on ?? (row.to_ === null ? SINCE_EVER : dayAfter(row.to_))
  const parts = row.becomes.split(';').flatMap((part) => {
    const [id = '', text] = part.split('*').map((piece) => piece.trim())
    const share = text === undefined || text === '' ? null : Number(text.replace(',', '.'))
    return id && (share === null || share > 0) ? [{ to: id, share }] : []
  })
  const given = parts.reduce((sum, { share }) => sum + (share ?? 1), 0)
  if (end >= on && given < 1 && parts.length > 0) parts.push({ to: from, share: 1 - given })
  return shares(parts.map(({ share }) => share)).flatMap((weight, i) => {
    const part = parts[i]
    return part && weight > 0 ? [{ from, to: part.to, on, weight, estimated: weight < 1 }] : []
  })
}

/** Weights that add up to one, whatever was written (`60; 40` is 0.6 and 0.4): nothing is lost or counted twice. */
function shares(written: readonly (number | null)[]): number[] {
  const given = written.reduce<number>((sum, share) => sum + (share ?? 0), 0)
  const open = written.filter((share) => share === null).length
  const each = open === 0 ? 0 : given < 1 ? (1 - given) / open : 0
  const total = given + each * open
  return written.map((share) => (Math.abs(total - 1) < 1e-9 ? (share ?? each) : (share ?? each) / total))
}

/** Spells of the same thing that touch or overlap become one; in order of time. */
function merged<T extends { from: string; to: string }>(spells: readonly T[], same: (spell: T) => string): T[] {
  const done: T[] = []
  for (const spell of [...spells].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = done.findLast((other) => same(other) === same(spell))
    if (last && spell.from <= (last.to === FOREVER ? FOREVER : dayAfter(last.to))) {
      if (spell.to > last.to) last.to = spell.to
    } else done.push({ ...spell })
  }
  return done
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
