import type { Dataset } from './dataset.ts'

/**
 * How many points each component of an index and each of its parts is worth, as dated data: published weights are not fully
 * confirmed and change. A row without `part` is the component itself. `measure` names the figure that gives a part's ratio
 * from our own rows.
 *
 * @see Decision 766/QĐ-TTg, 23 June 2022; DOMAIN §2.1 for what is confirmed and by whom
 */
export const indexWeights: Dataset = {
  id: 'index-weights',
  title: { vi: 'Trọng số bộ chỉ số', en: 'Index weights' },
  mode: 'upsert',
  key: ['index', 'component', 'part', 'from'],
  unitColumns: [],
  dateColumn: 'from',
  lookup: 'tree',
  complete: (row) => ({ ...row, part: row.part ?? '', confidence: row.confidence ?? 'open' }),
  dimensions: { index: 'index', component: 'component' },
  columns: [
    { name: 'index', kind: 'name', required: true, title: { vi: 'Bộ chỉ số', en: 'Index' } },
    { name: 'component', kind: 'name', required: true, title: { vi: 'Nhóm', en: 'Component' }, headers: ['Mã nhóm'] },
    { name: 'part', kind: 'name', title: { vi: 'Chỉ số thành phần', en: 'Part' }, headers: ['Mã thành phần'] },
    { name: 'titleVi', kind: 'name', required: true, title: { vi: 'Tên', en: 'Title, Vietnamese' } },
    { name: 'titleEn', kind: 'name', title: { vi: 'Tên tiếng Anh', en: 'Title, English' } },
    { name: 'max', kind: 'number', min: 0, max: 1000, title: { vi: 'Điểm tối đa', en: 'Most points' } },
    { name: 'measure', kind: 'name', title: { vi: 'Chỉ số tính tỷ lệ', en: 'Measure of the ratio' } },
    { name: 'from', kind: 'day', required: true, title: { vi: 'Từ ngày', en: 'From' } },
    { name: 'to', kind: 'day', title: { vi: 'Đến ngày', en: 'To' } },
    {
      name: 'confidence',
      kind: 'choice',
      title: { vi: 'Độ tin cậy', en: 'Confidence' },
      choices: {
        law: ['law', 'Văn bản'],
        secondary: ['secondary', 'Nguồn thứ cấp'],
        code: ['code', 'Mã nguồn công khai'],
        open: ['open', 'Chưa xác nhận'],
      },
    },
    { name: 'source', kind: 'name', title: { vi: 'Căn cứ', en: 'Source' } },
  ],
}
