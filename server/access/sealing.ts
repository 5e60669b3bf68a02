import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps what has to be read again so that the database alone does not give it away. */
export interface Sealing {
  seal(bytes: Uint8Array): Buffer
  /** @throws when it was changed, or sealed under another secret or for another purpose */
  unseal(sealed: Uint8Array): Buffer
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
/** The form of what is sealed, so that it can change one day. */
const FORM = 1

/**
 * AES-256-GCM under a key of its own, derived from the installation's secret.
 *
 * @param purpose - other purposes have other keys
 */
export function createSealing(secret: string, purpose: string): Sealing {
  const key = Buffer.from(hkdfSync('sha256', secret, 'toan-canh sealing', purpose, 32))
  return {
    seal(bytes) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), sealed])
    },
    unseal(sealed) {
      if (sealed[0] !== FORM) throw new Error('sealed in an unknown form')
      const tagAt = 1 + NONCE_BYTES
      const textAt = tagAt + TAG_BYTES
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, tagAt), { authTagLength: TAG_BYTES })
      decipher.setAuthTag(sealed.subarray(tagAt, textAt))
      return Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()])
    },
  }
}
