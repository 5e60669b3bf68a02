import type { AddressTables, ListedMapping, ListedWard } from './address-file.ts'

/** What was done with lines of the package that cannot be taken as they are, with a few of them in words. */
export interface Finding {
  reason: string
  count: number
  examples: string[]
}

/** A commune until 30 June 2025 and the communes of today that it went into. */
export interface OldCommune {
  /** Null for names that the package gives without a code. */
  code: string | null
  name: string
  district: string
  province: string
  /** Area codes of today; more than one only where the package names several without saying how much went where. */
  successors: string[]
}

/** The table old → new after its faults are repaired, set aside and counted. */
export interface Mappings {
  communes: OldCommune[]
  setAside: Finding[]
  repaired: Finding[]
}

const EXAMPLES = 5

/** Findings by reason, in order of first appearance. */
class Findings {
  readonly list: Finding[] = []

  add(reason: string, example: string): void {
    let finding = this.list.find((entry) => entry.reason === reason)
    if (!finding) {
      finding = { reason, count: 0, examples: [] }
      this.list.push(finding)
    }
    finding.count += 1
    if (finding.examples.length < EXAMPLES) finding.examples.push(example)
  }
}

/**
 * Reads the old → new table with distrust: a line counts only if its code, its name and its province name one commune of
 * today. Where the code is wrong but exactly one commune of that name stands in that province, the name wins.
 */
export function readMappings({ provinces, wards, mappings }: AddressTables): Mappings {
  const setAside = new Findings()
  const repaired = new Findings()
  const provinceNames = new Map(provinces.map((province) => [province.province_code, province.name]))
  const byCode = new Map(wards.map((ward) => [ward.ward_code, ward]))
  const byName = new Map<string, ListedWard[]>()
  for (const ward of wards) {
    const name = `${provinceNames.get(ward.province_code)}|${ward.name}`
    byName.set(name, [...(byName.get(name) ?? []), ward])
  }

  /** The commune of today that a line means, or null when that cannot be known. */
  const target = (line: ListedMapping): string | null => {
    const coded = byCode.get(line.new_ward_code)
    const fault = !coded
      ? 'no commune of today has this code'
      : provinceNames.get(coded.province_code) !== line.new_province_name
        ? 'the code belongs to another province'
        : coded.name !== line.new_ward_name
          ? 'the code belongs to another commune of the province'
          : null
    if (coded && !fault) return coded.ward_code
    const named = byName.get(`${line.new_province_name}|${line.new_ward_name}`) ?? []
    const [only] = named
    if (only && named.length === 1) repaired.add(fault ?? '', `${inWords(line)}; meant ${only.ward_code}`)
    else setAside.add(fault ?? '', inWords(line))
    return only && named.length === 1 ? only.ward_code : null
  }

  const communes = new Map<string, OldCommune>()
  const coded = new Set<string>()
  for (const line of codedFirst(mappings)) {
    const { old_ward_name: name, old_district_name: district, old_province_name: province } = line
    if (!name || !district || !province) {
      setAside.add('the special zone had no commune before', inWords(line))
      continue
    }
    const successor = target(line)
    if (!successor) continue
    const code = line.old_ward_code || null
    if (code && coded.has(code)) {
      setAside.add('an old code used twice', inWords(line))
      continue
    }
    if (code) coded.add(code)
    const identity = oneSpelling(`${province}|${district}|${name}`)
    const known = communes.get(identity)
    if (!known) communes.set(identity, { code, name, district, province, successors: [successor] })
    else if (known.successors.includes(successor)) setAside.add('the same commune and successor again', inWords(line))
    else if (known.code) setAside.add('a part without weight of a commune that has its line', inWords(line))
    else known.successors.push(successor)
  }
  for (const commune of communes.values()) {
    if (commune.successors.length > 1) {
      repaired.add(
        'several successors without weights, shared evenly',
        `${commune.name}, ${commune.district}, ${commune.province} → ${commune.successors.join(', ')}`,
      )
    }
  }
  const reached = new Set([...communes.values()].flatMap((commune) => commune.successors))
  for (const line of mappings) if (!line.old_ward_name) reached.add(line.new_ward_code)
  for (const ward of wards) {
    if (!reached.has(ward.ward_code)) {
      setAside.add('a commune of today without any line', `${ward.name} (${ward.ward_code})`)
    }
  }
  return { communes: [...communes.values()], setAside: setAside.list, repaired: repaired.list }
}

/** Lines with an old code first, so that a line without one never takes the place of the unit that has it. */
function codedFirst(mappings: readonly ListedMapping[]): ListedMapping[] {
  return [...mappings.filter((line) => line.old_ward_code), ...mappings.filter((line) => !line.old_ward_code)]
}

/** Both ways of placing the tone mark in oa, oe, uy are in use for one name: `Vị Thuỷ` and `Vị Thủy`. */
export function oneSpelling(name: string): string {
  return name
    .normalize('NFD')
    .replace(/([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])(?!\p{L})/giu, '$1$3$2')
    .normalize('NFC')
}

function inWords(line: ListedMapping): string {
  const old = [line.old_ward_name, line.old_district_name, line.old_province_name].filter(Boolean).join(', ') || '–'
  return `${old} → ${line.new_ward_code} ${line.new_ward_name}, ${line.new_province_name}`
}
