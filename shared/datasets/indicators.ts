import type { Dataset } from './dataset.ts'

/** Any published figure with its source: value, bound, numerator and denominator, rank, target (ICT-Index, coverage n/m, seed articles …). */
export const indicators: Dataset = {
  id: 'indicators',
  title: { vi: 'Chỉ tiêu, số liệu công bố', en: 'Indicators' },
  mode: 'upsert',
  key: ['indicator', 'unit', 'from', 'to'],
  unitColumns: ['unit'],
  dateColumn: 'to',
  period: { from: 'from', to: 'to' },
  lookup: 'tree',
  dimensions: { indicator: 'indicator' },
  columns: [
    {
      name: 'indicator',
      kind: 'name',
      required: true,
      title: { vi: 'Mã chỉ tiêu', en: 'Indicator' },
      headers: ['Chỉ tiêu', 'Tên chỉ tiêu'],
    },
    { name: 'unit', kind: 'unit', required: true, title: { vi: 'Đơn vị', en: 'Unit' } },
    { name: 'from', kind: 'day', required: true, title: { vi: 'Từ ngày', en: 'From' } },
    { name: 'to', kind: 'day', required: true, title: { vi: 'Đến ngày', en: 'To' } },
    { name: 'value', kind: 'number', title: { vi: 'Giá trị', en: 'Value' }, headers: ['Thực hiện', 'Kết quả'] },
    { name: 'unitOfMeasure', kind: 'name', title: { vi: 'Đơn vị tính', en: 'Unit of measure' }, headers: ['ĐVT'] },
    { name: 'decimals', kind: 'count', title: { vi: 'Số chữ số thập phân', en: 'Decimals as published' } },
    {
      name: 'comparator',
      kind: 'choice',
      title: { vi: 'Dấu so sánh', en: 'Comparator' },
      choices: {
        '=': ['=', 'bằng'],
        '>': ['>', 'trên', 'hơn', 'over'],
        '>=': ['>=', '≥', 'ít nhất'],
        '<': ['<', 'dưới'],
        '<=': ['<=', '≤'],
        '~': ['~', 'khoảng', 'about'],
      },
    },
    { name: 'numerator', kind: 'number', title: { vi: 'Tử số', en: 'Numerator' } },
    { name: 'denominator', kind: 'number', title: { vi: 'Mẫu số', en: 'Denominator' } },
    { name: 'parts', kind: 'name', title: { vi: 'Các phần cộng lại', en: 'Parts that add up' } },
    { name: 'target', kind: 'number', title: { vi: 'Mục tiêu', en: 'Target' }, headers: ['Chỉ tiêu giao', 'Kế hoạch'] },
    { name: 'rank', kind: 'count', title: { vi: 'Hạng', en: 'Rank' } },
    { name: 'of', kind: 'count', title: { vi: 'Trên tổng số', en: 'Of' } },
    { name: 'source', kind: 'name', title: { vi: 'Nguồn', en: 'Source' } },
  ],
}
