import type { Line } from './lines.ts'
import { dossier } from './stronghold.ts'

const PUSH = { method: 'POST', path: '/api/v1/push/dossiers', as: 'key' } as const
const ASK = { method: 'POST', path: '/api/v1/figures', as: 'operator' } as const
const pushed = (...rows: unknown[]) => ({ feed: 'igate', rows })
const NOT_JSON = { status: 400, code: 'IOC_BAD_JSON' }
const REJECTED = { status: 422, code: 'IOC_ROWS_REJECTED' }
const BAD = { status: 400, code: 'IOC_BAD_REQUEST' }
const survey = (score: string) =>
  `{"feed":"khao-sat","rows":[{"code":"s1","unit":"area:31459","answeredAt":"2026-11-05T08:00:00+07:00","score":${score}}]}`
const nested = (depth: number) => `{"feed":"igate","rows":${'['.repeat(depth)}${']'.repeat(depth)}}`

/** A1–A21: what another system may send amiss. */
export const PUSH_LINES: readonly Line[] = [
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
]
