import { type Dataset, dayOfCell, type FeedHabits, type Row } from './dataset.ts'

/** Statuses of the list for synchronising with the national portal (DOMAIN §3.2), by what they mean for counting. */
export const REFUSED_OR_NEW = ['1', '3'] as const
export const PAUSED = ['5', '6', '8'] as const
export const WITHDRAWN = '7'
export const RESOLVED = ['9', '10'] as const

/**
 * Fills the status and the days that counting needs.
 *
 * `leftOn`: the local day on which the dossier left the queue (resolved, or returned to the citizen); `pausedOn`: since when
 * it waits for the citizen. Both null while it is worked on. `noDueOnTime`: it has no due date, and its system counts such a
 * result as on time; null else.
 *
 * @see DOMAIN §2.2; Circular 01/2020/TT-VPCP, form II.06
 */
export function completeDossier(row: Row, { noDueDate }: FeedHabits = {}): Row {
  const finishedAt = row.finishedAt ?? (row.status === '10' ? (row.returnedAt ?? null) : null)
  const status = row.status ?? (finishedAt === null ? '4' : row.returnedAt ? '10' : '9')
  const resolved = (RESOLVED as readonly string[]).includes(String(status))
  const paused = (PAUSED as readonly string[]).includes(String(status))
  const leftAt = resolved
    ? finishedAt
    : status === WITHDRAWN
      ? (row.returnedAt ?? row.statusAt ?? finishedAt ?? row.receivedAt ?? null)
      : null
  return {
    ...row,
    finishedAt,
    status,
    leftOn: dayOfCell(leftAt),
    pausedOn: paused ? dayOfCell(row.statusAt ?? row.receivedAt) : null,
    noDueOnTime: noDueDate === 'onTime' && (row.dueAt ?? null) === null ? true : null,
  }
}

