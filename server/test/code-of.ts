import { Secret, TOTP } from 'otpauth'

/** What an authenticator app shows now for a secret as it is written under the picture. */
export function codeOf(secret: string, at: Date = new Date()): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) }).generate({ timestamp: at.getTime() })
}
