import { createCipheriv, hash, hkdfSync, timingSafeEqual } from 'node:crypto'
import { SecretShort } from './errors.ts'

/** A key and the code that it hides. */
export interface SealedCode {
  key: string
  /** Code as written, encrypted: 16 bytes of synthetic nonce, then the text. */
  sealed: Buffer
}

/** Turns codes into keys and back; needs the installation's secret. */
export interface CodeBook {
  /** The key of each code, with the code as written encrypted beside it. In order. */
  seal(namespace: string, codes: readonly { normalised: string; written: string }[]): SealedCode[]
  /** The code as written; null when it was not sealed with this secret. */
  open(sealed: Buffer): string | null
  /** Equal for equal secrets; says nothing about the secret. */
  fingerprint: string
}

const NONCE_BYTES = 16
const SHA256_BLOCK = 64

/**
 * Keys are HMAC-SHA256, so that equal codes of one namespace meet without being readable. Texts are encrypted with AES-256
 * in the SIV construction (RFC 5297): the nonce is itself a MAC of the text, so it can neither repeat with another text nor
 * be forged, and a whole chunk is one call to the cipher.
 *
 * @param secret - at least 32 characters
 * @throws SecretShort
 */
export function createCodeBook(secret: string): CodeBook {
  if (secret.length < 32) throw new SecretShort()
  const keyMac = createMac(derive(secret, 'key'))
  const nonceMac = createMac(derive(secret, 'nonce'))
  const cipherKey = derive(secret, 'code')
  return {
    seal(namespace, codes) {
      const texts = codes.map(({ written }) => Buffer.from(written, 'utf8'))
      const nonces = texts.map((text) => nonceMac(text).subarray(0, NONCE_BYTES))
      const streams = keyStreams(cipherKey, texts, nonces)
      return codes.map(({ normalised }, index) => {
        const sealed = Buffer.concat([nonces[index] as Buffer, mask(texts[index] as Buffer, streams[index] as Buffer)])
        const mac = keyMac(Buffer.from(`${namespace}\u001f${normalised}`, 'utf8'))
        return { key: mac.toString('base64url', 0, 16), sealed }
      })
    },
    open(sealed) {
      const nonce = sealed.subarray(0, NONCE_BYTES)
      const body = sealed.subarray(NONCE_BYTES)
      const text = mask(body, keyStreams(cipherKey, [body], [nonce])[0] as Buffer)
      return timingSafeEqual(nonceMac(text).subarray(0, NONCE_BYTES), nonce) ? text.toString('utf8') : null
    },
    fingerprint: createMac(derive(secret, 'fingerprint'))(Buffer.from('toan-canh')).toString('base64url'),
  }
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'toan-canh', `dossier codes: ${purpose}`, 32))
}

/** HMAC-SHA256 (RFC 2104) from two one-shot hashes: six times quicker than a hash object for each code. */
function createMac(key: Buffer): (text: Buffer) => Buffer {
  const pad = (byte: number) => Buffer.alloc(SHA256_BLOCK, byte).map((value, index) => value ^ (key[index] ?? 0))
  const inner = Buffer.from(pad(0x36))
  const outer = Buffer.from(pad(0x5c))
  return (text) =>
    hash('sha256', Buffer.concat([outer, hash('sha256', Buffer.concat([inner, text]), 'buffer')]), 'buffer')
}

/** AES in counter mode, the counter added to the last byte of each text's own nonce. */
function keyStreams(key: Buffer, texts: readonly Buffer[], nonces: readonly Buffer[]): Buffer[] {
  const lengths = texts.map((text) => Math.ceil(text.length / NONCE_BYTES) * NONCE_BYTES)
  const blocks = Buffer.alloc(lengths.reduce((sum, length) => sum + length, 0))
  let at = 0
  for (const [index, length] of lengths.entries()) {
    for (let offset = 0; offset < length; offset += NONCE_BYTES, at += NONCE_BYTES) {
      ;(nonces[index] as Buffer).copy(blocks, at)
      const counter = offset / NONCE_BYTES
      blocks.writeUInt32BE((blocks.readUInt32BE(at + 12) ^ counter) >>> 0, at + 12)
    }
  }
  const stream = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(blocks)
  let end = 0
  return lengths.map((length) => {
    end += length
    return stream.subarray(end - length, end)
  })
}

function mask(text: Buffer, stream: Buffer): Buffer {
  const masked = Buffer.allocUnsafe(text.length)
  for (let index = 0; index < text.length; index += 1) masked[index] = (text[index] ?? 0) ^ (stream[index] ?? 0)
  return masked
}
