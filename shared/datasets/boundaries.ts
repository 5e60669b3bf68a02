import type { Dataset } from './dataset.ts'

/** Shapes of units, GeoJSON with `properties.code`; a drawn scheme instead of a surveyed border says so in `kind`. */
export const boundaries: Dataset = {
  id: 'boundaries',
  title: { vi: 'Ranh giới', en: 'Boundaries' },
  mode: 'upsert',
  key: ['unit', 'from'],
  unitColumns: ['unit'],
  open: true,
  dateColumn: 'from',
  lookup: 'tree',
  complete: (row) => ({ ...row, kind: row.kind ?? 'surveyed' }),
  dimensions: {},
  columns: [
    {
      name: 'unit',
      kind: 'unit',
      required: true,
      title: { vi: 'Mã đơn vị', en: 'Unit' },
      headers: ['code', 'Mã', 'ma_xa'],
    },
    { name: 'from', kind: 'day', title: { vi: 'Từ ngày', en: 'From' } },
    { name: 'geometry', kind: 'geometry', required: true, title: { vi: 'Hình', en: 'Geometry' } },
    {
      name: 'kind',
      kind: 'choice',
      title: { vi: 'Loại hình', en: 'Kind of shape' },
      choices: { surveyed: ['surveyed', 'Ranh giới'], schematic: ['schematic', 'Sơ đồ'] },
    },
    { name: 'source', kind: 'name', title: { vi: 'Nguồn', en: 'Source' } },
  ],
}
