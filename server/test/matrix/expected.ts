import type { CallerName } from './callers.ts'

/** What a caller hears: he is let in (whatever comes then), or the code with which he is kept out. */
export type Verdict =
  | 'in'
  | 'IOC_NOT_SIGNED_IN'
  | 'IOC_NOT_ALLOWED'
  | 'IOC_STEP_UP'
  | 'IOC_ACCOUNT_UNFINISHED'
  | 'IOC_NO_ACCOUNT'
  | 'IOC_ROWS_NOT_ALLOWED'
  | 'IOC_SETUP_OVER'

type Kind = 'leader' | 'analyst' | 'officer' | 'operator' | 'screen' | 'pushing' | 'reading'

/** One line of the bar's matrix of roles and resources (RELIABILITY §2.3), with the routes that are this resource here. */
export interface Resource {
  resource: string
  /** Who may, in the words of the bar and of `differs`; `everybody` needs no sign-in. */
  may: readonly Kind[] | 'everybody'
  routes: readonly string[]
  /** Where we let in somebody whom the bar does not, or the other way round, and why. */
  differs?: string
  /** Takes an operator who sees everything. */
  whole?: true
  /** A change takes a password or code that was shown lately. */
  stepUp?: true
  /** Also while password or second factor are missing. */
  unfinished?: true
  /** Of people with an account of their own. */
  own?: true
  /** Not for screens in public halls. */
  inHalls?: false
}

const PEOPLE = ['leader', 'analyst', 'officer', 'operator'] as const
const FIGURES = [...PEOPLE, 'screen', 'reading'] as const

/** Written down from the bar, not from `policy.ts`: a slip there fails here. */
export const RESOURCES: readonly Resource[] = [
  {
    resource: 'health, sign-in, pairing',
    may: 'everybody',
    routes: [
      'GET /healthz',
      'GET /readyz',
      'GET /api/v1/session/options',
      'GET /api/v1/session/oidc/start',
      'GET /api/v1/session/oidc/callback',
      'POST /api/v1/session',
      'DELETE /api/v1/session',
      'POST /api/v1/session/accept',
      'POST /api/v1/screens/pairing',
      'POST /api/v1/screens/pairing/claim',
    ],
  },
  {
    resource: 'wall view, metrics query',
    may: FIGURES,
    differs:
      'A screen asks the same questions as a page, of its own unit and never for rows: the bar gives it one view. A key may have the right to read figures, for other centres; the bar knows keys that push only.',
    routes: [
      'POST /api/v1/figures',
      'POST /api/v1/figures/receipt',
      'POST /api/v1/figures/reconciliation',
      'GET /api/v1/measures',
      'GET /api/v1/units',
      'GET /api/v1/units/changes',
      'GET /api/v1/units/:unit',
      'GET /api/v1/boundaries',
      'GET /api/v1/calendar',
      'GET /api/v1/procedures',
    ],
  },
  {
    resource: 'an index taken apart',
    may: FIGURES,
    inHalls: false,
    differs: 'Its parts would give small counts away, so that a screen in a public hall is kept from it.',
    routes: ['GET /api/v1/index'],
  },
  {
    resource: 'the document of the API, versions',
    may: FIGURES,
    differs: 'The bar wants a token or another port for versions; who is signed in may know them.',
    routes: [
      'GET /version',
      'GET /openapi.json',
      'GET /docs',
      'GET /docs/',
      'GET /docs/json',
      'GET /docs/yaml',
      'GET /docs/static/*',
      'GET /docs/static/index.html',
      'GET /docs/static/swagger-initializer.js',
    ],
  },
  {
    resource: 'who am I',
    may: [...FIGURES, 'pushing'],
    unfinished: true,
    routes: ['GET /api/v1/session'],
  },
  {
    resource: 'rows behind a figure, personal fields masked',
    may: PEOPLE,
    differs: 'Rows hold no personal field at all (codes are sealed), so an operator sees them as others do.',
    routes: ['POST /api/v1/figures/rows', 'POST /api/v1/figures/change', 'POST /api/v1/figures/change/rows'],
  },
  {
    resource: 'personal fields revealed',
    may: ['leader', 'officer'],
    routes: ['POST /api/v1/codes/reveal'],
  },
  {
    resource: 'state of the sources',
    may: PEOPLE,
    routes: [
      'GET /api/v1/feeds',
      'GET /api/v1/feeds/reminders',
      'GET /api/v1/feeds/:id/record',
      'GET /api/v1/datasets/:dataset/template.csv',
      'GET /api/v1/datasets/:dataset/template.xlsx',
    ],
  },
  {
    resource: 'deliveries and their verdicts',
    may: ['analyst', 'officer', 'operator'],
    differs: 'The bar has no line for them; analysts look into verdicts to judge a source.',
    routes: [
      'GET /api/v1/batches',
      'GET /api/v1/batches/:id',
      'GET /api/v1/batches/:id/effect',
      'GET /api/v1/batches/:id/sheet',
      'GET /api/v1/batches/:id/withdraw/effect',
      'GET /api/v1/feeds/:id/memory',
      'GET /api/v1/quarantine',
      'GET /api/v1/feeds/:id/pull',
      'GET /api/v1/batches/:id/receipt',
    ],
  },
  {
    resource: 'upload, commit',
    may: ['officer', 'operator'],
    differs:
      'The bar keeps operators out; the contract gives IOC_ADMIN_TOKEN the operator’s role and the whole API. The audit names who did it.',
    routes: [
      'POST /api/v1/batches',
      'PATCH /api/v1/batches/:id',
      'DELETE /api/v1/batches/:id',
      'POST /api/v1/batches/:id/commit',
      'GET /api/v1/batches/:id/workbook',
      'POST /api/v1/batches/:id/decline',
      'DELETE /api/v1/feeds/:id/memory',
      'POST /api/v1/batches/:id/withdraw',
      'PATCH /api/v1/feeds/:id',
      'POST /api/v1/quarantine/:id',
      'POST /api/v1/feeds/:id/pull/now',
    ],
  },
  {
    resource: 'the register of sources',
    may: ['operator'],
    differs: 'The bar has no line for it; an operator of one unit registers sources of that unit.',
    routes: ['POST /api/v1/feeds'],
  },
  {
    resource: 'push events',
    may: ['officer', 'operator', 'pushing'],
    differs: 'Officers and operators may push what they may upload.',
    routes: ['POST /api/v1/push/:dataset'],
  },
  {
    resource: 'export, aggregated',
    may: PEOPLE,
    differs: 'Operators see these figures on every page; a file of them is audited.',
    routes: ['POST /api/v1/exports/figures'],
  },
  { resource: 'export, rows', may: ['analyst', 'officer'], routes: ['POST /api/v1/exports/rows'] },
  {
    resource: 'users, keys, devices',
    may: ['operator'],
    whole: true,
    stepUp: true,
    routes: [
      'GET /api/v1/people',
      'POST /api/v1/people',
      'PATCH /api/v1/people/:id',
      'POST /api/v1/people/:id/invitation',
      'DELETE /api/v1/people/:id/sessions',
      'GET /api/v1/keys',
      'POST /api/v1/keys',
      'DELETE /api/v1/keys/:id',
      'GET /api/v1/screens',
      'POST /api/v1/screens',
      'PATCH /api/v1/screens/:id',
      'DELETE /api/v1/screens/:id',
      'POST /api/v1/session/links',
      'PATCH /api/v1/settings',
      'POST /api/v1/purges',
      'PUT /api/v1/feeds/:id/pull',
      'DELETE /api/v1/feeds/:id/pull',
    ],
  },
  {
    resource: 'the running of the program',
    may: ['operator'],
    whole: true,
    routes: [
      'GET /metrics',
      'GET /api/v1/limits',
      'GET /api/v1/settings',
      'GET /api/v1/purges',
      'POST /api/v1/verification',
      'POST /api/v1/audit/verification',
      'GET /api/v1/audit/export',
    ],
  },
  { resource: 'audit', may: ['officer', 'operator'], routes: ['GET /api/v1/audit'] },
  {
    resource: 'one’s own account',
    may: PEOPLE,
    own: true,
    unfinished: true,
    routes: [
      'GET /api/v1/account',
      'POST /api/v1/account/totp',
      'DELETE /api/v1/account/sessions',
      'DELETE /api/v1/account/sessions/:id',
    ],
  },
  {
    resource: 'one’s own account, where the body is looked at before whose it is',
    may: PEOPLE,
    unfinished: true,
    routes: ['POST /api/v1/account/password', 'POST /api/v1/account/totp/confirm', 'POST /api/v1/session/step-up'],
  },
]

