import type { Deliveries, Measure } from './measure.ts'

const SOURCE =
  'Thông tư 04/2025/TT-VPCP ngày 08/12/2025 (dữ liệu cập nhật tự động, theo thời gian thực); mỗi nguồn theo nhịp riêng tính bằng ngày làm việc'
const base = { version: 1, validFrom: '2020-01-01', source: SOURCE } as const

const deliveries = (
  take: Deliveries['take'],
  id: string,
  vi: string,
  en: string,
  better: Deliveries['better'],
): Deliveries => ({
  ...base,
  kind: 'deliveries',
  dataset: 'feeds',
  id,
  take,
  title: { vi, en },
  unitOfMeasure: 'deliveries',
  better,
})

/** Do the sources deliver what they owe, and in time? Figures are no better than this. */
export const feedMeasures: readonly Measure[] = [
  deliveries('due', 'feeds.due', 'Đợt dữ liệu đến hạn', 'Deliveries due', 'neither'),
  deliveries('came', 'feeds.delivered', 'Đợt dữ liệu đã đến', 'Deliveries that came', 'higher'),
  deliveries('late', 'feeds.late', 'Đợt dữ liệu đến muộn', 'Deliveries that came late', 'lower'),
  {
    ...base,
    kind: 'rate',
    id: 'feeds.completeness',
    title: { vi: 'Tỷ lệ dữ liệu đã đến', en: 'Completeness of deliveries' },
    short: { vi: 'Đủ dữ liệu', en: 'Complete' },
    numerator: ['feeds.delivered'],
    denominator: ['feeds.due'],
    unitOfMeasure: 'fraction',
    better: 'higher',
    thresholds: { good: 0.98, watch: 0.9 },
  },
  {
    ...base,
    kind: 'rate',
    id: 'feeds.lateness',
    title: { vi: 'Tỷ lệ dữ liệu đến muộn', en: 'Share of deliveries that came late' },
    short: { vi: 'Đến muộn', en: 'Late' },
    numerator: ['feeds.late'],
    denominator: ['feeds.delivered'],
    unitOfMeasure: 'fraction',
    better: 'lower',
    thresholds: { good: 0.02, watch: 0.1 },
  },
]
