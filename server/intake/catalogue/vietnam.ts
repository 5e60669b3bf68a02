import type { Row } from '../../../shared/datasets/dataset.ts'
import type { Day } from '../../../shared/period.ts'
import { FOREVER, foldAccents, type Level, MAIN_TREE, SINCE_EVER } from '../../../shared/units.ts'
import { type ListedProvince, readAddressTables } from './address-file.ts'
import { EARLIER_DISTRICTS, type EarlierDistrict } from './earlier-districts.ts'
import { type Finding, type OldCommune, readMappings } from './mappings.ts'
import { AGENCY_CODES, OLD_AGENCY_CODES, OLD_AREA_CODES } from './province-codes.ts'

/** Units of the country as rows of the dataset `units`, and what of the package could not be taken as it stands. */
export interface CountryUnits {
  rows: Row[]
  /** Lines that count nowhere. */
  setAside: Finding[]
  /** Lines that count although the package had them wrong. */
  repaired: Finding[]
}

/** The last day of the three levels province, district, commune. */
const LAST_OLD: Day = '2025-06-30'
/** The first day of the two levels province, commune. */
const FIRST_NEW: Day = '2025-07-01'
const COUNTRY = 'vn'
const SOURCE_NEW = 'Nghị quyết 202/2025/QH15; Quyết định 19/2025/QĐ-TTg'
const SOURCE_OLD = 'Đơn vị hành chính trước ngày 01/07/2025'
const SOURCE_UNCODED = 'Đơn vị hành chính cũ, nguồn không ghi mã và ngày kết thúc'

/** Names that changed while the province stayed the same: area code → its names in order, each with its first day. */
const RENAMED: Readonly<Record<string, readonly { name: string; from: Day; source: string }[]>> = {
  46: [
    { name: 'Tỉnh Thừa Thiên Huế', from: SINCE_EVER, source: SOURCE_OLD },
    { name: 'Thành phố Huế', from: '2025-01-01', source: 'Nghị quyết 175/2024/QH15' },
  ],
  75: [
    { name: 'Tỉnh Đồng Nai', from: FIRST_NEW, source: SOURCE_NEW },
    { name: 'Thành phố Đồng Nai', from: '2026-04-30', source: 'Nghị quyết 30/2026/QH16' },
  ],
}

/**
 * All units of Việt Nam before and after 1 July 2025. An old unit and a unit of today are different units even where they
 * share a name or a code; only the provinces whose territory stayed the same keep one identity.
 *
 * @see Resolution 202/2025/QH15; Decision 19/2025/QĐ-TTg
 */
export function vietnamUnits(): CountryUnits {
  const tables = readAddressTables()
  const { communes, setAside, repaired } = readMappings(tables)
  const provinceOfWard = new Map(tables.wards.map((ward) => [ward.ward_code, ward.province_code]))
  const successorsOf = successorProvinces(communes, provinceOfWard)
  const unchanged = unchangedProvinces(successorsOf)

  const rows: Row[] = [row({ unit: COUNTRY, level: 'country', name: 'Việt Nam', parent: null })]
  for (const province of tables.provinces) rows.push(...provinceRows(province, unchanged.has(province.province_code)))
  for (const ward of tables.wards) {
    rows.push(
      row({
        unit: idToday(ward.ward_code),
        level: 'commune',
        name: ward.name,
        code: ward.ward_code,
        parent: idToday(ward.province_code),
        from: FIRST_NEW,
        source: SOURCE_NEW,
      }),
    )
  }
  for (const [name, successors] of successorsOf) {
    const code = oldProvinceCode(name)
    if (unchanged.has(code)) continue
    rows.push(
      row({
        unit: `vn-${code}-old`,
        level: 'province',
        name,
        code,
        agencyCode: OLD_AGENCY_CODES[code] ?? null,
        parent: COUNTRY,
        to: LAST_OLD,
        successors: successors.size === 1 ? [...successors].map(idToday) : [],
        source: SOURCE_OLD,
      }),
    )
  }
  return { rows: [...rows, ...oldDistricts(communes, unchanged), ...oldCommunes(communes)], setAside, repaired }
}

/** The id of a unit of today: `92` → `vn-92`, `31459` → `vn-31459`. */
function idToday(code: string): string {
  return `vn-${code}`
}

/** `Tỉnh Hậu Giang` → `93`. */
function oldProvinceCode(name: string): string {
  const code = OLD_AREA_CODES[name.replace(/^(Tỉnh|Thành phố) /, '')]
  if (!code) throw new Error(`no area code is known for the old province "${name}"`)
  return code
}

function districtId({ province, district }: Pick<OldCommune, 'province' | 'district'>): string {
  return `vn-${oldProvinceCode(province)}-old-${slug(district)}`
}

function slug(name: string): string {
  return foldAccents(name).replaceAll(' ', '-')
}

