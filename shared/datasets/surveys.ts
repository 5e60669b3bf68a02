import type { Dataset } from './dataset.ts'

/** Answers to satisfaction surveys; five steps, 5 = very satisfied. Not to be confused with the 766 satisfaction component. */
export const surveys: Dataset = {
  id: 'surveys',
  title: { vi: 'Khảo sát hài lòng', en: 'Satisfaction answers' },
  mode: 'upsert',
  key: ['code'],
  unitColumns: ['unit'],
  dateColumn: 'answeredAt',
  soughtBy: { days: ['answeredOn'] },
  lookup: 'inside',
  dimensions: { channel: 'channel', score: 'score' },
  columns: [
    {
      name: 'code',
      kind: 'code',
      required: true,
      title: { vi: 'Mã phiếu', en: 'Answer id' },
      headers: ['Số phiếu', 'Mã khảo sát'],
    },
    {
      name: 'unit',
      kind: 'unit',
      required: true,
      title: { vi: 'Đơn vị', en: 'Unit' },
      headers: ['Đơn vị được đánh giá', 'Cơ quan'],
    },
    {
      name: 'answeredAt',
      kind: 'instant',
      required: true,
      title: { vi: 'Ngày trả lời', en: 'Answered' },
      headers: ['Ngày đánh giá', 'Ngày khảo sát'],
    },
    {
      name: 'score',
      kind: 'choice',
      required: true,
      title: { vi: 'Mức hài lòng', en: 'Score' },
      headers: ['Điểm', 'Mức độ hài lòng', 'Đánh giá'],
      choices: {
        '5': ['5', 'Rất hài lòng'],
        '4': ['4', 'Hài lòng'],
        '3': ['3', 'Bình thường'],
        '2': ['2', 'Không hài lòng'],
        '1': ['1', 'Rất không hài lòng'],
      },
    },
    { name: 'dossierCode', kind: 'code', title: { vi: 'Mã hồ sơ', en: 'Dossier code' } },
    { name: 'channel', kind: 'category', title: { vi: 'Hình thức', en: 'Channel' }, headers: ['Kênh'] },
  ],
}
