import { PASSWORD_LENGTH } from '../../shared/access.ts'
import { hashOf, matches } from './hashing.ts'
import { findWeakness, lengthOf, type Weakness } from './weakness.ts'

export type { Weakness } from './weakness.ts'

/** How passwords are kept, compared and judged. */
export interface Passwords {
  /** @throws RangeError for a text that is too long to be a password */
  hash(text: string): Promise<string>
  /** Does it belong to this hash? Takes as long where there is none (null): the time tells nothing about an account. */
  verify(text: string, hash: string | null): Promise<boolean>
  /**
   * Why this may not be a password; null when it may.
   *
   * @param about - the person's own words: user name, name, unit
   */
  weakness(text: string, about: readonly string[]): Weakness | null
}

/** Two ways of typing one text (composed and decomposed accents) are one password. */
const plain = (text: string) => text.normalize('NFKC')
const isTooLong = (text: string) => text.length > PASSWORD_LENGTH.most * 4 || lengthOf(text) > PASSWORD_LENGTH.most

/** Argon2id; see `COST`. */
export function createPasswords(): Passwords {
  const nobodys = hashOf('').catch(() => '')
  return {
    hash(text) {
      if (isTooLong(text)) return Promise.reject(new RangeError('the password is too long'))
      return hashOf(plain(text))
    },
    async verify(text, hash) {
      if (isTooLong(text)) return false
      const isRight = await matches(plain(text), hash ?? (await nobodys))
      return isRight && hash !== null
    },
    weakness: (text, about) => (isTooLong(text) ? 'long' : findWeakness(plain(text), about)),
  }
}