/** Administrative dossiers (hồ sơ TTHC), one row each; the code is personal in effect and never stored in the row. */
export const dossiers: Dataset = {
  id: 'dossiers',
  title: { vi: 'Hồ sơ thủ tục hành chính', en: 'Administrative dossiers' },
  mode: 'upsert',
  key: ['code'],
  unitColumns: ['resolvingUnit', 'receivingUnit'],
  dateColumn: 'receivedAt',
  soughtBy: { days: ['receivedOn', 'finishedOn', 'dueOn'], left: 'leftOn' },
  lookup: 'inside',
  complete: completeDossier,
  history: [
    { name: 'firstKnownDueOn', take: 'first', of: 'dueOn', given: 'firstDueOn' },
    { name: 'dueMoves', take: 'moves', of: 'dueOn', given: 'firstDueOn' },
  ],
  dimensions: {
    receivingUnit: 'receivingUnit',
    resolvingUnit: 'resolvingUnit',
    field: 'field',
    procedure: 'procedureCode',
    channel: 'channel',
    serviceLevel: 'serviceLevel',
    status: 'status',
    applicantType: 'applicantType',
  },
  columns: [
    {
      name: 'code',
      kind: 'code',
      required: true,
      title: { vi: 'Mã hồ sơ', en: 'Dossier code' },
      headers: ['Số hồ sơ', 'MaHoSo', 'Mã số hồ sơ', 'Mã HS', 'dossierNo'],
    },
    {
      name: 'procedureCode',
      kind: 'name',
      title: { vi: 'Mã thủ tục', en: 'Procedure code' },
      headers: ['MaTTHC', 'Mã TTHC', 'Mã thủ tục hành chính'],
    },
    {
      name: 'procedureName',
      kind: 'name',
      title: { vi: 'Tên thủ tục hành chính', en: 'Procedure' },
      headers: ['TenTTHC', 'Thủ tục', 'Tên thủ tục', 'Tên TTHC', 'Thủ tục hành chính'],
    },
    {
      name: 'field',
      kind: 'category',
      title: { vi: 'Lĩnh vực', en: 'Field' },
      headers: ['TenLinhVuc', 'Tên lĩnh vực', 'LinhVuc'],
    },
    {
      name: 'receivingUnit',
      kind: 'unit',
      required: true,
      title: { vi: 'Đơn vị tiếp nhận', en: 'Receiving unit' },
      headers: ['Cơ quan tiếp nhận', 'Nơi tiếp nhận', 'DonViTiepNhan', 'Đơn vị', 'TenDonVi'],
    },
    {
      name: 'resolvingUnit',
      kind: 'unit',
      title: { vi: 'Đơn vị giải quyết', en: 'Resolving unit' },
      headers: [
        'Cơ quan giải quyết',
        'Nơi giải quyết',
        'DonViXuLy',
        'Đơn vị xử lý',
        'Đơn vị/cá nhân giải quyết',
        'Cơ quan thực hiện',
      ],
    },
    {
      name: 'submittedAt',
      kind: 'instant',
      title: { vi: 'Ngày nộp hồ sơ', en: 'Submitted' },
      headers: ['Ngày nộp', 'NgayNop'],
    },
    {
      name: 'receivedAt',
      kind: 'instant',
      required: true,
      title: { vi: 'Ngày tiếp nhận', en: 'Received' },
      headers: ['Ngày nhận', 'NgayTiepNhan', 'Ngày nhận hồ sơ', 'Ngày tiếp nhận hồ sơ'],
    },
    {
      name: 'firstDueAt',
      kind: 'instant',
      title: { vi: 'Ngày hẹn trả lần đầu', en: 'First due' },
      headers: ['NgayHenTraTruoc', 'Hạn trả ban đầu'],
    },
    {
      name: 'dueAt',
      kind: 'instant',
      title: { vi: 'Ngày hẹn trả', en: 'Due' },
      headers: ['Hạn trả', 'NgayHenTra', 'Ngày hẹn trả kết quả', 'Hạn xử lý', 'Hạn giải quyết', 'NgayHenTraMoi'],
    },
    {
      name: 'finishedAt',
      kind: 'instant',
      title: { vi: 'Ngày kết thúc xử lý', en: 'Finished' },
      headers: ['Ngày có kết quả', 'NgayKetThucXuLy', 'Ngày kết thúc', 'Ngày hoàn thành', 'Ngày giải quyết xong'],
    },
    {
      name: 'returnedAt',
      kind: 'instant',
      title: { vi: 'Ngày trả', en: 'Handed over' },
      headers: ['NgayTra', 'Ngày trả kết quả'],
    },
    {
      name: 'status',
      kind: 'choice',
      title: { vi: 'Trạng thái', en: 'Status' },
      headers: ['TrangThaiHoSo', 'TrangThaiHoSoId', 'Trạng thái hồ sơ', 'Tình trạng'],
      choices: {
        '1': ['1', 'Mới đăng ký', 'Chờ tiếp nhận'],
        '2': ['2', 'Được tiếp nhận', 'Đã tiếp nhận', 'Mới tiếp nhận'],
        '3': ['3', 'Không được tiếp nhận', 'Từ chối', 'Từ chối tiếp nhận'],
        '4': ['4', 'Đang xử lý', 'Đang giải quyết', 'Đang thụ lý', 'Chờ xử lý'],
        '5': ['5', 'Yêu cầu bổ sung giấy tờ', 'Bổ sung', 'Chờ bổ sung', 'Yêu cầu bổ sung'],
        '6': [
          '6',
          'Yêu cầu thực hiện nghĩa vụ tài chính',
          'Nghĩa vụ tài chính',
          'Yêu cầu thực hiện NVTC',
          'Chờ thực hiện NVTC',
        ],
        '7': ['7', 'Công dân yêu cầu rút hồ sơ', 'Rút hồ sơ', 'Trả lại', 'Đã rút', 'Trả lại/Rút HS'],
        '8': ['8', 'Dừng xử lý', 'Tạm dừng'],
        '9': ['9', 'Đã xử lý xong', 'Đã có kết quả', 'Đã giải quyết', 'Chờ trả kết quả', 'Hoàn thành'],
        '10': ['10', 'Đã trả kết quả', 'Đã trả', 'Trả kết quả'],
      },
    },
    { name: 'statusAt', kind: 'instant', title: { vi: 'Ngày chuyển trạng thái', en: 'Status since' } },
    {
      name: 'channel',
      kind: 'choice',
      title: { vi: 'Hình thức nộp', en: 'Channel' },
      headers: ['KenhThucHien', 'HinhThuc', 'Kênh tiếp nhận', 'Hình thức tiếp nhận', 'Hình thức'],
      choices: {
        direct: ['1', 'Trực tiếp', 'direct', 'Một cửa', 'Tại quầy'],
        online: ['2', 'Trực tuyến', 'online', 'Qua mạng', 'Nộp trực tuyến'],
        post: ['3', 'Bưu chính công ích', 'BCCI', 'post', 'Bưu chính', 'Dịch vụ bưu chính', 'Qua bưu chính'],
        kiosk: ['kiosk', 'Ki-ốt', 'ATM', 'Kiosk tự động'],
      },
    },
    {
      name: 'serviceLevel',
      kind: 'choice',
      title: { vi: 'Mức độ dịch vụ', en: 'Service level' },
      headers: ['Mức độ', 'Loại dịch vụ công', 'DVC'],
      choices: {
        full: ['full', 'Toàn trình', 'DVC toàn trình', 'Mức độ 4'],
        partial: ['partial', 'Một phần', 'DVC một phần', 'Mức độ 3', 'Mức độ 2'],
        none: ['none', 'Không trực tuyến', 'Mức độ 1', 'Cung cấp thông tin'],
      },
    },
    {
      name: 'digitised',
      kind: 'flag',
      title: { vi: 'Số hóa hồ sơ', en: 'Digitised' },
      headers: ['Có số hóa TPHS', 'Đã số hóa'],
    },
    {
      name: 'eResult',
      kind: 'flag',
      title: { vi: 'Kết quả điện tử', en: 'Electronic result' },
      headers: ['Cấp kết quả điện tử'],
    },
    { name: 'reused', kind: 'flag', title: { vi: 'Tái sử dụng dữ liệu', en: 'Data reused' }, headers: ['Tái sử dụng'] },
    { name: 'feeDue', kind: 'flag', title: { vi: 'Có phí, lệ phí', en: 'Fee due' }, headers: ['Thuộc thủ tục có phí'] },
    {
      name: 'paidOnline',
      kind: 'flag',
      title: { vi: 'Thanh toán trực tuyến', en: 'Paid online' },
      headers: ['Đã TTTT', 'Thanh toán online'],
    },
    {
      name: 'applicantType',
      kind: 'choice',
      title: { vi: 'Loại đối tượng', en: 'Applicant type' },
      headers: ['LoaiDoiTuong', 'Đối tượng'],
      choices: {
        citizen: ['citizen', 'Công dân', 'Cá nhân'],
        business: ['business', 'Doanh nghiệp', 'Tổ chức'],
        household: ['household', 'Hộ kinh doanh'],
      },
    },
    {
      name: 'updatedAt',
      kind: 'instant',
      title: { vi: 'Ngày cập nhật', en: 'Updated' },
      headers: ['Thời điểm cập nhật'],
    },
    { name: 'sourceVersion', kind: 'count', title: { vi: 'Phiên bản nguồn', en: 'Source version' } },
    { name: 'leftOn', kind: 'day', derived: true, title: { vi: 'Ngày rời hàng đợi', en: 'Left the queue' } },
    { name: 'pausedOn', kind: 'day', derived: true, title: { vi: 'Tạm dừng từ', en: 'Paused since' } },
    {
      name: 'noDueOnTime',
      kind: 'flag',
      derived: true,
      title: { vi: 'Không có hạn, nguồn tính đúng hạn', en: 'No due date, on time by its source' },
    },
  ],
}
