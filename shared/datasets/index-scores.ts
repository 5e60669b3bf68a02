import type { Column, Dataset } from './dataset.ts'

const score = (name: string, vi: string, en: string, max: number, headers: readonly string[]): Column => ({
  name,
  kind: 'number',
  min: 0,
  max,
  title: { vi, en },
  headers,
})

/**
 * Scores of the national service index as published; one row a unit and period. Never mixed with scores computed from our own rows.
 *
 * @see Decision 766/QĐ-TTg, 23 June 2022; maxima in the portal's order 18/20/12/10/18/22 (DOMAIN §2.1)
 */
export const indexScores: Dataset = {
  id: 'index-scores',
  title: { vi: 'Điểm Bộ chỉ số 766', en: 'Index scores (Decision 766)' },
  mode: 'replace',
  key: ['unit', 'periodKind', 'period'],
  unitColumns: ['unit'],
  dateColumn: 'to',
  period: { from: 'from', to: 'to' },
  lookup: 'tree',
  dimensions: { periodKind: 'periodKind' },
  columns: [
    {
      name: 'unit',
      kind: 'unit',
      required: true,
      title: { vi: 'Đơn vị', en: 'Unit' },
      headers: ['TEN', 'TEN_COQUAN', 'Tên cơ quan', 'Cơ quan'],
    },
    { name: 'period', kind: 'name', required: true, title: { vi: 'Kỳ', en: 'Period' } },
    {
      name: 'periodKind',
      kind: 'choice',
      required: true,
      title: { vi: 'Loại kỳ', en: 'Kind of period' },
      choices: { month: ['month', 'Tháng'], quarter: ['quarter', 'Quý'], year: ['year', 'Năm'] },
    },
    score('CKMB', 'Công khai, minh bạch', 'Transparency', 18, ['Công khai minh bạch']),
    score('TDGQ', 'Tiến độ, kết quả giải quyết', 'Progress and results', 20, ['Tiến độ giải quyết']),
    score('CLGQ', 'Cung cấp dịch vụ công trực tuyến', 'Online service supply', 12, ['Dịch vụ công trực tuyến']),
    score('TTTT', 'Thanh toán trực tuyến', 'Online payment', 10, []),
    score('MDHL', 'Mức độ hài lòng', 'Satisfaction', 18, []),
    score('MDSH', 'Số hóa hồ sơ', 'Digitisation', 22, ['Mức độ số hóa']),
    score('total', 'Tổng điểm', 'Total', 100, ['TONG_SCORE', 'score', 'Điểm']),
    {
      name: 'rank',
      kind: 'count',
      min: 1,
      title: { vi: 'Hạng công bố', en: 'Published rank' },
      headers: ['ROW_STT', 'Xếp hạng', 'Hạng'],
    },
    { name: 'of', kind: 'count', min: 1, title: { vi: 'Số đơn vị xếp hạng', en: 'Units ranked' } },
    { name: 'from', kind: 'day', derived: true, title: { vi: 'Từ ngày', en: 'From' } },
    { name: 'to', kind: 'day', derived: true, title: { vi: 'Đến ngày', en: 'To' } },
  ],
}
