import createError from '@fastify/error'
import { type ErrorText, say, words } from './error-text.ts'
import { ACCESS_ERRORS } from './errors-access.ts'
import { INTAKE_ERRORS } from './errors-intake.ts'
import { LIVE_ERRORS } from './errors-live.ts'
import { OUTBOUND_ERRORS } from './errors-outbound.ts'
import { STORE_ERRORS } from './errors-store.ts'

/** Refusals of the server itself: requests, access, feeds, pipeline. */
const SERVER_ERRORS = {
  IOC_BAD_REQUEST: say(
    400,
    'Yêu cầu không hợp lệ',
    'The request is not valid',
    words('{field}: {rule}', '{field}: {rule}'),
  ),
  IOC_BAD_JSON: say(400, 'Nội dung JSON không đọc được', 'The JSON body cannot be read', words('{reason}', '{reason}')),
  IOC_FEED_NOT_REGISTERED: say(
    403,
    'Nguồn chưa được đăng ký',
    'The feed is not registered',
    words('Quản trị phải dùng nguồn {feed} lần đầu.', 'An operator has to use feed {feed} first.'),
  ),
  IOC_NOT_FOUND: say(404, 'Không có địa chỉ này', 'There is nothing at this address'),
  IOC_UNKNOWN_DATASET: say(404, 'Không có loại dữ liệu này', 'There is no such dataset'),
  IOC_NO_BYTES: say(
    409,
    'Tệp gốc không còn được giữ',
    'The file is no longer kept',
    words('Hãy nộp lại tệp.', 'Send it again.'),
  ),
  IOC_METHOD: say(405, 'Địa chỉ này không nhận phương thức đó', 'This address does not take that method'),
  IOC_SHA_MISMATCH: say(
    409,
    'Tệp không phải là tệp đã xem trước',
    'The file is not the one that was previewed',
    words('Đợt dữ liệu có sha256 {sha256}.', 'The batch has sha256 {sha256}.'),
  ),
  IOC_MAPPING_MOVED: say(
    409,
    'Cách đọc tệp đã đổi sau khi xem trước',
    'The file has been read another way since it was previewed',
  ),
  IOC_SAMPLE_PRESENT: say(
    409,
    'Hệ thống đang hiển thị dữ liệu mô phỏng',
    'The installation shows sample data',
    words(
      'Gọi lại với ?replaceSample=1 để thu hồi vĩnh viễn dữ liệu mô phỏng và đưa dữ liệu thật vào số liệu.',
      'Call again with ?replaceSample=1 to withdraw the sample for good and make the real data count.',
    ),
  ),
  IOC_BODY_TOO_LARGE: say(413, 'Nội dung quá lớn', 'The body is too large'),
  IOC_MULTIPART_LIMIT: say(
    413,
    'Biểu mẫu có quá nhiều phần',
    'The form has too many parts',
    words('Mỗi lần nộp đúng một tệp trong trường "file".', 'Send exactly one file, in the field "file".'),
  ),
  IOC_BODY_TOO_SLOW: say(
    408,
    'Nội dung gửi đến quá chậm',
    'The body came in too slowly',
    words('Cần ít nhất {bytes} byte mỗi giây.', 'It needs at least {bytes} bytes a second.'),
  ),
  IOC_URL_TOO_LONG: say(414, 'Địa chỉ quá dài', 'The address is too long'),
  IOC_MEDIA_TYPE: say(415, 'Kiểu nội dung không được nhận', 'This content type is not taken'),
  IOC_CONTENT_ENCODING: say(415, 'Không nhận nội dung nén', 'Compressed bodies are not taken'),
  IOC_NO_FILE: say(
    422,
    'Thiếu tệp',
    'The file is missing',
    words('Gửi tệp trong trường "file".', 'Send it in the field "file".'),
  ),
  IOC_ROWS_REJECTED: say(422, 'Không dòng nào được nhận', 'No row was accepted'),
  IOC_QUARANTINE_UNKNOWN: say(404, 'Không có dòng được giữ riêng này', 'There is no such row kept aside'),
  IOC_QUARANTINE_DECIDED: say(
    409,
    'Dòng này đã được quyết định',
    'This row has been decided about',
    words('{state}', '{state}'),
    {
      counted: words('Dòng đã được đưa vào số liệu.', 'It counts by now.'),
      discarded: words('Dòng đã bị bỏ.', 'It was discarded.'),
    },
  ),
  IOC_INTERNAL: say(
    500,
    'Lỗi bên trong máy chủ',
    'Something went wrong inside the server',
    words('Hãy báo cho quản trị mã tra cứu này.', 'Tell the operator this trace id.'),
  ),
  IOC_BAD_CONFIG: say(500, 'Cấu hình không hợp lệ', 'The configuration is not valid'),
  IOC_NOT_READY: say(503, 'Máy chủ chưa sẵn sàng', 'The server is not ready'),
  IOC_TOO_SLOW: say(503, 'Yêu cầu mất quá nhiều thời gian', 'The request took too long'),
  IOC_DISK_LOW: say(
    507,
    'Đĩa sắp đầy, tạm ngừng nhận dữ liệu',
    'The disk is nearly full: nothing is taken in',
    words('Số liệu vẫn xem được. Hãy giải phóng dung lượng.', 'Figures stay readable. Free some space.'),
  ),
} as const satisfies Record<string, ErrorText>

const ALL = {
  ...SERVER_ERRORS,
  ...ACCESS_ERRORS,
  ...STORE_ERRORS,
  ...INTAKE_ERRORS,
  ...LIVE_ERRORS,
  ...OUTBOUND_ERRORS,
}

/** Every code of the product. `docs/errors.md` gives cause and cure of each; a test compares the two. */
export const ERRORS: Readonly<Record<string, ErrorText>> = ALL

/** The name of a refusal. */
export type ErrorCode = keyof typeof ALL

/** A named refusal on its way to a problem answer. */
export interface Refusal extends Error {
  code: string
  statusCode: number
  /** Where it happened; fills the `{places}` of the detail. */
  at?: Record<string, string | number>
  /** The names that would have been understood. */
  known?: readonly string[]
}

/** Makes the error of a code: `throw refusal('IOC_SHA_MISMATCH', { sha256 })`. */
export function refusal(code: ErrorCode, at?: Record<string, string | number>, known?: readonly string[]): Refusal {
  const { status, title } = ALL[code]
  const Refused = createError(code, title.en, status)
  const error: Refusal = new Refused()
  return Object.assign(error, at && { at }, known && { known })
}
