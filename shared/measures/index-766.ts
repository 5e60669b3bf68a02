import type { Measure } from './measure.ts'

const component = (code: string, vi: string, en: string, max: number): Measure => ({
  kind: 'reported',
  id: `index.${code}`,
  title: { vi, en },
  dataset: 'index-scores',
  column: code,
  overTime: 'last',
  max,
  unitOfMeasure: 'points',
  better: 'higher',
  source: 'Quyết định 766/QĐ-TTg ngày 23/6/2022; thứ tự và điểm tối đa theo Cổng Dịch vụ công quốc gia',
  version: 1,
  validFrom: '2022-08-01',
})

export const indexMeasures: readonly Measure[] = [
  component('total', 'Điểm Bộ chỉ số 766', 'Index 766, total', 100),
  component('CKMB', 'Công khai, minh bạch', 'Transparency', 18),
  component('TDGQ', 'Tiến độ giải quyết', 'Progress and results', 20),
  component('CLGQ', 'Dịch vụ trực tuyến', 'Online services', 12),
  component('TTTT', 'Thanh toán trực tuyến', 'Online payment', 10),
  component('MDHL', 'Mức độ hài lòng', 'Satisfaction', 18),
  component('MDSH', 'Số hóa hồ sơ', 'Digitisation', 22),
  { ...component('rank', 'Hạng công bố', 'Published rank', 0), unitOfMeasure: 'number', better: 'lower' } as Measure,
  {
    ...component('of', 'Số đơn vị xếp hạng', 'Units ranked', 0),
    unitOfMeasure: 'number',
    better: 'neither',
  } as Measure,
]
