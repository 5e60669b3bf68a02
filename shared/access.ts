import { Type } from 'typebox'
import { PEOPLE_ROLES } from './roles.ts'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])
const Title = Type.String({ minLength: 1, maxLength: 120 })
/** A unit as it is named, null = everything. */
const MaybeUnit = Type.Union([Type.String({ minLength: 1, maxLength: 80 }), Type.Null()])
const PersonRole = Type.Enum(PEOPLE_ROLES)
const Origin = Type.Union([Type.Object({ ip: Text, agent: Text }), Type.Null()])

/** The way a person's user name is written; it is his name in every commit and never given to another. */
export const USER_NAME = '^[a-z][a-z0-9._-]{1,39}$'
/** ASVS 5.0, 6.2.1 and 6.2.9; Unicode characters after NFKC. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const

/** What somebody has to do before his session opens anything else. */
export const NEEDS = ['setup', 'password', 'totp'] as const

/** `GET /api/v1/session`: who is asking. */
export const SessionInfo = Type.Object(
  {
    actor: Text,
    /** As it is shown: the person's own name, else the actor. */
    name: Text,
    role: Text,
    /** The unit that this caller is limited to, null = everything. */
    unit: Type.Union([Type.Object({ unit: Text, name: Text, level: Text }), Type.Null()]),
    may: Type.Object({
      /** Read the rows behind a figure. */
      rows: Type.Boolean(),
      /** Send, commit and withdraw deliveries. */
      upload: Type.Boolean(),
      /** See dossier codes, audited. */
      reveal: Type.Boolean(),
      exportFigures: Type.Boolean(),
      exportRows: Type.Boolean(),
      /** People, keys, screens, settings. */
      admin: Type.Boolean(),
      audit: Type.Boolean(),
      /** Has an account of one's own: password, second factor, sessions. */
      account: Type.Boolean(),
    }),
    needs: Type.Union([Type.Literal('setup'), Type.Literal('password'), Type.Literal('totp'), Type.Null()]),
    /** To be sent back as `X-CSRF-Token` with every changing call; null for callers without a cookie session. */
    csrf: Maybe,
    /** The second factor or password was shown again so lately that changes to rights are taken; RFC 3339, null = not. */
    steppedUpUntil: Maybe,
    /** Small figures are hidden from this caller. */
    suppressed: Type.Boolean(),
    /** The unit on which the caller's screens begin: his own, else the installation's. */
    home: Type.Union([Type.Object({ unit: Text, name: Text, level: Text }), Type.Null()]),
    sample: Type.Boolean(),
    now: Text,
    version: Text,
  },
  { $id: 'SessionInfo' },
)
export type SessionInfo = Type.Static<typeof SessionInfo>

/** `GET /api/v1/session/options`: how one may sign in here; open to everybody. */
export const SignInOptions = Type.Object(
  {
    password: Type.Boolean(),
    /** Single sign-on, by the name that people know. */
    oidc: Type.Union([Type.Object({ label: Text }), Type.Null()]),
  },
  { $id: 'SignInOptions' },
)
export type SignInOptions = Type.Static<typeof SignInOptions>

/** One signed-in browser of a person. */
export const SessionItem = Type.Object({
  id: Text,
  openedAt: Text,
  seenAt: Text,
  endsAt: Text,
  from: Origin,
  how: Type.Enum(['password', 'oidc', 'link', 'setup']),
  /** The one that asks. */
  own: Type.Boolean(),
})
export type SessionItem = Type.Static<typeof SessionItem>

/** `GET /api/v1/account`. */
export const AccountInfo = Type.Object(
  {
    user: Text,
    name: Text,
    role: PersonRole,
    unit: Maybe,
    hasPassword: Type.Boolean(),
    passwordChangedAt: Maybe,
    totp: Type.Boolean(),
    recoveryCodesLeft: Type.Integer(),
    oidc: Type.Boolean(),
    sessions: Type.Array(SessionItem),
  },
  { $id: 'AccountInfo' },
)
export type AccountInfo = Type.Static<typeof AccountInfo>

/** `POST /api/v1/account/totp`: to be shown once, as text and as a picture of `uri`. */
export const TotpOffer = Type.Object({ secret: Text, uri: Text }, { $id: 'TotpOffer' })
export type TotpOffer = Type.Static<typeof TotpOffer>

/** One person, as `/admin` sees him. */
export const PersonItem = Type.Object(
  {
    id: Text,
    user: Text,
    name: Text,
    role: PersonRole,
    /** Limits him to this unit and all below it; null = everything. */
    unit: Maybe,
    state: Type.Enum(['invited', 'active', 'locked', 'disabled']),
    totp: Type.Boolean(),
    oidc: Type.Boolean(),
    /** The local account for the day on which single sign-on is down. */
    breakGlass: Type.Boolean(),
    lastSeenAt: Maybe,
    createdAt: Text,
    sessions: Type.Integer(),
  },
  { $id: 'PersonItem' },
)
export type PersonItem = Type.Static<typeof PersonItem>

