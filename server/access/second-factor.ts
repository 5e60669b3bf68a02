import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Clock } from '../clock.ts'
import { createSealing } from './sealing.ts'
import { fingerprint } from './tokens.ts'

/** Name under which authenticator apps list the installation. */
const ISSUER = 'Toàn Cảnh'
/** RFC 6238 with the values that every authenticator app knows. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Steps before and after the present one: clocks of phones differ. */
const WINDOW = 1
const SECRET_BYTES = 20

/** How many recovery codes somebody gets. */
export const RECOVERY_CODES = 10
const RECOVERY_BYTES = 10

/** The code of an authenticator app, and the codes for the day on which the phone is lost. */
export interface SecondFactor {
  /** A new shared secret: as text, as the address behind the QR picture, and as it is kept. */
  offer(user: string): { secret: string; uri: string; sealed: Buffer }
  /**
   * The time step of a right code, to be kept as the next `last`; null for a wrong, old or used one.
   *
   * @param last - the step that was taken last: that one and those before it are used
   */
  step(sealed: Uint8Array, code: string, last: number | null): number | null
  /** Codes that work once each, to be shown once, and what is kept of them. */
  recovery(): { codes: string[]; hashes: string[] }
  /** What is left after a recovery code was used; null when it is none of them. */
  spend(code: string, hashes: readonly string[]): string[] | null
}

/** @param secret - the installation's; seals what is kept */
export function createSecondFactor({ secret, clock }: { secret: string; clock: Clock }): SecondFactor {
  const sealing = createSealing(secret, 'second factor')
  /** Null for what was altered: no code of it is right, and the sign-in fails like any other. */
  const unsealed = (sealed: Uint8Array): Buffer | null => {
    try {
      return sealing.unseal(sealed)
    } catch {
      return null
    }
  }
  return {
    offer(user) {
      const bytes = randomBytes(SECRET_BYTES)
      const totp = new TOTP({ ...FORM, issuer: ISSUER, label: user, secret: toSecret(bytes) })
      return { secret: totp.secret.base32, uri: totp.toString(), sealed: sealing.seal(bytes) }
    },
    step(sealed, code, last) {
      const bytes = unsealed(sealed)
      if (bytes === null) return null
      const totp = new TOTP({ ...FORM, secret: toSecret(bytes) })
      const timestamp = clock.now().getTime()
      const token = code.replace(/[\s-]/g, '')
      const delta = /^\d{6}$/.test(token) ? totp.validate({ token, timestamp, window: WINDOW }) : null
      const step = delta === null ? null : totp.counter({ timestamp }) + delta
      return step !== null && (last === null || step > last) ? step : null
    },
    recovery() {
      const codes = Array.from({ length: RECOVERY_CODES }, () => toCode(randomBytes(RECOVERY_BYTES)))
      return { codes, hashes: codes.map(hashOfCode) }
    },
    spend(code, hashes) {
      const used = hashOfCode(code)
      return hashes.includes(used) ? hashes.filter((hash) => hash !== used) : null
    },
  }
}

function toSecret(bytes: Buffer): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer })
}

/** 80 bits as `ABCD-EFGH-JKLM-NPQR`. */
function toCode(bytes: Buffer): string {
  return toSecret(bytes).base32.replace(/.{4}(?=.)/g, '$&-')
}

function hashOfCode(code: string): string {
  return fingerprint(`recovery ${code.toUpperCase().replace(/[^A-Z2-7]/g, '')}`)
}
