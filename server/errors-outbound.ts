import { type ErrorText, say, words } from './error-text.ts'

/** Refusals of the guard on outgoing calls. */
export const OUTBOUND_ERRORS = {
  IOC_OUTBOUND_REFUSED: say(
    400,
    'Không được phép gọi địa chỉ này',
    'This address may not be called',
    words('{rule}', '{rule}'),
    {
      form: words('Địa chỉ không hợp lệ.', 'It is no plain address.'),
      scheme: words('Chỉ gọi qua https.', 'Only https is called.'),
      user: words('Địa chỉ không được chứa tên hay mật khẩu.', 'It may not hold a user or password.'),
      host: words('Máy chủ không có trong IOC_OUTBOUND.', 'Its host is not listed in IOC_OUTBOUND.'),
      port: words('Cổng không có trong IOC_OUTBOUND.', 'Its port is not listed in IOC_OUTBOUND.'),
      address: words(
        'Tên này trỏ tới một địa chỉ nội bộ hoặc dành riêng.',
        'It stands for an address inside a network, or for a reserved one.',
      ),
    },
  ),
  IOC_OUTBOUND_FAILED: say(
    502,
    'Hệ thống được gọi không trả lời đúng',
    'The other system did not answer as it should',
    words('{rule}', '{rule}'),
    {
      name: words('Không phân giải được tên máy chủ.', 'Its name cannot be looked up.'),
      unreachable: words('Không kết nối được.', 'It cannot be reached.'),
      slow: words('Quá thời gian cho phép.', 'It took longer than it may.'),
      large: words('Câu trả lời quá lớn.', 'The answer is larger than it may be.'),
      redirect: words('Nó chuyển hướng sang địa chỉ khác.', 'It redirects to another address.'),
      encoding: words('Câu trả lời bị nén.', 'The answer is compressed.'),
      answer: words('Câu trả lời không phải HTTP hợp lệ.', 'The answer is no valid HTTP.'),
    },
  ),
  IOC_PULL_UNKNOWN: say(404, 'Nguồn này không tự lấy tệp', 'This feed does not fetch its file itself'),
  IOC_PULL_RUNNING: say(409, 'Tệp của nguồn đang được lấy', 'The file of this feed is being fetched'),
  IOC_PULL_STATUS: say(
    502,
    'Địa chỉ của nguồn trả lời bằng mã lỗi',
    'The address of the feed answered with an error',
    words('Mã trạng thái HTTP {status}.', 'HTTP status {status}.'),
  ),
} as const satisfies Record<string, ErrorText>
