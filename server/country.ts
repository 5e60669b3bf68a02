import { units } from '../shared/datasets/units.ts'
import type { ShippedRows } from './catalogues.ts'
import { vietnamUnits } from './intake/catalogue/vietnam.ts'

/** The units of the country, as the program brings them into the ledger. */
export const country: ShippedRows = {
  feed: 'vn-units',
  title: 'Danh mục đơn vị hành chính Việt Nam',
  dataset: units,
  name: 'vietnam.json',
  rows: () => vietnamUnits().rows,
  extractedAt: null,
}