/** Old province → the provinces of today into which its communes went. */
function successorProvinces(communes: readonly OldCommune[], provinceOfWard: ReadonlyMap<string, string>) {
  const found = new Map<string, Set<string>>()
  for (const { province, successors } of communes) {
    const into = found.get(province) ?? new Set()
    for (const code of successors) into.add(provinceOfWard.get(code) ?? '')
    found.set(province, into)
  }
  return found
}

/** Codes of provinces that took in no other: all from one old province of the same code, all of it into this one. */
function unchangedProvinces(successorsOf: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const intoProvince = new Map<string, string[]>()
  for (const [name, successors] of successorsOf) {
    for (const code of successors) intoProvince.set(code, [...(intoProvince.get(code) ?? []), name])
  }
  const alone = [...intoProvince].filter(
    ([code, names]) => names.length === 1 && names.every((name) => oldProvinceCode(name) === code),
  )
  return new Set(alone.map(([code]) => code))
}

/** One row, or one for each name in turn. */
function provinceRows({ province_code: code, name, place_type: kind }: ListedProvince, unchanged: boolean): Row[] {
  const first = { name: kind === 'Tỉnh' ? `Tỉnh ${name}` : name, from: unchanged ? SINCE_EVER : FIRST_NEW }
  const spells = RENAMED[code] ?? [{ ...first, source: SOURCE_NEW }]
  return spells.map((spell, index) =>
    row({
      ...spell,
      unit: idToday(code),
      level: 'province',
      code,
      agencyCode: AGENCY_CODES[code] ?? null,
      parent: COUNTRY,
      to: dayBefore(spells[index + 1]?.from),
    }),
  )
}

function dayBefore(day: Day | undefined): Day {
  return day ? new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) : FOREVER
}

function oldDistricts(communes: readonly OldCommune[], unchanged: ReadonlySet<string>): Row[] {
  const districts = new Map(communes.map((commune) => [districtId(commune), commune]))
  return [...districts].flatMap(([unit, { district: name, province }]) => {
    const code = oldProvinceCode(province)
    const parent = unchanged.has(code) ? idToday(code) : `vn-${code}-old`
    const last = { unit, level: 'district', name, parent, to: LAST_OLD, source: SOURCE_OLD } as const
    const earlier = earlierDistrict(code, name)
    if (!earlier) return [row(last)]
    const later = row({ ...last, from: earlier.on, source: earlier.source })
    const before = {
      level: 'district',
      name: earlier.name,
      parent,
      to: dayBefore(earlier.on),
      source: SOURCE_OLD,
    } as const
    if (earlier.became.length === 1) return [row({ ...before, unit }), later]
    // One row for a district that was divided, whichever part comes first.
    if (earlier.became[0] !== name) return [later]
    const successors = earlier.became.map((part) => districtId({ province, district: part }))
    return [
      row({ ...before, unit: districtId({ province, district: earlier.name }), successors, on: earlier.on }),
      later,
    ]
  })
}

function earlierDistrict(province: string, name: string): EarlierDistrict | undefined {
  return EARLIER_DISTRICTS.find((earlier) => earlier.province === province && earlier.became.includes(name))
}

function oldCommunes(communes: readonly OldCommune[]): Row[] {
  return communes.flatMap((commune) => {
    const last = {
      unit: commune.code ? `vn-${commune.code}-old` : `${districtId(commune)}-${slug(commune.name)}`,
      level: 'commune',
      name: commune.name,
      code: commune.code,
      parent: districtId(commune),
      to: LAST_OLD,
      successors: commune.successors.map(idToday),
      source: commune.code ? SOURCE_OLD : SOURCE_UNCODED,
    } as const
    const earlier = earlierDistrict(oldProvinceCode(commune.province), commune.district)
    if (!earlier || earlier.became.length === 1) return [row(last)]
    const parent = districtId({ province: commune.province, district: earlier.name })
    return [
      row({ ...last, parent, to: dayBefore(earlier.on), successors: [] }),
      row({ ...last, from: earlier.on, source: earlier.source }),
    ]
  })
}

/** A row of the dataset `units`; several successors share evenly. */
function row(unit: {
  unit: string
  level: Level
  name: string
  parent: string | null
  code?: string | null
  agencyCode?: string | null
  from?: Day
  to?: Day
  successors?: readonly string[]
  /** The first day of the successors. */
  on?: Day
  source?: string
}): Row {
  const successors = unit.successors ?? []
  return {
    unit: unit.unit,
    tree: MAIN_TREE,
    level: unit.level,
    name: unit.name.normalize('NFC'),
    scheme: unit.code ? 'area' : null,
    code: unit.code ?? null,
    agencyCode: unit.agencyCode ?? null,
    parent: unit.parent,
    from: unit.from ?? SINCE_EVER,
    to: unit.to ?? FOREVER,
    becomes: successors.map((id) => `${id}*${1 / successors.length}`).join('; ') || null,
    becomesOn: successors.length > 0 ? (unit.on ?? FIRST_NEW) : null,
    source: unit.source ?? null,
  }
}
