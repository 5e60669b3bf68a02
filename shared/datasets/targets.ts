import type { Dataset } from './dataset.ts'

/** What a measure should reach, for a unit and all below it that have no target of their own. */
export const targets: Dataset = {
  id: 'targets',
  title: { vi: 'Chỉ tiêu giao', en: 'Targets' },
  mode: 'upsert',
  key: ['measure', 'unit', 'from', 'to'],
  unitColumns: ['unit'],
  open: true,
  dateColumn: 'to',
  period: { from: 'from', to: 'to' },
  lookup: 'tree',
  dimensions: { measure: 'measure' },
  columns: [
    { name: 'measure', kind: 'name', required: true, title: { vi: 'Chỉ số', en: 'Measure' } },
    { name: 'unit', kind: 'unit', required: true, title: { vi: 'Đơn vị', en: 'Unit' } },
    { name: 'from', kind: 'day', required: true, title: { vi: 'Từ ngày', en: 'From' } },
    { name: 'to', kind: 'day', required: true, title: { vi: 'Đến ngày', en: 'To' } },
    { name: 'value', kind: 'number', required: true, title: { vi: 'Mục tiêu', en: 'Target' } },
    { name: 'source', kind: 'name', title: { vi: 'Căn cứ', en: 'Source' } },
  ],
}
