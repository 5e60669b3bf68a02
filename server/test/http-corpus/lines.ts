import { dossier, type Stronghold } from './stronghold.ts'

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

const PUSH = { method: 'POST', path: '/api/v1/push/dossiers', as: 'key' } as const
const ASK = { method: 'POST', path: '/api/v1/figures', as: 'operator' } as const
const period = { from: '2026-11-01', to: '2026-11-30' }
const question = { measures: ['dossiers.received'], unit: 'area:31459', period }
const pushed = (...rows: unknown[]) => ({ feed: 'igate', rows })
const NOT_JSON = { status: 400, code: 'IOC_BAD_JSON' }
const REJECTED = { status: 422, code: 'IOC_ROWS_REJECTED' }
const BAD = { status: 400, code: 'IOC_BAD_REQUEST' }
const survey = (score: string) =>
  `{"feed":"khao-sat","rows":[{"code":"s1","unit":"area:31459","answeredAt":"2026-11-05T08:00:00+07:00","score":${score}}]}`
const UNKNOWN_DIMENSION = { status: 400, code: 'IOC_UNKNOWN_DIMENSION' }
const nested = (depth: number) => `{"feed":"igate","rows":${'['.repeat(depth)}${']'.repeat(depth)}}`

export const LINES: readonly Line[] = [
  { id: 'A1', what: 'no key', ...PUSH, as: 'nobody', body: pushed(dossier(9)), status: 401, code: 'IOC_NOT_SIGNED_IN' },
  {
    id: 'A1',
    what: 'a wrong key',
    ...PUSH,
    as: 'nobody',
    headers: { authorization: `Bearer tck_AAAAAAAA_${'A'.repeat(43)}` },
    body: pushed(dossier(9)),
    status: 401,
    code: 'IOC_NOT_SIGNED_IN',
  },
  {
    id: 'A1',
    what: 'a revoked key',
    ...PUSH,
    as: 'revokedKey',
    body: pushed(dossier(9)),
    status: 401,
    code: 'IOC_NOT_SIGNED_IN',
  },
  {
    id: 'A1',
    what: 'a key of another feed',
    ...PUSH,
    body: { feed: 'other', rows: [dossier(9)] },
    status: 403,
    code: 'IOC_NOT_ALLOWED',
  },
  {
    id: 'A2',
    what: 'a key in the address',
    ...PUSH,
    path: '/api/v1/push/dossiers?api_key=tck_x',
    body: pushed(dossier(9)),
    status: 400,
    code: 'IOC_KEY_IN_QUERY',
  },
  { id: 'A2', what: 'a key in the body', ...PUSH, body: { ...pushed(dossier(9)), key: 'tck_x' }, ...BAD },
  { id: 'A3', what: 'no JSON', ...PUSH, body: 'feed=igate', ...NOT_JSON },
  { id: 'A3', what: 'a comma too many', ...PUSH, body: '{"feed":"igate","rows":[{}],}', ...NOT_JSON },
  { id: 'A3', what: 'two documents', ...PUSH, body: '{}{}', ...NOT_JSON },
  { id: 'A3', what: 'a byte order mark', ...PUSH, body: '\uFEFF{"feed":"igate","rows":[{}]}', ...NOT_JSON },
  { id: 'A3', what: 'nothing', ...PUSH, body: '', ...NOT_JSON },
  { id: 'A4', what: 'depth 21', ...PUSH, body: nested(20), ...NOT_JSON },
  { id: 'A4', what: 'depth 100,000', ...PUSH, body: '['.repeat(100_000), ...NOT_JSON },
  { id: 'A5', what: 'a name twice', ...PUSH, body: '{"feed":"igate","feed":"igate","rows":[{}]}', ...NOT_JSON },
  {
    id: 'A5',
    what: 'a name twice, once escaped',
    ...PUSH,
    body: '{"feed":"igate","f\\u0065ed":"x","rows":[{}]}',
    ...NOT_JSON,
  },
  ...['9007199254740993', '1e400', '-1e400', '-0', '"1e3"'].map((score) => ({
    id: 'A6',
    what: `the number ${score}`,
    method: 'POST',
    path: '/api/v1/push/surveys?unit=area:31459',
    as: 'operator' as const,
    body: survey(score),
    ...REJECTED,
  })),
  {
    id: 'A7',
    what: '1,001 rows',
    ...PUSH,
    body: pushed(...Array.from({ length: 1001 }, () => ({}))),
    status: 413,
    code: 'IOC_TOO_MANY_ROWS',
  },
  {
    id: 'A9',
    what: 'a day to come',
    ...PUSH,
    body: pushed(dossier(9, { receivedAt: '2026-11-24T08:00:00+07:00' })),
    ...REJECTED,
    why: 'The bar sets it aside with 202; here a push is judged at once, and a row alone that is at fault is a refused push.',
  },
  {
    id: 'A20',
    what: '__proto__',
    ...PUSH,
    body: '{"feed":"igate","rows":[{"__proto__":{"polluted":1}}]}',
    ...NOT_JSON,
  },
  {
    id: 'A20',
    what: '__proto__ escaped',
    ...PUSH,
    body: '{"feed":"igate","rows":[{"\\u005f_proto__":{"polluted":1}}]}',
    ...NOT_JSON,
  },
  {
    id: 'A20',
    what: 'constructor.prototype',
    ...ASK,
    body: '{"constructor":{"prototype":{"polluted":1}}}',
    ...NOT_JSON,
  },
  { id: 'A21', what: 'the same in an address', path: '/api/v1/units?filter[__proto__][x]=1', as: 'operator', ...BAD },
  { id: 'A21', what: '__proto__ in an address', path: '/api/v1/units?__proto__=1', as: 'operator', ...BAD },
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
