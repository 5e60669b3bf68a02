import { type Dataset, dayOfCell, type Row } from './dataset.ts'

/** Statuses after which a report is no longer worked on (DOMAIN §4.2). */
export const FEEDBACK_CLOSED = ['answered', 'refused', 'duplicate'] as const

/** Fills status and the local day on which a report left the queue. */
export function completeFeedback(row: Row): Row {
  const status =
    row.status ?? (row.answeredAt ? 'answered' : row.acceptedAt ? 'accepted' : row.routedAt ? 'routed' : 'received')
  const closed = (FEEDBACK_CLOSED as readonly string[]).includes(String(status))
  return {
    ...row,
    submittedAt: row.submittedAt ?? row.receivedAt ?? null,
    receivedAt: row.receivedAt ?? row.submittedAt ?? null,
    status,
    leftOn: closed ? dayOfCell(row.answeredAt ?? row.updatedAt ?? row.receivedAt ?? row.submittedAt) : null,
  }
}

/** Field reports and other citizen feedback (phản ánh hiện trường), one row each; no reporter is ever stored. */
export const feedback: Dataset = {
  id: 'feedback',
  title: { vi: 'Phản ánh hiện trường', en: 'Citizen feedback' },
  mode: 'upsert',
  key: ['code'],
  unitColumns: ['unit'],
  dateColumn: 'receivedAt',
  soughtBy: { days: ['receivedOn', 'answeredOn'], left: 'leftOn' },
  lookup: 'inside',
  complete: completeFeedback,
  dimensions: { category: 'category', severity: 'severity', channel: 'channel', status: 'status' },
  columns: [
    {
      name: 'code',
      kind: 'code',
      required: true,
      title: { vi: 'Mã phản ánh', en: 'Report id' },
      headers: ['service_request_id', 'srnumber', 'Mã PA', 'Số phản ánh'],
    },
    {
      name: 'unit',
      kind: 'unit',
      required: true,
      title: { vi: 'Đơn vị xử lý', en: 'Unit' },
      headers: ['Đơn vị', 'Địa bàn', 'Xã, phường', 'agency_responsible', 'council_id'],
    },
    {
      name: 'category',
      kind: 'category',
      title: { vi: 'Lĩnh vực', en: 'Category' },
      headers: ['Loại phản ánh', 'Chuyên mục', 'service_name', 'service_code', 'type_id'],
    },
    {
      name: 'severity',
      kind: 'choice',
      title: { vi: 'Mức độ', en: 'Severity' },
      choices: {
        urgent: ['urgent', 'Khẩn', 'Khẩn cấp'],
        complex: ['complex', 'Phức tạp'],
        normal: ['normal', 'Bình thường', 'Thường'],
      },
    },
    {
      name: 'channel',
      kind: 'category',
      title: { vi: 'Kênh', en: 'Channel' },
      headers: ['Nguồn', 'Kênh tiếp nhận', 'source_id'],
    },
    {
      name: 'submittedAt',
      kind: 'instant',
      title: { vi: 'Thời điểm gửi', en: 'Submitted' },
      headers: ['requested_datetime', 'Ngày gửi', 'created_date'],
    },
    {
      name: 'receivedAt',
      kind: 'instant',
      title: { vi: 'Thời điểm tiếp nhận', en: 'Received' },
      headers: ['Ngày tiếp nhận'],
    },
    { name: 'routedAt', kind: 'instant', title: { vi: 'Thời điểm chuyển', en: 'Routed' }, headers: ['Ngày chuyển'] },
    { name: 'acceptedAt', kind: 'instant', title: { vi: 'Thời điểm đơn vị nhận', en: 'Accepted' } },
    {
      name: 'dueAt',
      kind: 'instant',
      title: { vi: 'Hạn xử lý', en: 'Due' },
      headers: ['expected_datetime', 'Hạn trả lời'],
    },
    {
      name: 'answeredAt',
      kind: 'instant',
      title: { vi: 'Thời điểm trả lời', en: 'Answered' },
      headers: ['Ngày trả lời', 'Ngày xử lý xong', 'closed_date'],
    },
    {
      name: 'status',
      kind: 'choice',
      title: { vi: 'Trạng thái', en: 'Status' },
      choices: {
        received: ['received', 'Đã gửi', 'Tiếp nhận', 'Mới', 'open'],
        routed: ['routed', 'Đã chuyển', 'Phân phối'],
        accepted: ['accepted', 'Đang xử lý', 'Cơ quan tiếp nhận'],
        answered: ['answered', 'Đã xử lý', 'Đã trả lời', 'closed'],
        refused: ['refused', 'Từ chối', 'Không đủ điều kiện'],
        duplicate: ['duplicate', 'Trùng'],
      },
    },
    { name: 'rating', kind: 'number', min: 1, max: 5, title: { vi: 'Đánh giá', en: 'Rating' } },
    { name: 'reopened', kind: 'flag', title: { vi: 'Xử lý lại', en: 'Reopened' } },
    {
      name: 'lng',
      kind: 'degrees',
      min: -180,
      max: 180,
      title: { vi: 'Kinh độ', en: 'Longitude' },
      headers: ['long', 'longitude', 'lon'],
    },
    { name: 'lat', kind: 'degrees', min: -90, max: 90, title: { vi: 'Vĩ độ', en: 'Latitude' }, headers: ['latitude'] },
    { name: 'updatedAt', kind: 'instant', title: { vi: 'Cập nhật', en: 'Updated' }, headers: ['updated_datetime'] },
    { name: 'leftOn', kind: 'day', derived: true, title: { vi: 'Ngày rời hàng đợi', en: 'Left the queue' } },
  ],
}