export const NewPerson = Type.Object(
  {
    user: Type.String({ pattern: USER_NAME }),
    name: Title,
    role: PersonRole,
    unit: Type.Optional(MaybeUnit),
    breakGlass: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type NewPerson = Type.Static<typeof NewPerson>

export const PersonChange = Type.Object(
  {
    name: Type.Optional(Title),
    role: Type.Optional(PersonRole),
    unit: Type.Optional(MaybeUnit),
    disabled: Type.Optional(Type.Boolean()),
    /** Takes the second factor away, so that he enrols a new one: for a lost phone. */
    totp: Type.Optional(Type.Literal(false)),
  },
  { additionalProperties: false },
)
export type PersonChange = Type.Static<typeof PersonChange>

/** A link that lets an invited person set his password, once, until a moment; shown once. */
export const Invitation = Type.Object({ person: PersonItem, path: Text, until: Text }, { $id: 'Invitation' })
export type Invitation = Type.Static<typeof Invitation>

/** What an API key may do. */
export const KEY_RIGHTS = ['push', 'figures'] as const

/** An API key of another system; the key itself is shown once and never kept. */
export const KeyItem = Type.Object(
  {
    id: Text,
    title: Text,
    /** The visible beginning of the key. */
    prefix: Text,
    rights: Type.Array(Type.Enum(KEY_RIGHTS)),
    /** The only feed that it may push to; null = it may not push. */
    feed: Maybe,
    /** Limits it to this unit and all below it; null = everything. */
    unit: Maybe,
    /** CIDR ranges from which it is taken; empty = any address. */
    ranges: Type.Array(Text),
    createdBy: Text,
    createdAt: Text,
    endsAt: Maybe,
    lastUsedAt: Maybe,
    revokedAt: Maybe,
  },
  { $id: 'KeyItem' },
)
export type KeyItem = Type.Static<typeof KeyItem>

const Ranges = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 })

export const NewKey = Type.Object(
  {
    title: Title,
    rights: Type.Array(Type.Enum(KEY_RIGHTS), { minItems: 1, maxItems: 2 }),
    feed: Type.Optional(MaybeUnit),
    unit: Type.Optional(MaybeUnit),
    ranges: Type.Optional(Ranges),
    /** Days until it ends; absent = it does not. */
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  { additionalProperties: false },
)
export type NewKey = Type.Static<typeof NewKey>

/** A key at the only moment at which it can be read. */
export const CreatedKey = Type.Object(
  {
    item: KeyItem,
    key: Text,
    /** The feed's key until now, which works on until its `endsAt` so that a rotation leaves no gap. */
    replaces: Type.Optional(KeyItem),
  },
  { $id: 'CreatedKey' },
)
export type CreatedKey = Type.Static<typeof CreatedKey>

/** A wall display. */
export const ScreenItem = Type.Object(
  {
    id: Text,
    title: Text,
    /** Shows this unit and all below it; null = everything. */
    unit: Maybe,
    /** Stands where the public sees it: small figures are hidden. */
    public: Type.Boolean(),
    ranges: Type.Array(Text),
    approvedBy: Text,
    approvedAt: Text,
    seenAt: Maybe,
    seenIp: Maybe,
    rotatedAt: Text,
    revokedAt: Maybe,
  },
  { $id: 'ScreenItem' },
)
export type ScreenItem = Type.Static<typeof ScreenItem>

/** `POST /api/v1/screens/pairing`: what a display shows and with what it asks whether it was let in. */
export const Pairing = Type.Object(
  {
    /** Eight characters without those that look alike, as they are read out: `K7PM-3XQW`. */
    code: Text,
    ticket: Text,
    until: Text,
  },
  { $id: 'Pairing' },
)
export type Pairing = Type.Static<typeof Pairing>

export const ApproveScreen = Type.Object(
  {
    code: Type.String({ minLength: 8, maxLength: 12 }),
    title: Title,
    unit: Type.Optional(MaybeUnit),
    public: Type.Boolean(),
    ranges: Type.Optional(Ranges),
  },
  { additionalProperties: false },
)
export type ApproveScreen = Type.Static<typeof ApproveScreen>

export const ScreenChange = Type.Object(
  {
    title: Type.Optional(Title),
    unit: Type.Optional(MaybeUnit),
    public: Type.Optional(Type.Boolean()),
    ranges: Type.Optional(Ranges),
  },
  { additionalProperties: false },
)
export type ScreenChange = Type.Static<typeof ScreenChange>
