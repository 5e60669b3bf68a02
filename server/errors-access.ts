import { type ErrorText, say, words } from './error-text.ts'

/** Refusals of access: signing in, accounts, people, keys, screens, rights. */
export const ACCESS_ERRORS = {
  IOC_BAD_HOST: say(400, 'Tên máy chủ trong yêu cầu không đúng', 'The request names a host that is not this one'),
  IOC_KEY_IN_QUERY: say(
    400,
    'Khóa truy cập không được nằm trong địa chỉ',
    'A key may not stand in the address',
    words(
      'Hãy gửi khóa trong tiêu đề Authorization và đổi khóa này, vì nó đã có thể bị ghi lại.',
      'Send it in the Authorization header, and change this key: it may have been logged.',
    ),
  ),
  IOC_BAD_RANGE: say(
    400,
    'Dải địa chỉ không hợp lệ',
    'The address range is not valid',
    words('"{range}" không phải là địa chỉ hay dải CIDR.', '"{range}" is no address and no CIDR range.'),
  ),
  IOC_KEY_FEED: say(
    400,
    'Khóa và nguồn không khớp',
    'Key and feed do not fit',
    words(
      'Khóa có quyền đẩy dữ liệu cần đúng một nguồn; khóa khác không có nguồn.',
      'A key that may push needs exactly one feed; other keys have none.',
    ),
  ),
  IOC_KEY_UNIT: say(
    400,
    'Đơn vị của khóa nằm ngoài đơn vị của nguồn',
    'The unit of the key lies outside that of its feed',
    words('Nguồn {feed} không gồm đơn vị {unit}.', 'Feed {feed} does not cover unit {unit}.'),
  ),
  IOC_SIGN_IN_FAILED: say(401, 'Đăng nhập không thành công', 'The sign-in failed'),
  IOC_CODE_NEEDED: say(401, 'Cần mã xác thực', 'The code of the second factor is needed'),
  IOC_OIDC_FAILED: say(
    401,
    'Đăng nhập một lần không thành công',
    'The single sign-on failed',
    words('Hãy thử lại; nếu vẫn lỗi, báo cho quản trị.', 'Try again; if it still fails, tell the operator.'),
  ),
  IOC_NOT_SIGNED_IN: say(401, 'Cần đăng nhập', 'Sign in first'),
  IOC_NOT_ALLOWED: say(403, 'Tài khoản không có quyền này', 'This account may not do that'),
  IOC_CROSS_SITE: say(403, 'Yêu cầu đến từ một trang khác', 'The request came from another site'),
  IOC_CSRF: say(
    403,
    'Thiếu mã chống giả mạo yêu cầu',
    'The CSRF token is missing or of another session',
    words('Hãy tải lại trang.', 'Load the page again.'),
  ),
  IOC_STEP_UP: say(
    403,
    'Cần xác nhận lại danh tính',
    'Show your password or second factor again',
    words(
      'Việc thay đổi quyền cần mật khẩu hoặc mã xác thực vừa được nhập.',
      'Changes of rights need a password or code that was entered lately.',
    ),
  ),
  IOC_ACCOUNT_UNFINISHED: say(
    403,
    'Tài khoản chưa thiết lập xong',
    'The account is not finished',
    words('Trước hết hãy hoàn tất: {needs}.', 'First finish: {needs}.'),
    {
      setup: words('tạo tài khoản quản trị đầu tiên', 'the account of the first operator'),
      password: words('đặt mật khẩu', 'your password'),
      totp: words('đăng ký xác thực hai bước', 'your second factor'),
    },
  ),
  IOC_NO_ACCOUNT: say(403, 'Phiên này không có tài khoản riêng', 'This session has no account of its own'),
  IOC_UNIT_NOT_YOURS: say(
    403,
    'Đơn vị nằm ngoài phạm vi của bạn',
    'The unit lies outside what you may see',
    words('Đơn vị {unit}.', 'Unit {unit}.'),
  ),
  IOC_SETUP_OVER: say(404, 'Không có địa chỉ này', 'There is nothing at this address'),
  IOC_PERSON_UNKNOWN: say(404, 'Không có người này', 'There is no such person'),
  IOC_KEY_UNKNOWN: say(404, 'Không có khóa này', 'There is no such key'),
  IOC_SCREEN_UNKNOWN: say(404, 'Không có màn hình này', 'There is no such screen'),
  IOC_PAIRING_UNKNOWN: say(404, 'Mã ghép nối không đúng hoặc đã hết hạn', 'The pairing code is wrong or too old'),
  IOC_USER_TAKEN: say(
    409,
    'Tên đăng nhập đã có người dùng',
    'The user name is taken',
    words('"{user}" đã hoặc từng thuộc về một người khác.', '"{user}" belongs or belonged to somebody else.'),
  ),
  IOC_LAST_OPERATOR: say(409, 'Phải còn ít nhất một quản trị', 'At least one operator has to stay'),
  IOC_PERSON_DISABLED: say(
    409,
    'Tài khoản của người này đang bị vô hiệu hóa',
    'This person’s account is disabled',
    words('Hãy kích hoạt lại tài khoản trước.', 'Enable it first.'),
  ),
  IOC_PERSON_OF_OIDC: say(
    409,
    'Người này đăng nhập một lần qua hệ thống của tỉnh',
    'This person signs in at the province’s provider',
    words('Mật khẩu được đặt ở hệ thống đó.', 'The password is set there.'),
  ),
  IOC_KEY_LIMIT: say(
    409,
    'Nguồn này đã có hai khóa còn hiệu lực',
    'This feed already has two live keys',
    words('Hãy thu hồi khóa cũ trước.', 'Revoke the older one first.'),
  ),
  IOC_HOME_FIXED: say(
    409,
    'Đơn vị nhà được đặt khi khởi động',
    'The home unit is set at the start',
    words('Hãy bỏ IOC_UNIT rồi khởi động lại.', 'Take IOC_UNIT away and start again.'),
  ),
  IOC_PURGE_NOBODY: say(
    400,
    'Loại dữ liệu này không gắn với cá nhân nào',
    'Rows of this kind are about nobody',
    words('Chỉ xóa được định danh của dữ liệu có mã.', 'Only rows that have a code can be purged.'),
  ),
  IOC_PURGED_MEANWHILE: say(
    409,
    'Một phần dữ liệu đã được xóa định danh sau khi kiểm tra',
    'Rows were purged since this batch was checked',
    words(
      'Đợt này có dòng trước {before}. Hãy kiểm tra lại hoặc nộp lại tệp.',
      'It has rows before {before}. Have it checked again, or send it again.',
    ),
  ),
  IOC_PURGE_TOO_YOUNG: say(
    409,
    'Chưa đến hạn xóa dữ liệu này',
    'These rows are too young to be purged',
    words('Chỉ xóa được dữ liệu trước {before}.', 'Only rows before {before} can be purged.'),
  ),
  IOC_PAIRING_OVER: say(410, 'Mã ghép nối đã hết hạn', 'The pairing code has run out'),
  IOC_PASSWORD_WEAK: say(422, 'Mật khẩu chưa đủ mạnh', 'The password is too weak', words('{rule}', '{rule}'), {
    short: words('Mật khẩu cần ít nhất 12 ký tự.', 'It needs at least 12 characters.'),
    long: words('Mật khẩu dài tối đa 128 ký tự.', 'It may have at most 128 characters.'),
    common: words(
      'Mật khẩu này quá phổ biến. Hãy ghép ba, bốn từ không liên quan với nhau.',
      'It is among the most common ones. Put three or four words together that have nothing to do with each other.',
    ),
    own: words(
      'Mật khẩu không được chứa tên đăng nhập, họ tên, đơn vị hay tên của hệ thống.',
      'It may not hold your user name, your name, your unit or the name of the system.',
    ),
    guessable: words(
      'Mật khẩu này dễ đoán. Hãy ghép ba, bốn từ không liên quan với nhau.',
      'It is easy to guess. Put three or four words together that have nothing to do with each other.',
    ),
  }),
  IOC_SIGN_IN_LOCKED: say(
    429,
    'Đăng nhập sai quá nhiều lần',
    'Too many failed sign-ins',
    words('Thử lại sau {minutes} phút.', 'Try again in {minutes} minutes.'),
  ),
  IOC_TOO_MANY_REQUESTS: say(
    429,
    'Quá nhiều yêu cầu',
    'Too many requests',
    words(
      'Giới hạn {limit} mỗi {window}. Thử lại sau {seconds} giây.',
      'The limit is {limit} in {window}. Try again in {seconds} s.',
    ),
  ),
} as const satisfies Record<string, ErrorText>
