import type { ByteTable } from './byte-text.ts'
import { TCVN3 } from './tcvn3.ts'
import { VNI } from './vni.ts'
import { WINDOWS_1258 } from './windows-1258.ts'

/** Encodings that a byte order mark can name. */
export type Unicode = 'utf-8' | 'utf-16le' | 'utf-16be'
/** Encodings of Vietnamese from before Unicode; none of them marks its files. */
export type OldEncoding = 'windows-1258' | 'tcvn3' | 'vni'
export type EncodingName = Unicode | OldEncoding

export const OLD_ENCODINGS: Readonly<Record<OldEncoding, { table: ByteTable; label: string }>> = {
  tcvn3: { table: TCVN3, label: 'TCVN3 (ABC, .VnTime)' },
  vni: { table: VNI, label: 'VNI-Windows (VNI-Times)' },
  'windows-1258': { table: WINDOWS_1258, label: 'Windows-1258' },
}

export function isOldEncoding(name: string): name is OldEncoding {
  return Object.hasOwn(OLD_ENCODINGS, name)
}

/** How an encoding is called on a screen. */
export function labelOf(name: EncodingName): string {
  return isOldEncoding(name) ? OLD_ENCODINGS[name].label : name.toUpperCase()
}

/** How text is encoded, and how many bytes its mark takes. */
export interface TextEncoding {
  name: EncodingName
  markBytes: number
}

/** What the byte order mark names; null without one. */
export function readMark(head: Uint8Array): (TextEncoding & { name: Unicode }) | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', markBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', markBytes: 2 }
  return null
}

/** UTF-16 without its mark shows as text in which nearly every NUL is the same half of a letter. */
export function guessUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let even = 0
  let odd = 0
  for (let at = head.indexOf(0); at !== -1; at = head.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  const most = Math.max(even, odd)
  if (most <= head.length / 8 || most <= 20 * Math.min(even, odd)) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}
