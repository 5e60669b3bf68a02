import type { Words } from './datasets/dataset.ts'

const say = (vi: string, en: string): Words => ({ vi, en })

/** Words of the files that are made of figures and rows. */
export const CSV_WORDS = {
  note: say('Lưu ý', 'Note'),
  sample: say('Dữ liệu mô phỏng', 'Sample data'),
  measure: say('Chỉ số', 'Measure'),
  definition: say('Định nghĩa', 'Definition'),
  version: say('phiên bản', 'version'),
  unit: say('Đơn vị', 'Unit'),
  period: say('Kỳ', 'Period'),
  to: say('đến', 'to'),
  area: say('Địa bàn', 'Area'),
  unitsThen: say('đơn vị như khi đó', 'units as they were then'),
  unitsNow: say('quy về các đơn vị hiện nay', 'as the units are today'),
  filter: say('Lọc', 'Filter'),
  asOf: say('Tính tại', 'As of'),
  seq: say('phiên số liệu', 'state of figures'),
  at: say('lúc', 'at'),
  source: say('Nguồn', 'Source'),
  received: say('nhận', 'received'),
  never: say('chưa nhận', 'never received'),
  hidden: say('Số nhỏ', 'Small figures'),
  hiddenBelow: say('ẩn các số dưới', 'hidden below'),
  rows: say('Số dòng', 'Rows'),
  total: say('Cộng lại', 'Adding up'),
  purged: say('Đã xóa định danh', 'Purged'),
  key: say('Mã', 'Key'),
  whole: say('Toàn bộ', 'Whole'),
  none: say('không ghi', 'not stated'),
  yes: say('có', 'yes'),
  no: say('không', 'no'),
  counts: say('Được tính', 'Counts'),
  number: say('Giá trị', 'Value'),
  weight: say('Phần được tính', 'Weight'),
  file: say('Tệp', 'File'),
  sheet: say('Trang tính', 'Sheet'),
  rowNo: say('Dòng số', 'Row'),
  owner: say('Phụ trách', 'Owner'),
  dueOn: say('Ngày phải gửi', 'Due'),
  met: say('Tình trạng', 'State'),
  arrivedAt: say('Gửi lúc', 'Arrived'),
  numerator: say('tử số', 'numerator'),
  denominator: say('mẫu số', 'denominator'),
  low: say('cận dưới 95 %', 'lower bound, 95 %'),
  high: say('cận trên 95 %', 'upper bound, 95 %'),
  n: say('số trường hợp', 'cases'),
  place: say('hạng', 'rank'),
  of: say('trong số', 'ranked among'),
  tied: say('đồng hạng', 'tied'),
  target: say('chỉ tiêu', 'target'),
  standing: say('so với chỉ tiêu', 'against target'),
  estimated: say('ước tính', 'estimated'),
  basis: say('cơ sở', 'basis'),
  ofPeriod: say('kỳ của số liệu', 'period of the figure'),
} as const satisfies Record<string, Words>

/** Kinds of nothing. */
export const NONE_WORDS = {
  noData: say('Chưa có dữ liệu', 'No data'),
  notApplicable: say('Không áp dụng', 'Not applicable'),
  suppressed: say('Ẩn vì quá ít', 'Hidden: too few'),
  tooFew: say('Chưa đủ hồ sơ để xếp hạng', 'Too few cases to rank'),
} as const

export const STANDING_WORDS = {
  met: say('Đạt', 'Met'),
  near: say('Sắp đạt', 'Near'),
  missed: say('Chưa đạt', 'Missed'),
  noData: say('Chưa có dữ liệu', 'No data'),
  noTarget: say('Không có chỉ tiêu', 'No target'),
} as const

export const BASIS_WORDS = {
  rows: say('theo hồ sơ', 'from dossiers'),
  reports: say('theo báo cáo', 'from reports'),
  mixed: say('hồ sơ và báo cáo', 'dossiers and reports'),
} as const

export const UNIT_OF_MEASURE_WORDS = {
  fraction: say('tỷ lệ từ 0 đến 1', 'ratio from 0 to 1'),
  points: say('điểm', 'points'),
  days: say('ngày', 'days'),
  hours: say('giờ', 'hours'),
  stars: say('sao', 'stars'),
  dossiers: say('hồ sơ', 'dossiers'),
  reports: say('phản ánh', 'reports'),
  answers: say('phiếu', 'answers'),
  procedures: say('thủ tục', 'procedures'),
  deliveries: say('lần gửi', 'deliveries'),
  number: say('số', 'number'),
} as const

/** Dimensions that no dataset has as a column. */
export const DIMENSION_WORDS: Readonly<Record<string, Words>> = {
  unit: say('Đơn vị', 'Unit'),
  procedure: say('Thủ tục', 'Procedure'),
  day: say('Ngày', 'Day'),
  week: say('Tuần', 'Week'),
  month: say('Tháng', 'Month'),
  quarter: say('Quý', 'Quarter'),
  year: say('Năm', 'Year'),
  periodKind: say('Loại kỳ', 'Kind of period'),
}
