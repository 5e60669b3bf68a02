import { type ErrorText, say } from './error-text.ts'

/** Refusals of the ledger and the figures. */
export const STORE_ERRORS = {
  IOC_DATA_LOCKED: say(500, 'Thư mục dữ liệu đang được máy chủ khác dùng', 'Another server uses the data folder'),
  IOC_DATA_VERSION: say(
    500,
    'Thư mục dữ liệu thuộc phiên bản PostgreSQL khác',
    'The data folder belongs to another PostgreSQL version',
  ),
  IOC_DATA_FOREIGN: say(500, 'Thư mục không phải của chương trình này', 'The folder is not of this program'),
  IOC_DATA_ACCESS: say(500, 'Không vào được thư mục dữ liệu', 'The data folder cannot be entered'),
  IOC_DATA_START: say(500, 'Cơ sở dữ liệu nhúng không khởi động', 'The embedded database does not start'),
  IOC_DATABASE_UNFIT: say(500, 'Không dùng được cơ sở dữ liệu này', 'The database cannot be used'),
  IOC_DATABASE_NEWER: say(500, 'Cơ sở dữ liệu mới hơn chương trình', 'The database is newer than the program'),
  IOC_DATABASE_AWAY: say(503, 'Cơ sở dữ liệu chưa trả lời', 'The database does not answer'),
  IOC_SECRET_SHORT: say(500, 'IOC_SECRET quá ngắn', 'IOC_SECRET is too short'),
  IOC_SECRET_OTHER: say(500, 'IOC_SECRET không khớp với dữ liệu', 'IOC_SECRET does not belong to the data'),
  IOC_READ_TOO_LONG: say(503, 'Truy vấn quá lâu, hãy thu hẹp kỳ hoặc đơn vị', 'The question takes too long'),
  IOC_BATCH_NOT_READY: say(409, 'Đợt dữ liệu chưa sẵn sàng để đưa vào số liệu', 'The batch is not ready to count'),
  IOC_BATCH_REJECTED_ROWS: say(409, 'Đợt dữ liệu còn dòng lỗi', 'The batch has rejected rows'),
  IOC_BATCH_NOT_COMMITTED: say(409, 'Đợt dữ liệu không nằm trong số liệu', 'The batch does not count'),
  IOC_EFFECT_MOVED: say(409, 'Số liệu đã thay đổi sau khi xem trước', 'The figures moved since the preview'),
  IOC_FEED_UNKNOWN: say(404, 'Không có nguồn này', 'There is no such feed'),
  IOC_KEY_REUSED: say(
    422,
    'Idempotency-Key đã dùng cho nội dung khác',
    'The Idempotency-Key was used with another body',
  ),
  IOC_KEY_RUNNING: say(
    409,
    'Yêu cầu trước cùng khóa đang được xử lý',
    'The first request with this key is still at work',
  ),
  IOC_UNKNOWN_MEASURE: say(400, 'Không có chỉ số này', 'There is no such measure'),
  IOC_UNKNOWN_DIMENSION: say(400, 'Không có chiều này', 'There is no such dimension'),
  IOC_BAD_QUERY: say(400, 'Câu hỏi không hợp lệ', 'The query is not valid'),
  IOC_ROWS_NOT_ALLOWED: say(403, 'Không được xem từng dòng', 'Rows may not be seen'),
  IOC_BUSY: say(503, 'Máy chủ đang bận', 'The server is busy'),
  IOC_QUERY_TOO_LONG: say(503, 'Truy vấn bị dừng sau 5 giây', 'The query was cut after 5 s'),
} as const satisfies Record<string, ErrorText>
