import { type ErrorText, say, words } from './error-text.ts'

/** Why a socket, or one of its packets, is refused. */
export const LIVE_ERRORS = {
  IOC_BAD_PACKET: say(400, 'Gói tin không đúng giao thức trực tiếp', 'The packet does not keep to the live protocol'),
  IOC_UNKNOWN_WATCH: say(
    404,
    'Kết nối này không theo dõi số liệu đó',
    'The socket does not follow this watch',
    words('Hãy gửi lại câu hỏi bằng figures:watch.', 'Ask again with figures:watch.'),
  ),
  IOC_TOO_MANY_WATCHES: say(429, 'Theo dõi quá nhiều số liệu cùng lúc', 'Too many questions are followed'),
  IOC_TOO_MANY_SOCKETS: say(429, 'Mở quá nhiều kết nối cùng lúc', 'Too many sockets are open'),
  IOC_TOO_MANY_EVENTS: say(429, 'Kết nối gửi quá nhanh', 'The socket sends too many packets'),
} as const satisfies Record<string, ErrorText>