/** Pages and files of the browser program, which hold no figure. */
const BROWSER =
  /^\/($|assets\/|mark\.svg$|(wall|analysis|feeds|admin|account)(\/\*)?$|(sign-in|setup|invitation|screen)$)/

/** The first run is over: nothing is there, for nobody. */
export const SETUP = 'POST /api/v1/setup'

/** The line of the table of a route; HEAD is what GET is. */
export function resourceOf(method: string, url: string): Resource | null {
  const route = `${method === 'HEAD' ? 'GET' : method} ${url}`
  if (route.startsWith('GET ') && BROWSER.test(url))
    return { resource: 'browser program', may: 'everybody', routes: [] }
  return RESOURCES.find(({ routes }) => routes.includes(route)) ?? null
}

const KINDS: Readonly<Record<CallerName, Kind | null>> = {
  nobody: null,
  'wrong bearer': null,
  leader: 'leader',
  analyst: 'analyst',
  'officer of A': 'officer',
  'officer of B': 'officer',
  operator: 'operator',
  'operator of long ago': 'operator',
  'operator of A': 'operator',
  'admin token': 'operator',
  'office screen': 'screen',
  'public screen': 'screen',
  'key to push': 'pushing',
  'key for figures': 'reading',
  'link of a leader': 'leader',
  'unfinished officer': 'officer',
}

/** What the table says of a caller before a route. */
export function expectedOf(caller: CallerName, method: string, url: string): Verdict {
  if (`${method} ${url}` === SETUP) return 'IOC_SETUP_OVER'
  const resource = resourceOf(method, url)
  if (!resource) throw new Error(`${method} ${url} stands on no line of the table`)
  const kind = KINDS[caller]
  const { may, whole, stepUp, unfinished, own, inHalls } = resource
  if (caller === 'wrong bearer') return 'IOC_NOT_SIGNED_IN'
  if (may === 'everybody') return 'in'
  if (kind === null) return 'IOC_NOT_SIGNED_IN'
  if (caller === 'unfinished officer' && !unfinished) return 'IOC_ACCOUNT_UNFINISHED'
  if (!may.includes(kind) || (whole && caller === 'operator of A')) return 'IOC_NOT_ALLOWED'
  const isChange = !['GET', 'HEAD'].includes(method)
  if (stepUp && isChange && caller === 'operator of long ago') return 'IOC_STEP_UP'
  if (own && (caller === 'link of a leader' || caller === 'admin token')) return 'IOC_NO_ACCOUNT'
  if (inHalls === false && caller === 'public screen') return 'IOC_ROWS_NOT_ALLOWED'
  // A second factor in force is exchanged by who has shown it lately.
  if (url === '/api/v1/account/totp' && caller === 'operator of long ago') return 'IOC_STEP_UP'
  return 'in'
}
