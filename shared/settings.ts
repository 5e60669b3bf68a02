import { Type } from 'typebox'

const Text = Type.String()

/** One limit of the installation: `GET /api/v1/limits`. */
export const LimitItem = Type.Object({
  /** `loginTries`; its setting is `IOC_LIMIT_LOGIN_TRIES`. */
  name: Text,
  setting: Text,
  area: Text,
  /** What it holds back, for those who run the installation. */
  meaning: Type.Object({ vi: Text, en: Text }),
  unit: Text,
  value: Type.Number(),
  usual: Type.Number(),
  /** How much of it is used at this moment, where that can be said. */
  used: Type.Optional(Type.Number()),
  /** How often it refused somebody since the start. */
  refused: Type.Optional(Type.Integer()),
  /** Cannot be set. */
  fixed: Type.Optional(Type.Boolean()),
})
export type LimitItem = Type.Static<typeof LimitItem>

/** `GET /api/v1/limits`. */
export const LimitList = Type.Object({ limits: Type.Array(LimitItem) }, { $id: 'LimitList' })
export type LimitList = Type.Static<typeof LimitList>

/** `GET` and `PATCH /api/v1/settings`. */
export const InstallationSettings = Type.Object(
  {
    /** The unit that this installation serves; null = the root of the tree. */
    home: Type.Union([Type.Object({ unit: Text, name: Text, level: Text }), Type.Null()]),
    /** `IOC_UNIT` is set, so that it cannot be chosen here. */
    homeIsFixed: Type.Boolean(),
    oidc: Type.Union([Type.Object({ label: Text, issuer: Text }), Type.Null()]),
  },
  { $id: 'InstallationSettings' },
)
export type InstallationSettings = Type.Static<typeof InstallationSettings>

export const SettingsChange = Type.Object(
  {
    /** Id, code or name of the unit that this installation serves; null = the root of the tree. */
    home: Type.Union([Type.String({ minLength: 1, maxLength: 80 }), Type.Null()]),
  },
  { additionalProperties: false },
)
export type SettingsChange = Type.Static<typeof SettingsChange>
