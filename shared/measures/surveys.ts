import type { Measure } from './measure.ts'

const base = {
  version: 1,
  validFrom: '2023-12-11',
  source: 'Quyết định 1001/QĐ-BNV ngày 11/12/2023 (phương pháp SIPAS); Quy tắc đếm, mục 6',
} as const

export const surveyMeasures: readonly Measure[] = [
  {
    ...base,
    kind: 'count',
    id: 'surveys.answers',
    title: { vi: 'Phiếu khảo sát', en: 'Survey answers' },
    dataset: 'surveys',
    on: 'answeredOn',
    unitOfMeasure: 'answers',
    better: 'neither',
  },
  {
    ...base,
    kind: 'count',
    id: 'surveys.satisfied',
    title: { vi: 'Hài lòng và rất hài lòng', en: 'Satisfied and very satisfied' },
    dataset: 'surveys',
    on: 'answeredOn',
    where: { in: ['score', ['4', '5']] },
    unitOfMeasure: 'answers',
    better: 'higher',
  },
  {
    ...base,
    kind: 'rate',
    id: 'surveys.satisfactionRate',
    title: { vi: 'Tỷ lệ hài lòng', en: 'Satisfaction rate' },
    short: { vi: 'Hài lòng', en: 'Satisfied' },
    numerator: ['surveys.satisfied'],
    denominator: ['surveys.answers'],
    unitOfMeasure: 'fraction',
    better: 'higher',
    thresholds: { good: 0.9, watch: 0.8 },
    minimum: 30,
  },
]
