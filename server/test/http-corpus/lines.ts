import { PUSH_LINES } from './lines-push.ts'
import type { Stronghold } from './stronghold.ts'

/** One input of the corpus (RELIABILITY §5.5) that an HTTP library can send, and what it hears. */
export interface Line {
  /** Its number there. */
  id: string
  what: string
  method?: string
  path: string
  as?: keyof Stronghold['as']
  headers?: Record<string, string>
  /** Sent as it is when it is a text, else as JSON. */
  body?: unknown
  status: number
  code?: string
  /** Where the bar lists another code: ours, and why. */
  why?: string
}

const ASK = { method: 'POST', path: '/api/v1/figures', as: 'operator' } as const
const period = { from: '2026-11-01', to: '2026-11-30' }
const question = { measures: ['dossiers.received'], unit: 'area:31459', period }
const NOT_JSON = { status: 400, code: 'IOC_BAD_JSON' }
const BAD = { status: 400, code: 'IOC_BAD_REQUEST' }
const UNKNOWN_DIMENSION = { status: 400, code: 'IOC_UNKNOWN_DIMENSION' }

/** All lines that an HTTP library can send. */
export const LINES: readonly Line[] = [
  ...PUSH_LINES,
  ...['toString', 'hasOwnProperty', 'constructor', '__proto__'].map((name) => ({
    id: 'A23',
    what: `${name} as dimension`,
    ...ASK,
    body: { ...question, by: [name] },
    ...UNKNOWN_DIMENSION,
  })),
  {
    id: 'A23',
    what: 'toString as filter',
    ...ASK,
    body: { ...question, where: { toString: ['x'] } },
    ...UNKNOWN_DIMENSION,
  },
  ...['unit; DROP TABLE batches', '1) UNION SELECT', '"a""b"', "read_csv('x')", 'unit--', 'unit/**/', "unit'"].map(
    (name) => ({
      id: 'A24',
      what: `split by ${name}`,
      ...ASK,
      body: { ...question, by: [name] },
      ...UNKNOWN_DIMENSION,
    }),
  ),
  { id: 'A24', what: 'split by 10,000 names', ...ASK, body: { ...question, by: Array(10_000).fill('unit') }, ...BAD },
  ...["'", '"', '%', '_', '\\', "' or 1=1 --", '{{7*7}}', '\u2028'].map((text) => ({
    id: 'A25',
    what: `a filter for ${text}`,
    ...ASK,
    body: { ...question, where: { status: [text] } },
    status: 200,
  })),
  {
    id: 'A26',
    what: 'an order by what was not asked for',
    ...ASK,
    body: { ...question, order: [['salary', 'asc']] },
    status: 400,
    code: 'IOC_BAD_QUERY',
  },
  { id: 'A26', what: 'a limit of −1', ...ASK, body: { ...question, limit: -1 }, ...BAD },
  { id: 'A26', what: 'a limit of 1e9', ...ASK, body: { ...question, limit: 1e9 }, ...BAD },
  { id: 'A26', what: 'a limit of NaN', ...ASK, body: `{"measures":["x"],"limit":NaN}`, ...NOT_JSON },
  {
    id: 'A26',
    what: 'a page that nobody gave out',
    ...ASK,
    body: { ...question, by: ['unit'], after: 'zzzz' },
    status: 400,
    code: 'IOC_BAD_QUERY',
  },
  { id: 'A27', what: '50 dimensions', ...ASK, body: { ...question, by: Array(50).fill('day') }, ...BAD },
  {
    id: 'A27',
    what: 'a hundred years by day',
    ...ASK,
    body: { ...question, by: ['day'], period: { from: '1926-01-01', to: '2026-01-01' } },
    status: 400,
    code: 'IOC_BAD_QUERY',
  },
  {
    id: 'A27',
    what: 'an end before its beginning',
    ...ASK,
    body: { ...question, period: { from: '2026-11-30', to: '2026-11-01' } },
    status: 400,
    code: 'IOC_BAD_PERIOD',
  },
  { id: 'A28', what: 'a parameter twice', path: '/api/v1/units?under=area:92&under=area:91', as: 'operator', ...BAD },
  {
    id: 'A31',
    what: 'the text of a template',
    path: '/api/v1/batches/:id',
    as: 'operator',
    status: 400,
    code: 'IOC_BAD_REQUEST',
    why: 'An id is letters, digits, - and _: what cannot be one is refused as such.',
  },
  {
    id: 'A31',
    what: 'the text of a template that nobody has',
    path: '/api/share/:key',
    as: 'operator',
    status: 404,
    code: 'IOC_NOT_FOUND',
  },
  {
    id: 'A31',
    what: 'the text of a template of units',
    path: '/api/v1/units/:unit',
    as: 'operator',
    status: 400,
    code: 'IOC_UNKNOWN_UNIT',
    why: 'A unit that nobody knows is 400 everywhere, with its name, as in questions.',
  },
  ...[
    '/assets/index.js.map',
    '/.env',
    '/.git/config',
    '/package-lock.json',
    '/package.json',
    '/server/main.ts',
    '/data/secret',
    '/index.html',
  ].map((path) => ({ id: 'A34', what: path, path, as: 'operator' as const, status: 404, code: 'IOC_NOT_FOUND' })),
  {
    id: 'A41',
    what: 'a packed body',
    ...ASK,
    headers: { 'content-encoding': 'gzip' },
    body: 'x',
    status: 415,
    code: 'IOC_CONTENT_ENCODING',
  },
  {
    id: 'A41',
    what: 'an unknown packing',
    ...ASK,
    headers: { 'content-encoding': 'zzz' },
    body: 'x',
    status: 415,
    code: 'IOC_CONTENT_ENCODING',
  },
  {
    id: 'A48',
    what: 'a form of another site',
    method: 'POST',
    path: '/api/v1/batches?dataset=dossiers&feed=igate',
    as: 'officer',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
    status: 403,
    code: 'IOC_CROSS_SITE',
  },
  {
    id: 'A48',
    what: 'a token of another session',
    method: 'POST',
    path: '/api/v1/batches?dataset=dossiers&feed=igate',
    as: 'officer',
    headers: { 'x-csrf-token': 'x'.repeat(43) },
    body: {},
    status: 403,
    code: 'IOC_CSRF',
  },
  {
    id: 'A49',
    what: 'an altered cookie',
    path: '/api/v1/session',
    headers: { cookie: `ioc_session=${'A'.repeat(43)}` },
    status: 401,
    code: 'IOC_NOT_SIGNED_IN',
  },
  {
    id: 'A66',
    what: 'an officer at the people',
    path: '/api/v1/people',
    as: 'officer',
    status: 403,
    code: 'IOC_NOT_ALLOWED',
  },
  {
    id: 'A66',
    what: 'a key at the deliveries',
    path: '/api/v1/batches',
    as: 'key',
    status: 403,
    code: 'IOC_NOT_ALLOWED',
  },
  {
    id: 'A66',
    what: 'a leader who delivers',
    method: 'POST',
    path: '/api/v1/batches?dataset=dossiers&feed=igate',
    as: 'leader',
    body: {},
    status: 403,
    code: 'IOC_NOT_ALLOWED',
  },
  ...(['nobody', 'operator', 'officer'] as const).map((as) => ({
    id: 'A67',
    what: `the first run again, as ${as}`,
    method: 'POST',
    path: '/api/v1/setup',
    as,
    body: { user: 'thu.hai', name: 'x', password: 'sông Hậu nước lớn 12 lần' },
    status: 404,
    code: 'IOC_SETUP_OVER',
  })),
]
