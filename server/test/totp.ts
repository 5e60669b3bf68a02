import { TOTP } from 'otpauth'

/** The six digits that an authenticator app would show now. @param secret - as text, as the offer of a second factor says it */
export function codeNow(secret: string): string {
  return new TOTP({ secret }).generate()
}
