import type { Dataset } from './dataset.ts'

/**
 * Administrative procedures (thủ tục hành chính) with what their announcement says of them, one row for each spell in which it
 * stayed the same: how they are offered online, their fee, their time limit. `unit` performs the procedure, itself or through
 * the units below it; a catalogue that names none is that of its feed's unit.
 *
 * @see Decree 61/2018/NĐ-CP; Decree 42/2022/NĐ-CP, article 11 (full and partial online services); DOMAIN §2.5, §3.3
 */
export const procedures: Dataset = {
  id: 'procedures',
  title: { vi: 'Danh mục thủ tục hành chính', en: 'Administrative procedures' },
  mode: 'upsert',
  key: ['code', 'from'],
  unitColumns: ['unit'],
  open: true,
  dateColumn: 'from',
  lookup: 'inside',
  unitsOf: 'delivery',
  // A catalogue without dates speaks of all days: the procedures were there before somebody wrote them down.
  complete: (row) => ({ ...row, from: row.from ?? '0001-01-01', pilot: row.pilot ?? false }),
  dimensions: { procedure: 'code', field: 'field', procedureLevel: 'level', serviceLevel: 'serviceLevel' },
  columns: [
    {
      name: 'code',
      kind: 'name',
      required: true,
      title: { vi: 'Mã thủ tục', en: 'Procedure code' },
      headers: ['MaTTHC', 'Mã TTHC', 'Mã thủ tục hành chính', 'Mã số TTHC', 'Mã hồ sơ TTHC'],
    },
    {
      name: 'name',
      kind: 'name',
      required: true,
      title: { vi: 'Tên thủ tục hành chính', en: 'Procedure' },
      headers: ['TenTTHC', 'Tên thủ tục', 'Tên TTHC', 'Thủ tục hành chính', 'Thủ tục'],
    },
    {
      name: 'field',
      kind: 'category',
      title: { vi: 'Lĩnh vực', en: 'Field' },
      headers: ['TenLinhVuc', 'Tên lĩnh vực', 'LinhVuc'],
    },
    {
      name: 'level',
      kind: 'choice',
      title: { vi: 'Cấp thực hiện', en: 'Level that performs it' },
      headers: ['Cấp thủ tục', 'Cấp giải quyết', 'CapThucHien', 'Cấp'],
      choices: {
        central: ['central', 'Trung ương', 'Cấp bộ', 'Bộ'],
        province: ['province', 'Cấp tỉnh', 'Tỉnh'],
        district: ['district', 'Cấp huyện', 'Huyện'],
        commune: ['commune', 'Cấp xã', 'Xã'],
      },
    },
    {
      name: 'unit',
      kind: 'unit',
      title: { vi: 'Cơ quan thực hiện', en: 'Performing unit' },
      headers: ['Đơn vị thực hiện', 'Cơ quan giải quyết', 'Đơn vị', 'CoQuanThucHien'],
    },
    {
      name: 'from',
      kind: 'day',
      title: { vi: 'Hiệu lực từ ngày', en: 'From' },
      headers: ['Ngày hiệu lực', 'Từ ngày', 'Ngày công bố'],
    },
    { name: 'to', kind: 'day', title: { vi: 'Đến ngày', en: 'To' }, headers: ['Ngày hết hiệu lực', 'Ngày bãi bỏ'] },
    {
      name: 'serviceLevel',
      kind: 'choice',
      title: { vi: 'Mức độ dịch vụ', en: 'Service level' },
      headers: ['Mức độ', 'MucDo', 'Mức độ DVC', 'Loại dịch vụ công', 'Hình thức cung cấp dịch vụ công'],
      choices: {
        full: ['full', 'Toàn trình', 'DVC toàn trình', 'DVCTT toàn trình', 'Mức độ 4', '4'],
        partial: ['partial', 'Một phần', 'DVC một phần', 'DVCTT một phần', 'Mức độ 3', 'Mức độ 2', '3', '2'],
        none: ['none', 'Không trực tuyến', 'Mức độ 1', 'Cung cấp thông tin', '1'],
      },
    },
    {
      name: 'integrated',
      kind: 'flag',
      title: { vi: 'Đã tích hợp Cổng DVC quốc gia', en: 'Integrated with the national portal' },
      headers: ['Tích hợp Cổng DVCQG', 'Tích hợp DVCQG', 'Đã tích hợp'],
    },
    {
      name: 'fee',
      kind: 'flag',
      title: { vi: 'Có phí, lệ phí', en: 'With a fee' },
      headers: ['Có phí', 'Phí, lệ phí'],
    },
    {
      name: 'payable',
      kind: 'flag',
      title: { vi: 'Thanh toán trực tuyến được', en: 'Payable online' },
      headers: ['Cho phép thanh toán trực tuyến', 'Tích hợp thanh toán trực tuyến'],
    },
    {
      name: 'workingDays',
      kind: 'count',
      max: 400,
      title: { vi: 'Thời hạn giải quyết (ngày làm việc)', en: 'Time limit, working days' },
      headers: ['Thời hạn giải quyết', 'Thời gian giải quyết', 'Số ngày giải quyết', 'Thời hạn'],
    },
    { name: 'pilot', kind: 'flag', title: { vi: 'Thí điểm', en: 'Pilot' }, headers: ['Thực hiện thí điểm'] },
    { name: 'source', kind: 'name', title: { vi: 'Căn cứ', en: 'Source' }, headers: ['Quyết định công bố'] },
  ],
}
